package items

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// clerk enters items as a clerk would.
type clerk struct {
	*Editor
	t *testing.T
}

func newClerk(t *testing.T) *clerk {
	t.Helper()
	return &clerk{New(&flows.Counter{Terminal: "T1"}, flows.AuthorizationIntent), t}
}

func (c *clerk) at(page string) {
	c.t.Helper()
	if got := c.Page(); got.ID != "items."+page {
		c.t.Fatalf("is at %s, want %s", got.ID, page)
	}
}

func (c *clerk) fill(values form.Values) flows.Move {
	c.t.Helper()
	ask, ok := c.Page().Body.(*flows.Ask)
	if !ok {
		c.t.Fatalf("%s has no fields", c.Page().ID)
	}
	for key, value := range values {
		ask.Form.Enter(key, value)
	}
	return c.Answer(flows.Answer{})
}

func (c *clerk) act(action string, row int) flows.Move {
	return c.Answer(flows.Answer{Action: action, Row: row})
}

func sofa() form.Values {
	return form.Values{keySKU: "S-1", keyDescription: "A sample sofa", keyQuantity: "2", keyUnitPrice: "499.99"}
}

func lamp() form.Values {
	return form.Values{keySKU: "L-1", keyQuantity: "3", keyUnitPrice: "10"}
}

func withBoth(t *testing.T) *clerk {
	t.Helper()
	c := newClerk(t)
	c.Open()
	c.at("product")
	c.fill(sofa())
	c.act(actionAdd, 0)
	c.fill(lamp())
	c.at("list")
	return c
}

func TestTheConsoleDoesTheSums(t *testing.T) {
	c := withBoth(t)
	c.act(actionTotals, 0)
	c.fill(form.Values{keyDiscount: "29.98", keyShipping: "50", keyGSTHST: "136.50", keyOrder: "PO-7"})
	c.at("list")
	want := Sum{Subtotal: 1029_98, Discount: 29_98, Shipping: 50_00, GSTHST: 136_50, Total: 1186_50}
	if got := c.Sum(); got != want {
		t.Errorf("sum %+v, want %+v", got, want)
	}
	amount := func(m api.Money) *api.Money { return &m }
	items := &api.Items{
		PurchaseOrder: "PO-7", Register: "T1",
		Subtotal: amount(1029_98), Discount: amount(29_98), Shipping: amount(50_00), GSTHST: amount(136_50), Total: amount(1186_50),
		Products: []api.Product{
			{SKU: "S-1", Description: "A sample sofa", Quantity: 2, UnitPrice: 499_99, Extended: 999_98},
			{SKU: "L-1", Quantity: 3, UnitPrice: 10_00, Extended: 30_00},
		},
	}
	if diff := cmp.Diff(items, c.Items()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if lines := c.Lines(); len(lines) != 7 || lines[0].Label != lang.Same("2 x A sample sofa") || lines[1].Label != lang.Same("3 x L-1") ||
		lines[3].Value != lang.Money(-29_98) || lines[6].Value != lang.Money(1186_50) {
		t.Errorf("lines %+v", lines)
	}
}

func TestWhatIsLeftOutIsNotSent(t *testing.T) {
	c := newClerk(t)
	if got := c.Items(); got == nil || got.Register != "T1" || got.Total != nil {
		t.Errorf("without items the register goes alone, got %+v", got)
	}
	if New(&flows.Counter{}, flows.AuthorizationIntent).Items() != nil || len(c.Lines()) != 0 {
		t.Error("nothing was entered, and something is sent")
	}
	both := withBoth(t)
	if got := both.Items(); got.PST != nil || got.Shipping != nil || got.Subtotal == nil || *got.Total != 1029_98 {
		t.Errorf("sent %+v", got)
	}
}

func TestHowItemsAndAmountAgree(t *testing.T) {
	for kind, want := range map[flows.IntentKind]struct{ more, less, french string }{
		flows.AuthorizationIntent: {
			"$25.00 is more than the items come to, $20.00.",
			"$5.00 is less than the items come to, $20.00: the customer pays the rest otherwise.",
			"5,00\u00a0$ est inférieur au total des articles, 20,00\u00a0$\u00a0: le client paie le reste autrement.",
		},
		flows.CaptureIntent: {
			"$25.00 is more than the items come to, $20.00.",
			"$5.00 is less than the items come to, $20.00: the rest is not captured now.",
			"5,00\u00a0$ est inférieur au total des articles, 20,00\u00a0$\u00a0: le reste n'est pas capturé maintenant.",
		},
		flows.ReturnIntent: {
			"$25.00 is more than the returned items come to, $20.00: the customer gets more than they are worth.",
			"$5.00 is less than the returned items come to, $20.00: the customer does not get the rest back.",
			"5,00\u00a0$ est inférieur au total des articles retournés, 20,00\u00a0$\u00a0: le client ne récupère pas le reste.",
		},
	} {
		t.Run(string(kind), func(t *testing.T) {
			c := &clerk{New(&flows.Counter{}, kind), t}
			if !c.Differs(1).Empty() {
				t.Error("without items there is nothing to differ from")
			}
			c.Open()
			c.fill(form.Values{keySKU: "S-1", keyQuantity: "2", keyUnitPrice: "10"})
			if got := c.Differs(20_00); !got.Empty() {
				t.Errorf("agrees, and says %q", got.In(api.English))
			}
			if got := c.Differs(25_00).In(api.English); got != want.more {
				t.Errorf("says %q", got)
			}
			if got := c.Differs(5_00).In(api.English); got != want.less {
				t.Errorf("says %q", got)
			}
			if got := c.Differs(5_00).In(api.French); got != want.french {
				t.Errorf("says %q", got)
			}
		})
	}
}

func TestAReturnIsNegativeOnTheSlip(t *testing.T) {
	for kind, want := range map[flows.IntentKind]struct {
		heading string
		amounts []api.Money
	}{
		flows.AuthorizationIntent: {"Items", []api.Money{999_98, 999_98, -100_00, 50_00, 117_00, 66_00, 1132_98}},
		flows.ReturnIntent:        {"Returned items", []api.Money{-999_98, -999_98, 100_00, -50_00, -117_00, -66_00, -1132_98}},
	} {
		t.Run(string(kind), func(t *testing.T) {
			c := &clerk{New(&flows.Counter{}, kind), t}
			c.Open()
			c.fill(sofa())
			c.act(actionTotals, 0)
			c.fill(form.Values{keyDiscount: "100", keyShipping: "50", keyGSTHST: "117", keyPST: "66"})
			group := c.Group()
			var amounts []lang.Text
			for _, l := range group.Lines {
				amounts = append(amounts, l.Value)
			}
			var wants []lang.Text
			for _, m := range want.amounts {
				wants = append(wants, lang.Money(m))
			}
			if group.Heading.In(api.English) != want.heading || !slices.Equal(amounts, wants) {
				t.Errorf("%s: %v, want %v", group.Heading.In(api.English), amounts, wants)
			}
			if got := c.Items(); *got.Total != 1132_98 || got.Products[0].Extended != 999_98 {
				t.Errorf("the client makes totals negative, and gets %s", got.Total)
			}
		})
	}
}

func TestWhatIsNotTaken(t *testing.T) {
	for name, change := range map[string]form.Values{
		"no number":                 {keySKU: ""},
		"a quantity of nothing":     {keyQuantity: "0"},
		"less than nothing":         {keyQuantity: "-1"},
		"half an item":              {keyQuantity: "1.5"},
		"a price that is none":      {keyUnitPrice: "ten"},
		"a price below nothing":     {keyUnitPrice: "-1"},
		"more than any price":       {keyUnitPrice: "1000000"},
		"a number that is no ASCII": {keySKU: "é"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClerk(t)
			c.Open()
			values := sofa()
			for key, value := range change {
				values[key] = value
			}
			if !c.fill(values).Refused || !c.Empty() {
				t.Error("it was taken")
			}
		})
	}
	c := withBoth(t)
	c.act(actionTotals, 0)
	if !c.fill(form.Values{keyDiscount: "1029.99"}).Refused {
		t.Error("a discount of more than the items was taken")
	}
}

func TestItemsAreChangedAndRemoved(t *testing.T) {
	c := withBoth(t)
	c.act("", 0)
	c.at("product")
	c.fill(form.Values{keyQuantity: "1"})
	if got := c.Sum().Subtotal; got != 529_99 {
		t.Errorf("subtotal %s", got)
	}
	c.act(actionRemove, 0)
	if got := c.Sum().Subtotal; got != 30_00 {
		t.Errorf("subtotal %s", got)
	}
	if !c.act(actionRemove, 5).Refused {
		t.Error("what is not there was removed")
	}
	c.act(actionDone, 0)
	if c.Opened() || c.Label() == msgItems {
		t.Error("is still open, or does not say what was entered")
	}
}

func TestBackLeavesAProductAsItWas(t *testing.T) {
	c := withBoth(t)
	c.act("", 0)
	c.Page().Body.(*flows.Ask).Form.Enter(keyQuantity, "77")
	c.Back()
	c.at("list")
	if c.Sum().Subtotal != 1029_98 {
		t.Error("what was not kept counts")
	}
	c.Back()
	if c.Opened() || c.Back() {
		t.Error("is still open")
	}
	fresh := newClerk(t)
	fresh.Open()
	fresh.Back()
	if fresh.Opened() {
		t.Error("the first product cannot be left")
	}
}

func TestAQuantityThatIsLeftEmptyIsOne(t *testing.T) {
	c := newClerk(t)
	c.Open()
	c.fill(form.Values{keySKU: "S-1", keyUnitPrice: "75"})
	if got := c.Items().Products[0]; got.Quantity != 1 || got.Extended != 75_00 {
		t.Errorf("product %+v", got)
	}
}
