package ui

// This file opens sales, from wherever one is named.

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/closing"
	"countertop/flows/sale"
)

// openSale is a sale by its authorization's number.
func (m *Shell) openSale(id api.ID) flows.Flow {
	return m.openWhich(sale.Which{AuthorizationID: id})
}

func (m *Shell) openWhich(which sale.Which) flows.Flow {
	return sale.Open(m.counter(), m.link.conn.Client, m.link.conn.Journal, which)
}

// madeSale is the sale that a purchase has just made.
func (m *Shell) madeSale(made api.Authorization) flows.Flow {
	return m.openWhich(sale.Which{
		AuthorizationID: made.ID, Ending: flows.Intent{Account: made.AccountNumber}.AccountEnding(),
	})
}

// closingWay leads from an account in Quebec to its closing.
func (m *Shell) closingWay() account.NextFlow {
	return account.NextFlow{ID: "close", Label: msgCloseAccount, Key: 'c', For: closing.Possible, Open: func(found account.Found) flows.Flow {
		return closing.New(m.counter(), m.link.conn.Client, m.link.conn.Journal, found)
	}}
}

// saleWays lead from an account to its sales, and to a refund.
func (m *Shell) saleWays() []account.NextFlow {
	conn := m.link.conn
	return []account.NextFlow{
		{ID: "sales", Label: msgSales, Key: 's', Open: func(found account.Found) flows.Flow {
			return sale.Of(m.counter(), conn.Client, conn.Journal, found)
		}},
		{ID: "refund", Label: msgRefundTo, Key: 'f', Open: func(found account.Found) flows.Flow {
			return sale.Refund(m.counter(), conn.Client, conn.Journal, found)
		}},
	}
}
