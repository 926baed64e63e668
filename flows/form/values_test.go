package form

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestValuesPrintAsDots(t *testing.T) {
	const given = "Testa-Sample-4165550123"
	values := Values{"name": given}
	var printed bytes.Buffer
	for _, value := range []any{values, []any{values}, NewDraft(values), New(NewDraft(values), nil)} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			text := fmt.Sprintf(verb, value)
			if !strings.Contains(text, "•••") {
				t.Errorf("%T under %s: %s", value, verb, text)
			}
			printed.WriteString(text)
		}
		slog.New(slog.NewTextHandler(&printed, nil)).Info("", "value", value)
	}
	slog.New(slog.NewJSONHandler(&printed, nil)).Info("", "value", values)
	if text := printed.String(); strings.Contains(text, given) || strings.Contains(text, fmt.Sprintf("%x", given)) {
		t.Errorf("the value is printed in %s", text)
	}
}
