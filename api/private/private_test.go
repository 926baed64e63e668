package private_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"countertop/api/private"
)

const given = "Testa-Sample-4165550123"

type account struct {
	private.Data

	Name string
	pin  string
}

type body struct {
	private.Wire

	Name string `json:"name"`
}

func TestWhatEmbedsDataPrintsAsDots(t *testing.T) {
	value := account{Name: given, pin: given}
	for _, holder := range []any{value, &value, []any{value}, struct{ Value any }{value}, map[string]any{"value": value}} {
		isDots(t, holder)
		data, err := json.Marshal(holder)
		if err != nil || bytes.Contains(data, []byte(given)) || !bytes.Contains(data, []byte(private.Dots)) {
			t.Errorf("JSON of %T: %s (%v)", holder, data, err)
		}
		if text := logged(holder); strings.Contains(text, given) {
			t.Errorf("%T in a log: %s", holder, text)
		}
	}
}

func TestWhatEmbedsWirePrintsAsDotsAndIsWritten(t *testing.T) {
	value := body{Name: given}
	isDots(t, value)
	isDots(t, []any{value})
	if text := logged(value); strings.Contains(text, given) {
		t.Errorf("in a log: %s", text)
	}
	data, err := json.Marshal(value)
	if want := `{"name":"` + given + `"}`; err != nil || string(data) != want {
		t.Errorf("JSON: %s (%v), want %s", data, err, want)
	}
	var read body
	if err := json.Unmarshal(data, &read); err != nil || read != value {
		t.Errorf("it is not read again: %v", err)
	}
}

func isDots(t *testing.T, value any) {
	t.Helper()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%10s", "%.3s"} {
		text := fmt.Sprintf(verb, value)
		if strings.Contains(text, given) || strings.Contains(strings.ToLower(text), fmt.Sprintf("%x", given)) || !strings.Contains(text, private.Dots) {
			t.Errorf("%T under %s: %s", value, verb, text)
		}
	}
}

func logged(value any) string {
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("", "value", value)
	slog.New(slog.NewTextHandler(&log, nil)).Info("", "value", value)
	return log.String()
}
