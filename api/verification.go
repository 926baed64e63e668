package api

import "countertop/api/private"

// VerificationFormat is how the customer proves who they are (docs/contract.md §4, SEEN).
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

// Verification is the answer: either the PIN itself (security question, bypass,
// override) or the word that it was sent to the customer.
type Verification struct {
	private.Data

	PIN  Secret // 4 to 8 digits, empty when it was sent
	Sent string // "verification_sent_to_sms", …; empty when the PIN is here
}
