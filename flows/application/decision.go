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
	ids := flows.Group{Heading: msgForRecords, Lines: flows.Filled([]flows.Line{
		flows.Labelled(msgApplicationID, string(d.ApplicationID)), flows.Labelled(msgReferenceID, string(f.Reference())),
	})}
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
	case api.Declined:
		report.Tone, report.Headline = flows.Bad, msgDeclined
		ids.Lines = append(ids.Lines, flows.Line{Value: msgDeclinedNext})
	default:
		report.Tone, report.Headline = flows.Careful, msgUndecided
		if d.Word != "" {
			ids.Lines = append(ids.Lines, flows.Line{Label: msgServerStatus, Value: lang.Same(d.Word)})
		}
		ids.Lines = append(ids.Lines, flows.Line{Value: msgUndecidedNext, Tone: flows.Careful})
	}
	report.Groups = append(report.Groups, ids)
	return page
}

// accountLines are the account that was opened. What the server did not tell is left out.
func (f *Flow) accountLines() []flows.Line {
	d := f.decision
	var limit, available lang.Text
	if d.CreditLimit != 0 {
		limit, available = lang.Money(d.CreditLimit), lang.Money(d.AvailableCredit)
	}
	return flows.Filled([]flows.Line{
		{Label: msgLimit, Value: limit, Emphasis: true},
		{Label: msgAvailable, Value: available},
		flows.Labelled(msgAccountNumber, string(d.AccountNumber)),
		flows.Labelled(msgCardEnding, d.CardEndingIn),
		{Label: msgCategory, Value: account.CategoryName(d.Category, d.RiskRating)},
	})
}

func (f *Flow) mayPurchase() bool {
	return f.deps.Purchase != nil && f.decision.Status == api.Approved && f.decision.AccountNumber != ""
}

// afterDecision goes on to a purchase, or ends.
func (f *Flow) afterDecision(answer flows.Answer) flows.Move {
	switch {
	case answer.Action == "finish", answer.Action == "" && !f.mayPurchase():
		return flows.Move{Leave: true}
	case answer.Action == "":
		return flows.Move{Open: f.deps.Purchase(*f.decision, f.requestID, f.Reference())}
	}
	return flows.Move{}
}
