package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"countertop/api/private"
)

const given = "Testa-Sample-4165550123"

// hidingPlaces are values that hide what they hold by a member of type Secret, or by methods of their own.
func hidingPlaces() map[string]any {
	return map[string]any{
		"secret": Secret(given),
		"page":   Widget{RedirectionURL: given},
		"login":  LoginRequest{Password: given},
		"grant":  TokenRequest{Refresh: given},
		"issued": IssuedToken{Access: given, Refresh: given},
		"client": &Client{secret: given},
		"error":  &Error{Op: "apply", Message: given, Code: given + " " + given, Fields: []FieldError{{Message: given}}, Err: errors.New(given)},
	}
}

func TestSecretsAreNotPrintedByWhatHoldsThem(t *testing.T) {
	for name, value := range hidingPlaces() {
		for _, holder := range []any{value, []any{value}, struct{ Value any }{value}, map[string]any{"value": value}} {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
				if text := fmt.Sprintf(verb, holder); strings.Contains(text, given) {
					t.Errorf("%s under %s: %s", name, verb, text)
				}
			}
			if data, err := json.Marshal(holder); err != nil || bytes.Contains(data, []byte(given)) {
				t.Errorf("%s in JSON: %s (%v)", name, data, err)
			}
			var log bytes.Buffer
			slog.New(slog.NewJSONHandler(&log, nil)).Info("", "value", holder)
			slog.New(slog.NewTextHandler(&log, nil)).Info("", "value", holder)
			if strings.Contains(log.String(), given) {
				t.Errorf("%s in a log: %s", name, log.String())
			}
		}
	}
}

func TestSecretPrintsAsDotsUnderEveryVerb(t *testing.T) {
	secret := Secret(given)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%10s", "%.3s"} {
		if text := fmt.Sprintf(verb, secret); text != private.Dots {
			t.Errorf("%s: %q, want %q", verb, text, private.Dots)
		}
		if text := fmt.Sprintf(verb, &secret); text != private.Dots && !strings.Contains(text, "0x") {
			t.Errorf("%s of a pointer: %q, want %q", verb, text, private.Dots)
		}
	}
	if secret.Reveal() != given || secret.String() != private.Dots || secret.GoString() != private.Dots || secret.LogValue().String() != private.Dots {
		t.Error("the methods do not agree")
	}
}

func TestErrorTextHoldsWhatSupportNeeds(t *testing.T) {
	err := fmt.Errorf("buying: %w", &Error{
		Kind: KindRefused, Executed: ExecutedNo, Op: "authorization", Status: 409, Code: "credit_exceeded", Message: given, Ref: testRef,
	})
	const want = "buying: authorization: refused, status 409, code credit_exceeded, not executed, reference id 0123456789abcdef0123456789abcdef"
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
	var none *Error
	if text := fmt.Sprintf("%+v %q", none, &Error{Op: "apply"}); text != `<nil> "apply: the server failed, may have been executed"` {
		t.Errorf("got %s", text)
	}
}
