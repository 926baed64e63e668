package application

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/lang"
)

// decisionPage shows what became of the application.
func (f *Flow) decisionPage() flows.Page {
	d := f.decision
	page := flows.Page{ID: "application.decision", Title: msgDecision, Forward: msgFinish}
	report := &flows.Report{Text: lang.Same(d.Message)}
	page.Body = report
	ids := flows.Group{Heading: msgForRecords, Lines: []flows.Line{
		{Label: msgApplicationID, Value: lang.Same(string(d.ApplicationID))},
		{Label: msgReferenceID, Value: lang.Same(string(f.reference))},
	}}
	switch d.Status {
	case api.Approved:
		report.Tone, report.Headline = flows.Good, msgApproved
		report.Groups = append(report.Groups, flows.Group{Heading: msgAccount, Lines: f.accountLines()})
		if f.mayPurchase() {
			page.Forward = msgPurchaseNow
			page.Actions = []flows.Action{{ID: "finish", Label: msgFinish, Key: 'f'}}
		}
	case api.Pending:
		report.Tone, report.Headline = flows.Careful, msgPending
		ids.Lines = append(ids.Lines, flows.Line{Value: msgPendingNext})
	default:
		report.Tone, report.Headline = flows.Bad, msgDeclined
		ids.Lines = append(ids.Lines, flows.Line{Value: msgDeclinedNext})
	}
	report.Groups = append(report.Groups, ids)
	return page
}

// accountLines are the account that was opened.
func (f *Flow) accountLines() []flows.Line {
	d := f.decision
	lines := []flows.Line{
		{Label: msgLimit, Value: lang.Money(d.CreditLimit), Emphasis: true},
		{Label: msgAvailable, Value: lang.Money(d.AvailableCredit)},
		{Label: msgAccountNumber, Value: lang.Same(string(d.AccountNumber))},
		{Label: msgCardEnding, Value: lang.Same(d.CardEndingIn)},
		{Label: msgCategory, Value: account.CategoryName(d.Category)},
	}
	kept := lines[:0]
	for _, line := range lines {
		if line.Value.In(f.language) != "" {
			kept = append(kept, line)
		}
	}
	return kept
}

func (f *Flow) mayPurchase() bool {
	return f.deps.Purchase != nil && f.decision.Status == api.Approved && f.decision.AccountNumber != ""
}

// afterDecision goes on to a purchase, or ends.
func (f *Flow) afterDecision(answer flows.Answer) flows.Move {
	if answer.Action == "" && f.mayPurchase() {
		return flows.Move{Open: f.deps.Purchase(*f.decision, f.requestID, f.reference)}
	}
	return flows.Move{Leave: true}
}
