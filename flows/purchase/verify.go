package purchase

// This file says whom a purchase has to verify.

import (
	"countertop/api"
	"countertop/flows/lang"
	"countertop/flows/verification"
)

// toVerify is the customer as the verification knows them.
func (f *Flow) toVerify() verification.Customer {
	o := f.chosen()
	return verification.Customer{
		Found:    f.found,
		Name:     f.customer(),
		Question: beside(lang.Same(f.questions[api.English]), lang.Same(f.questions[api.French])),
		Bypass:   o != nil && o.regular() && o.bypass,
	}
}

func (f *Flow) questionID() api.ID {
	if f.found.Account == nil {
		return ""
	}
	return f.found.Account.SecurityQuestion.ID
}
