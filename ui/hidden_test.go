package ui

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows/lang"
	"countertop/ui/services"
)

// TestWhatIsPersonalPrintsAsDots prints values of every type that hides itself, by themselves and in others.
func TestWhatIsPersonalPrintsAsDots(t *testing.T) {
	const given = "Testa-Sample-4165550123"
	for _, value := range []any{
		services.PIN{Digits: api.Secret(given)},
		services.Event{PIN: services.PIN{Digits: api.Secret(given)}},
		&Shell{phone: lang.Same(given)},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			for _, holder := range []any{value, []any{value}, struct{ Value any }{value}} {
				text := fmt.Sprintf(verb, holder)
				if strings.Contains(text, given) || strings.Contains(text, fmt.Sprintf("%x", given)) || !strings.Contains(text, "•••") {
					t.Errorf("%T under %s: %s", value, verb, text)
				}
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("", "value", value)
		slog.New(slog.NewTextHandler(&log, nil)).Info("", "value", value)
		if strings.Contains(log.String(), given) {
			t.Errorf("%T in a log: %s", value, log.String())
		}
	}
}
