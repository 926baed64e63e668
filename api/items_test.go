package api

import (
	"context"
	"encoding/json"
	"testing"
)

func sampleItems() *Items {
	total, tax, none := Money(113_00), Money(13_00), Money(0)
	return &Items{
		PurchaseOrder: "PO-1", Register: "T1", Discount: &none, Total: &total, GSTHST: &tax,
		Products: []Product{{SKU: "S-1", Category: "sofas", Description: "A sample sofa", Quantity: 2, UnitPrice: 50_00, Extended: 100_00}},
	}
}

const products = `"products":[{"sku_id":"S-1","category":"sofas","description":"A sample sofa","quantity":2,"unit_price":50.00,"extended_price":100.00}]`

func TestItemsGoWithThePurchaseTheCaptureAndTheReturn(t *testing.T) {
	positive := `"sku_data":{"purchase_order":"PO-1","register_id":"T1","transaction_discount_total":0.00,"transaction_total":113.00,"gst_hst":13.00,` + products + `}`
	negative := `"sku_data":{"purchase_order":"PO-1","register_id":"T1","transaction_discount_total":0.00,"transaction_total":-113.00,"gst_hst":-13.00,` + products + `}`
	purchase := AuthorizationRequest{AccountNumber: "12", Financing: Financing{TransactionType: RegularPurchaseType}, Amount: 113_00, VerificationCode: "2222", Items: sampleItems()}
	capture := CaptureRequest{AuthorizationID: "7", Amount: 113_00, Items: sampleItems()}
	giveBack := ReturnRequest{AuthorizationID: "7", CaptureID: "9", Amount: 113_00, Items: sampleItems()}
	for name, tc := range map[string]struct {
		path, body string
		hash       string
		call       func(*Client) error
	}{
		"a purchase": {
			"v2.5.1/client-id/test-client/authorization",
			`{"account_number":"12","financing_option":{"transaction_type":"regular_purchase"},"amount":113.00,"auto_capture":false,"verification_code":"2222",` + positive + `}`,
			hashOf(purchase.body()),
			func(c *Client) error { _, err := c.Authorize(context.Background(), testCall, purchase); return err },
		},
		"a capture": {
			"v2.5/client-id/test-client/authorization/7/capture", `{"amount":113.00,` + positive + `}`, hashOf(capture.body()),
			func(c *Client) error { _, err := c.Capture(context.Background(), testCall, capture); return err },
		},
		"a return, with negative totals": {
			"v2.5/client-id/test-client/authorization/7/capture/9/return", `{"full_return":false,"amount":113.00,` + negative + `}`, hashOf(giveBack.body()),
			func(c *Client) error { _, err := c.Return(context.Background(), testCall, giveBack); return err },
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, s := setup(t)
			s.handle("POST "+tc.path, answer(200, `{"authorization_id":7,"capture_id":9,"return_id":1}`))
			if err := tc.call(c); err != nil {
				t.Fatal(err)
			}
			r := s.requests()[0]
			if r.body != tc.body {
				t.Errorf("sent %s\nwant %s", r.body, tc.body)
			}
			if tc.hash == "" || r.header.Get("X-Context-Hash") != tc.hash {
				t.Errorf("hash %s, was said to be %s", r.header.Get("X-Context-Hash"), tc.hash)
			}
		})
	}
}

func hashOf(body any) string {
	sent, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return contextHash(sent)
}
