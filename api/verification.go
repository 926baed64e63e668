package api

// This file asks for the PIN of a transaction (docs/contract.md §4, SEEN).

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"countertop/api/private"
)

var routeVerify = route{"verify", http.MethodPost, v25, "client-id/{client_id}/account/{account_number}/verify", acts}

// VerificationFormat is a way for customers to prove who they are (docs/contract.md §4, SEEN).
type VerificationFormat string

// The formats of verification.
const (
	VerifySMS              VerificationFormat = "sms"
	VerifyEmail            VerificationFormat = "email"
	VerifySecurityQuestion VerificationFormat = "security_question"
	VerifyBypass           VerificationFormat = "regular_purchase_bypass"
	VerifyOverride         VerificationFormat = "merchant_override"
)

// VerificationRequest asks for a PIN for one transaction.
type VerificationRequest struct {
	private.Data

	AccountNumber ID
	By            VerificationFormat
	RequestID     string // chosen by the client; the transaction that follows carries the same one
	QuestionID    ID     // with security_question
	Answer        Secret // with security_question, at most 50 characters
	CardNumber    string // vcc_number, for an authorized user of a business account
}

type verificationBody struct {
	private.Wire

	By         VerificationFormat `json:"format,omitempty"`
	RequestID  string             `json:"request_id"`
	QuestionID ID                 `json:"security_qid,omitempty"`
	Answer     string             `json:"security_answer,omitempty"`
	CardNumber string             `json:"vcc_number,omitempty"`
}

// Verification is the answer: either the PIN itself (security question, bypass,
// override) or the word that it was sent to the customer.
type Verification struct {
	private.Data

	PIN  Secret // 4 to 8 digits, empty when it was sent
	Sent string // "verification_sent_to_sms", …; empty when the PIN is here
}

// Verify has a PIN sent to the customer, or gets it here where the format says so. A success that says neither is an *Error: the
// clerk asks again.
//
// docs/contract.md §4, SEEN. Errors: 400 sms_not_valid_phone; 404; 409 invalid_role, merchant_override_is_not_allowed,
// regular_purchase_bypass_is_not_allowed, piw_mismatch, secret_answer_mismatch, wrong_inputs, tries_exceed (more than 3
// wrong answers in 48 hours).
func (c *Client) Verify(ctx context.Context, call Call, v VerificationRequest) (Verification, error) {
	body, err := c.send(ctx, call, request{
		route: routeVerify, path: []ID{v.AccountNumber},
		body: verificationBody{
			By: v.By, RequestID: v.RequestID, QuestionID: v.QuestionID, Answer: v.Answer.Reveal(), CardNumber: v.CardNumber,
		},
	})
	if err != nil {
		return Verification{}, err
	}
	var answer struct {
		Code          text `json:"verification_code"`
		AccountNumber ID   `json:"account_number"`
	}
	err = readClaim(body, &answer)
	if err == nil && CompareNumbers(answer.AccountNumber, v.AccountNumber) == Differs {
		err = fmt.Errorf("%w: another account", errNotJSON)
	}
	if err != nil {
		return Verification{}, understood(routeVerify, call, err)
	}
	switch code := strings.TrimSpace(string(answer.Code)); {
	case allDigits(code) && len(code) >= shortestPIN && len(code) <= longestPIN:
		return Verification{PIN: Secret(code)}, nil
	case slices.Contains(sentWords, strings.ToLower(code)):
		return Verification{Sent: code}, nil
	}
	return Verification{}, understood(routeVerify, call, fmt.Errorf("%w: neither a PIN nor the word that it was sent", errNotJSON))
}

// sentWords say that a PIN was sent to the customer. ASSUMED: these two; the contract has the one for a message to a phone. Every
// other word may say that it was not.
var sentWords = []string{"verification_sent_to_sms", "verification_sent_to_email"}

// shortestPIN and longestPIN limit the digits of a PIN (docs/contract.md §4, SEEN).
const (
	shortestPIN = 4
	longestPIN  = 8
)
