package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

const given = "Testa-Sample-4165550123"

// hidingPlaces are values of every type that holds personal data, each with given in it.
func hidingPlaces() map[string]any {
	return map[string]any{
		"secret":        Secret(given),
		"application":   Application{FirstName: given, LastName: given, Phone: given, SIN: given, GovIDNumber: given},
		"decision":      Decision{AccountNumber: given, Message: given},
		"search":        SearchQuery{FirstName: given, BirthDate: given},
		"lookup":        LookupQuery{CardNumber: given},
		"customer":      Customer{FirstName: given, AccountNumber: given},
		"account":       Account{Email: given, Address1: given},
		"offers":        Offers{FirstName: given},
		"verification":  Verification{PIN: given},
		"proof":         VerificationRequest{Answer: given, CardNumber: given},
		"authorization": AuthorizationRequest{CardNumber: given, VerificationCode: given},
		"licence":       Licence{FirstName: given, GovIDNumber: given},
		"transaction":   TransactionRequest{CardNumber: given},
		"refund":        RefundRequest{CardNumber: given},
		"return":        ReturnRequest{CardNumber: given},
		"widget":        WidgetRequest{CardNumber: given, Person: &Person{FirstName: given}},
		"person":        &Person{LastName: given},
		"page":          Widget{RedirectionURL: given},
		"login":         LoginRequest{Password: given},
		"grant":         TokenRequest{Refresh: given},
		"issued":        IssuedToken{Access: given, Refresh: given},
		"token":         token{access: given, refresh: given},
		"keeper":        &keeper{held: token{access: given}},
		"request":       request{path: []ID{given}, body: given},
		"prepared":      prepared{url: given, body: []byte(given)},
		"error":         &Error{Op: "apply", Message: given, Code: given + " " + given, Fields: []FieldError{{Message: given}}, Err: errors.New(given)},
	}
}

func TestPersonalTypesPrintAsDots(t *testing.T) {
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
		if text := fmt.Sprintf(verb, secret); text != dots {
			t.Errorf("%s: %q, want %q", verb, text, dots)
		}
		if text := fmt.Sprintf(verb, &secret); text != dots && !strings.Contains(text, "0x") {
			t.Errorf("%s of a pointer: %q, want %q", verb, text, dots)
		}
	}
	if secret.Reveal() != given || secret.String() != dots || secret.GoString() != dots || secret.LogValue().String() != dots {
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
