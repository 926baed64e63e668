package api

// This file holds the items of a purchase, a capture or a return: sku_data, which is optional, not
// validated, and printed on the customer's statement (docs/contract.md §7, SEEN).

// Items are the products of a transaction with their totals, all positive; on a return the client
// sends the totals negative, as the contract says. Nil totals are not sent.
type Items struct {
	PurchaseOrder string // purchase_order, at most 10 characters
	Register      string // register_id, at most 50 characters
	Shipping      *Money // shipping_total
	Discount      *Money // transaction_discount_total
	Subtotal      *Money // transaction_subtotal
	Total         *Money // transaction_total
	GSTHST        *Money // gst_hst
	PST           *Money // pst
	Products      []Product
}

// Product is one line of a receipt.
type Product struct {
	SKU         string // sku_id
	Category    string
	Description string
	Quantity    int
	UnitPrice   Money
	Extended    Money // extended_price: quantity times unit price
}

// itemsBody is sku_data. The names are SEEN. ASSUMED: a product's own prices stay positive on a
// return; only the totals are negative.
type itemsBody struct {
	PurchaseOrder string        `json:"purchase_order,omitempty"`
	Register      string        `json:"register_id,omitempty"`
	Shipping      *Money        `json:"shipping_total,omitempty"`
	Discount      *Money        `json:"transaction_discount_total,omitempty"`
	Subtotal      *Money        `json:"transaction_subtotal,omitempty"`
	Total         *Money        `json:"transaction_total,omitempty"`
	GSTHST        *Money        `json:"gst_hst,omitempty"`
	PST           *Money        `json:"pst,omitempty"`
	Products      []productBody `json:"products,omitempty"`
}

type productBody struct {
	SKU         string `json:"sku_id,omitempty"`
	Category    string `json:"category,omitempty"`
	Description string `json:"description,omitempty"`
	Quantity    int    `json:"quantity"`
	UnitPrice   Money  `json:"unit_price"`
	Extended    Money  `json:"extended_price"`
}

// body is sku_data as it is sent; nil where there is nothing to say.
func (i *Items) body() *itemsBody { return i.signed(1) }

// negative is body with negative totals, for a return.
func (i *Items) negative() *itemsBody { return i.signed(-1) }

func (i *Items) signed(sign Money) *itemsBody {
	if i == nil {
		return nil
	}
	total := func(m *Money) *Money {
		if m == nil {
			return nil
		}
		signed := sign * *m
		return &signed
	}
	sent := &itemsBody{
		PurchaseOrder: i.PurchaseOrder, Register: i.Register,
		Shipping: total(i.Shipping), Discount: total(i.Discount), Subtotal: total(i.Subtotal), Total: total(i.Total),
		GSTHST: total(i.GSTHST), PST: total(i.PST),
	}
	for _, p := range i.Products {
		sent.Products = append(sent.Products, productBody(p))
	}
	return sent
}
