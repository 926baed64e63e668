package purchase

// This file hosts the verification of the customer within a purchase.

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/verification"
)

// stepOf is where a step of the verification is in a purchase.
func stepOf(at verification.Step) step {
	switch at {
	case verification.AtMethod:
		return atMethod
	case verification.AtVouch:
		return atVouch
	case verification.AtAnswer:
		return atAnswer
	case verification.AtPIN:
		return atPIN
	}
	return atConfirm
}

// within is the step of the verification that the purchase is at.
func (f *Flow) within() verification.Step {
	switch f.step {
	case atVouch:
		return verification.AtVouch
	case atAnswer:
		return verification.AtAnswer
	case atPIN:
		return verification.AtPIN
	}
	return verification.AtMethod
}

func (f *Flow) newVerifier() *verification.Verifier {
	return verification.New(verification.Options{
		Counter: f.counter, Desk: f.client, Recorder: f.recorder, Host: host{f}, Call: f.call, Customer: f.toVerify, Name: "purchase",
	})
}

func (f *Flow) verifyPage() flows.Page { return f.verifier.Page(f.within()) }

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

// host lets the verification move the purchase.
type host struct{ f *Flow }

func (h host) Goes(to verification.Step) flows.Move    { return h.f.forward(stepOf(to)) }
func (h host) Returns(to verification.Step) flows.Move { return h.f.repair(stepOf(to)) }
func (h host) Tells(notice *flows.Notice)              { h.f.notice = notice }

func (h host) Fails(err error, doing lang.Text, here verification.Step) flows.Move {
	return h.f.failed(err, doing, stepOf(here))
}
