package trainer

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
)

func TestEveryKindOfTheTrainingServerHasItsWords(t *testing.T) {
	var there, here []string
	for _, kind := range fault.Kinds() {
		there = append(there, string(kind))
	}
	for _, kind := range kinds {
		here = append(here, kind.code)
		if kind.name.Empty() || kind.effect.Empty() {
			t.Errorf("%s has no words", kind.code)
		}
	}
	slices.Sort(there)
	slices.Sort(here)
	if !slices.Equal(there, here) {
		t.Errorf("the server's kinds are %v, those of the page %v", there, here)
	}
}

// TestEveryCallIsOneOfTheTrainingServer asks for each without a token: what the server knows it refuses,
// what it does not know it does not find.
func TestEveryCallIsOneOfTheTrainingServer(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	asks := func(path string) (found bool) {
		for _, version := range []string{"v2.5/", "v2.5.1/"} {
			for _, method := range []string{http.MethodGet, http.MethodPost} {
				request := httptest.NewRequestWithContext(t.Context(), method, sandbox.BasePath+version+path, bytes.NewReader(nil))
				request.Header.Set("x-reference-id", "0123456789abcdef0123456789abcdef")
				answer := httptest.NewRecorder()
				server.ServeHTTP(answer, request)
				found = found || answer.Code != http.StatusNotFound
			}
		}
		return found
	}
	if asks("client-id/training/unheard-of") {
		t.Fatal("the server knows everything")
	}
	for _, call := range calls {
		path := strings.ReplaceAll(call.Code, "*", "1")
		if !asks(path) && !asks("client-id/training/"+path) {
			t.Errorf("%s is none", call.Code)
		}
	}
}
