package items

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

// problem returns the text beside a field, once the page was refused.
func (c *clerk) problem(key string, language api.Language) string {
	c.t.Helper()
	ask := c.Page().Body.(*flows.Ask).Form
	for _, field := range ask.Fields() {
		if field.Key != key {
			continue
		}
		if p := ask.Problem(field); p != nil {
			return p.Text.In(language)
		}
	}
	return ""
}

func forReturn(t *testing.T) *clerk {
	t.Helper()
	return &clerk{New(&flows.Counter{}, flows.ReturnIntent), t}
}

func TestTotalsThatCannotBeAreNotTaken(t *testing.T) {
	for _, row := range []struct {
		name, key string
		values    form.Values
		english   string // empty where it is taken
		french    string
	}{
		{"a discount of all but a cent", keyDiscount, form.Values{keyDiscount: "1029.97"}, "", ""},
		{
			"a discount above the items", keyDiscount, form.Values{keyDiscount: "1,029.99"},
			"A discount of $1,029.99 is more than the items: at most $1,029.98 is expected.",
			"Un rabais de 1\u00a0029,99\u00a0$ dépasse les articles\u00a0: au plus 1\u00a0029,98\u00a0$ est attendu.",
		},
		{"shipping does not make room for a discount", keyDiscount, form.Values{keyDiscount: "1050", keyShipping: "50"}, "A discount of $1,050.00", ""},
		{"taxes of all that is taxed", keyGSTHST, form.Values{keyGSTHST: "1029.98"}, "", ""},
		{
			"a tax above the items", keyGSTHST, form.Values{keyGSTHST: "1029.99"},
			"GST/HST: $1,029.99 is too much. At most $1,029.98 is expected, the price with shipping before taxes.",
			"TPS/TVH\u00a0: 1\u00a0029,99\u00a0$, c'est trop. Au plus 1\u00a0029,98\u00a0$ est attendu",
		},
		{"a tax above the items after the discount", keyPST, form.Values{keyDiscount: "1000", keyPST: "29.99"}, "PST/QST: $29.99 is too much. At most $29.98", ""},
		{"shipping is taxed too", keyPST, form.Values{keyDiscount: "1000", keyShipping: "10", keyPST: "39.98"}, "", ""},
		{
			"taxes that are too much together", keyPST, form.Values{keyGSTHST: "600", keyPST: "500"},
			"Both taxes together: $1,100.00 is too much. At most $1,029.98", "Les deux taxes ensemble\u00a0: 1\u00a0100,00\u00a0$",
		},
		{"a tax below zero", keyPST, form.Values{keyPST: "-5"}, "“-5” is below zero: an amount without a minus is expected.", "«\u00a0-5\u00a0» est sous zéro\u00a0: un montant sans signe moins est attendu."},
		{"a discount below zero", keyDiscount, form.Values{keyDiscount: "-$5,50"}, "“-$5,50” is below zero", ""},
		{"shipping below zero", keyShipping, form.Values{keyShipping: "−5"}, "“−5” is below zero", ""},
		{"a minus before what is no amount", keyShipping, form.Values{keyShipping: "-ten"}, "“-ten” is not an amount", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := withBoth(t)
			c.act(actionTotals, 0)
			if refused := c.fill(row.values).Refused; refused != (row.english != "") {
				t.Fatalf("refused: %t", refused)
			}
			if row.english == "" {
				c.at("list")
				c.wantNotice("")
				return
			}
			if got := c.problem(row.key, api.English); !strings.Contains(got, row.english) {
				t.Errorf("says %q", got)
			}
			if got := c.problem(row.key, api.French); !strings.Contains(got, row.french) {
				t.Errorf("says %q", got)
			}
			if c.Sum().Total != 1029_98 {
				t.Errorf("what was refused counts: %+v", c.Sum())
			}
		})
	}
}

func TestItemsThatComeToNothingDoNotGoAlong(t *testing.T) {
	for name, row := range map[string]struct {
		clerk *clerk
		want  string
	}{
		"of a purchase": {newClerk(t), "The items come to $0.00: more than $0.00 is expected."},
		"of a return":   {forReturn(t), "The returned items come to $0.00: more than $0.00 is expected, the console makes it negative."},
	} {
		t.Run(name, func(t *testing.T) {
			c := row.clerk
			c.Open()
			c.fill(form.Values{keySKU: "S-1", keyUnitPrice: "0"})
			c.wantNotice(row.want)
			if !c.act(actionDone, 0).Refused || !c.Opened() {
				t.Error("they go along")
			}
			c.act(actionAdd, 0)
			c.fill(lamp()) // something that is given away beside what is sold
			c.wantNotice("")
			c.act(actionTotals, 0)
			c.fill(form.Values{keyDiscount: "30"})
			c.wantNotice(row.want)
			c.act(actionTotals, 0)
			c.fill(form.Values{keyDiscount: "29.99"})
			if c.act(actionDone, 0).Refused || c.Opened() {
				t.Error("a cent does not go along")
			}
		})
	}
}

func TestAReturnIsEnteredWithoutAMinus(t *testing.T) {
	c := forReturn(t)
	c.Open()
	if !c.fill(form.Values{keySKU: "S-1", keyUnitPrice: "-20"}).Refused {
		t.Fatal("a price below zero was taken: on the statement the return would be a sale")
	}
	if got, want := c.problem(keyUnitPrice, api.English), "“-20” is below zero: enter it without a minus, the console makes the return negative."; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
	c.fill(form.Values{keyUnitPrice: "20"})
	if got := c.Items(); got == nil || *got.Total != 20_00 {
		t.Errorf("sent %+v", got)
	}
}

func TestTotalsAreCheckedAgainWhenTheItemsChange(t *testing.T) {
	for name, row := range map[string]struct {
		totals form.Values
		want   string
	}{
		"a discount": {form.Values{keyDiscount: "100"}, "A discount of $100.00 is more than the items: at most $30.00 is expected."},
		"a tax":      {form.Values{keyGSTHST: "133"}, "GST/HST: $133.00 is too much. At most $30.00 is expected, the price with shipping before taxes."},
	} {
		t.Run(name, func(t *testing.T) {
			c := withBoth(t)
			c.act(actionTotals, 0)
			c.fill(row.totals)
			c.act(actionRemove, 0)
			c.wantNotice(row.want)
			if !c.act(actionDone, 0).Refused {
				t.Error("the items go along")
			}
			c.act(actionTotals, 0)
			c.fill(form.Values{keyDiscount: "", keyGSTHST: ""})
			c.wantNotice("")
			if c.act(actionDone, 0).Refused {
				t.Error("the items do not go along")
			}
		})
	}
}

func TestTaxesGoWithTheLastItem(t *testing.T) {
	c := withBoth(t)
	c.act(actionTotals, 0)
	c.fill(form.Values{keyDiscount: "1", keyShipping: "2", keyGSTHST: "3", keyPST: "4", keyOrder: "PO-7"})
	c.act(actionRemove, 0)
	c.wantNotice("")
	if got := c.Sum().Total; got != 38_00 {
		t.Errorf("with an item left the total is %s", got)
	}
	c.act(actionRemove, 0)
	c.wantNotice("The discount, shipping and taxes went with the last item.")
	if got := c.Sum(); got != (Sum{}) {
		t.Errorf("without items there is %+v", got)
	}
	c.act(actionAdd, 0)
	c.fill(sofa())
	c.wantNotice("")
	if got := c.Items(); *got.Total != 999_98 || got.Discount != nil || got.Shipping != nil || got.GSTHST != nil || got.PST != nil || got.PurchaseOrder != "PO-7" {
		t.Errorf("the next item starts with %+v", got)
	}
}

func TestHalfTypedTaxesGoWithTheLastItemToo(t *testing.T) {
	c := newClerk(t)
	c.Open()
	c.fill(sofa())
	c.act(actionTotals, 0)
	c.typing(form.Values{keyGSTHST: "130"})
	c.Back()
	c.act(actionRemove, 0)
	c.wantNotice("The discount, shipping and taxes went with the last item.")
	c.act(actionAdd, 0)
	c.fill(lamp())
	c.act(actionTotals, 0)
	if got := c.typed(keyGSTHST); got != "" {
		t.Errorf("the next item starts with a tax of %q", got)
	}
}

func TestWithoutTaxesNothingIsSaidToBeGone(t *testing.T) {
	c := newClerk(t)
	c.Open()
	c.fill(sofa())
	c.act(actionRemove, 0)
	c.at("list")
	c.wantNotice("")
	if c.Dirty() {
		t.Error("nothing is left, and leaving would ask")
	}
}
