package api

// This file asks for the PIN of a transaction (CONTRACT §4, SEEN).

import (
	"context"
	"net/http"
)

var routeVerify = route{"verify", http.MethodPost, v25, "client-id/{client_id}/account/{account_number}/verify", acts}

type verificationBody struct {
	Format     VerificationFormat `json:"format,omitempty"`
	RequestID  string             `json:"request_id"`
	QuestionID ID                 `json:"security_qid,omitempty"`
	Answer     string             `json:"security_answer,omitempty"`
	CardNumber string             `json:"vcc_number,omitempty"`
}

// Verify has a PIN sent to the customer, or gets it here where the format says so.
func (c *Client) Verify(ctx context.Context, call Call, v VerificationRequest) (Verification, error) {
	answer, err := fetch[struct {
		Code text `json:"verification_code"`
	}](ctx, c, call, request{
		route: routeVerify, path: []ID{v.AccountNumber},
		body: verificationBody{v.Format, v.RequestID, v.QuestionID, v.Answer.Reveal(), v.CardNumber},
	})
	if err != nil {
		return Verification{}, err
	}
	if code := string(answer.Code); code != "" && allDigits(code) {
		return Verification{PIN: Secret(code)}, nil
	}
	return Verification{Sent: string(answer.Code)}, nil
}
