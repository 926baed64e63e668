package sale

// This file writes the slip of a sale as the server has it now: for the customer who lost theirs, and for a purchase whose
// answer was lost, which never had one.

import (
	"countertop/flows"
	"countertop/flows/lang"
)

// hasSlip is true for a sale that the server tells, that was made, and of which nothing is in doubt.
func (f *Flow) hasSlip() bool {
	return f.sale != nil && f.saleErr == nil && f.made() && f.Doubt() == nil && len(f.open()) == 0
}

func (f *Flow) saleSlip() *flows.Document {
	slip := flows.Slip{
		Title: msgSaleSlip, FileName: flows.SlipName("sale", f.which.AuthorizationID, f.Counter.Training), Training: f.Counter.Training,
		Groups: []flows.Group{f.saleGroup()},
		Text:   f.terms(),
	}
	if len(f.sale.Captures) > 0 || !f.sale.CapturesTold {
		slip.Groups = append(slip.Groups, f.capturesGroup())
	}
	written := f.counterGroup()
	written.Lines = append([]flows.Line{{Label: msgAsServerHas, Value: lang.Same(f.read.Format("2006-01-02 15:04"))}}, written.Lines...)
	slip.Groups = append(slip.Groups, written)
	return slip.Document()
}
