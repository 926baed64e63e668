package api

// This file gives the hash of a request's body before it is sent (x-context-hash, CONTRACT §1). It is never kept or
// logged: whoever knows the rest of the body finds the account's number and the PIN by trying all of them.

import "encoding/json"

// ContextHash is the x-context-hash of the authorization as it will be sent; empty where it cannot
// be sent.
func (r AuthorizationRequest) ContextHash() string { return hashOf(r.body()) }

// ContextHash is the x-context-hash of the release.
func (r ReleaseRequest) ContextHash() string { return hashOf(r.body()) }

// ContextHash is the x-context-hash of the capture.
func (r CaptureRequest) ContextHash() string { return hashOf(r.body()) }

// ContextHash is the x-context-hash of the return.
func (r ReturnRequest) ContextHash() string { return hashOf(r.body()) }

// ContextHash is the x-context-hash of the refund.
func (r RefundRequest) ContextHash() string { return hashOf(r.body()) }

// ContextHash is the x-context-hash of the transaction.
func (r TransactionRequest) ContextHash() string { return hashOf(r.body()) }

func hashOf(body any) string {
	sent, err := json.Marshal(body)
	if err != nil {
		return ""
	}
	return contextHash(sent)
}
