package ui

// This file makes the flows, over the connection, and leads from one to another.

import (
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/application"
	"countertop/flows/closing"
	"countertop/flows/dayend"
	"countertop/flows/doubt"
	"countertop/flows/history"
	"countertop/flows/loss"
	"countertop/flows/payment"
	"countertop/flows/purchase"
	"countertop/flows/sale"
	"countertop/flows/trainer"
	"countertop/ui/services"
)

// opener makes flows.
type opener struct {
	conn     *services.Connection
	counter  func() *flows.Counter
	resolver *doubt.Resolver
	zone     *time.Location
}

func (m *Shell) opener() opener {
	return opener{m.services.Conn(), m.counter, m.services.Doubts.Resolver(), m.now().Location()}
}

// counter tells flows about this place.
func (m *Shell) counter() *flows.Counter {
	return &flows.Counter{
		Clerk: m.clerk, Location: m.location, Terminal: m.options.Terminal,
		Training: m.options.Training, Language: m.language, Lists: m.services.Conn().Catalogues,
		Now: m.services.Now, NewID: m.options.newID(), AskSIN: m.options.AskSIN, Managers: m.options.Managers,
		Setup: &m.setup,
	}
}

// bought leads a purchase on: to the sale that it makes, and to who finds out what became of it.
func (o opener) bought(f *purchase.Flow) flows.Flow {
	return f.LeadingTo(o.madeSale).AskedBy(o.resolver)
}

func (o opener) purchase() flows.Flow {
	return o.bought(purchase.New(o.counter(), o.conn.Client, o.conn.Journal))
}

func (o opener) application() flows.Flow {
	return application.New(o.counter(), o.conn.Client, application.Deps{
		Recorder: o.conn.Journal,
		Lost:     o.resolver.Remember,
		Refresh:  o.conn.Catalogues.Refresh,
		Purchase: func(decision api.Decision, requestID string, reference api.ReferenceID) flows.Flow {
			return o.bought(purchase.AfterApproval(o.counter(), o.conn.Client, o.conn.Journal, decision, requestID, reference))
		},
	})
}

func (o opener) lookup() flows.Flow {
	return account.New(o.counter(), o.conn.Client, func(found account.Found) flows.Flow {
		return o.bought(purchase.ForAccount(o.counter(), o.conn.Client, o.conn.Journal, found))
	}).Offer(append(o.saleWays(), o.closingWay())...)
}

func (o opener) sales() flows.Flow {
	return sale.Find(o.counter(), o.conn.Client, o.conn.Journal)
}

func (o opener) payment() flows.Flow {
	return payment.New(o.counter(), o.conn.Client, o.conn.Journal)
}

func (o opener) history() flows.Flow {
	return history.New(o.counter(), o.conn.Journal.Opened(), o.sale)
}

func (o opener) dayEnd() flows.Flow {
	return dayend.New(o.counter(), o.conn.Client, o.conn.Journal.Opened()).LeadingTo(o.sale)
}

func (o opener) loss() flows.Flow { return loss.New(o.counter(), o.conn.Journal.Opened()) }

func (o opener) lesson() flows.Flow { return trainer.New(o.conn.Trainer, o.zone) }

func (o opener) doubts() flows.Flow {
	return doubt.New(o.counter(), doubt.Deps{
		Resolver: o.resolver, List: inDoubts(o.conn.Journal.InDoubt), Directory: o.conn.Client, OpenSale: o.sale,
	})
}

// sale is a sale by its authorization's number.
func (o opener) sale(id api.ID) flows.Flow { return o.which(sale.Which{AuthorizationID: id}) }

func (o opener) which(which sale.Which) flows.Flow {
	return sale.Open(o.counter(), o.conn.Client, o.conn.Journal, which)
}

// madeSale is the sale that a purchase has just made.
func (o opener) madeSale(made api.Authorization) flows.Flow {
	return o.which(sale.Which{
		AuthorizationID: made.ID, Ending: flows.Intent{Account: made.AccountNumber}.AccountEnding(),
	})
}

// closingWay leads from an account in Quebec to its closing.
func (o opener) closingWay() account.NextFlow {
	return account.NextFlow{ID: "close", Label: msgCloseAccount, Key: 'c', For: closing.Possible, Open: func(found account.Found) flows.Flow {
		return closing.New(o.counter(), o.conn.Client, o.conn.Journal, found)
	}}
}

// saleWays lead from an account to its sales, and to a refund.
func (o opener) saleWays() []account.NextFlow {
	return []account.NextFlow{
		{ID: "sales", Label: msgSales, Key: 's', Open: func(found account.Found) flows.Flow {
			return sale.Of(o.counter(), o.conn.Client, o.conn.Journal, found)
		}},
		{ID: "refund", Label: msgRefundTo, Key: 'f', Open: func(found account.Found) flows.Flow {
			return sale.Refund(o.counter(), o.conn.Client, o.conn.Journal, found)
		}},
	}
}
