package api

// This file gives the hash of a request's body before it is sent, for who records what was meant
// (x-context-hash, CONTRACT §1).

import "encoding/json"

// ContextHash is the x-context-hash of the authorization as it will be sent; empty where it cannot
// be sent. The PIN is in the hash, and cannot be had from it alone: what it is hashed with is
// not kept.
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
