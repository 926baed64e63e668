package training

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// TestNoDigestOfABodyIsKept: such a digest gives back the account's number and the PIN to whoever tries all of them. So
// none stands, raw or in hexadecimal digits, in any file that a run leaves: journal, log, state, cache.
func TestNoDigestOfABodyIsKept(t *testing.T) {
	c := inTraining(t)
	conn := lesson(t, c)
	call := api.Call{Reference: "0123456789abcdef0123456789abcdef"}
	buy := api.AuthorizationRequest{
		AccountNumber: "100000016", Reference: "ORDER-77", Financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "4", Term: 6},
		Amount: 1234_50, VerificationCode: "8317", RequestID: "0123456789abcdef0123456789abcdef", Location: "00-12345", Clerk: "12345-SMITH", IdempotencyKey: "K-1",
	}
	refund := api.RefundRequest{AccountNumber: "100000016", Reference: "ORDER-78", Amount: 5_00, Location: "00-12345", Clerk: "12345-TEST", IdempotencyKey: "K-2"}
	intent := flows.Intent{Kind: flows.AuthorizationIntent, Account: buy.AccountNumber, Amount: buy.Amount, Reference: buy.Reference, Training: true}
	if _, err := flows.Execute(t.Context(), conn.Journal, intent, func(ctx context.Context) (api.Authorization, error) {
		return conn.Client.Authorize(ctx, call, buy)
	}); err == nil {
		t.Fatal("a wrong PIN was taken")
	}
	intent = flows.Intent{Kind: flows.RefundIntent, Account: refund.AccountNumber, Amount: refund.Amount, Reference: refund.Reference, Training: true}
	if _, err := flows.Execute(t.Context(), conn.Journal, intent, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, conn.Client.Refund(ctx, call, refund)
	}); err != nil {
		t.Fatal(err)
	}
	records, err := conn.Journal.Find(t.Context(), journal.Query{})
	if err != nil || len(records) != 2 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	conn.Close()
	folder := os.Getenv("HOME")
	files := 0
	for _, digest := range digestsOf(t, buy, refund) {
		raw, err := hex.DecodeString(digest)
		if err != nil || len(raw) != 32 {
			t.Fatal(digest, err)
		}
		err = filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if bytes.Contains(content, raw) || bytes.Contains(content, []byte(digest)) {
				t.Errorf("%s keeps the digest of a body", path)
			}
			files++
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 4 {
		t.Errorf("only %d files were read", files)
	}
}

// digestsOf are the digests that go over the line with the two calls.
func digestsOf(t *testing.T, buy api.AuthorizationRequest, refund api.RefundRequest) (digests []string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if digest := r.Header.Get("X-Context-Hash"); digest != "" {
			digests = append(digests, digest)
		}
		_, _ = io.WriteString(w, `{"access_token":"t","expires_in":1200}`)
	}))
	defer server.Close()
	client, err := api.New(api.Options{BaseURL: server.URL, ClientID: "training", Secret: "training-secret"})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	_, _ = client.Authorize(t.Context(), api.Call{}, buy) // what is answered is no matter
	_ = client.Refund(t.Context(), api.Call{}, refund)
	if len(digests) != 2 {
		t.Fatalf("the digests %q", digests)
	}
	return digests
}
