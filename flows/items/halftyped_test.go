package items

import (
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

// typing enters without going on.
func (c *clerk) typing(values form.Values) {
	c.t.Helper()
	for key, value := range values {
		c.Page().Body.(*flows.Ask).Form.Enter(key, value)
	}
}

// typed returns the text in a field.
func (c *clerk) typed(key string) string {
	c.t.Helper()
	ask, ok := c.Page().Body.(*flows.Ask)
	if !ok {
		c.t.Fatalf("%s has no fields", c.Page().ID)
	}
	return ask.Form.Value(key)
}

func (c *clerk) wantNotice(want string) {
	c.t.Helper()
	got := ""
	if n := c.Page().Notice; n != nil {
		got = n.What.In(api.English)
	}
	if got != want {
		c.t.Errorf("the notice is %q, want %q", got, want)
	}
}

func TestAHalfTypedItemIsThereAgain(t *testing.T) {
	c := newClerk(t)
	c.Open()
	c.typing(form.Values{keySKU: "S-1", keyDescription: "A sample sofa"})
	c.Back()
	c.at("list")
	c.wantNotice("An item is half typed and does not count.")
	if !c.Empty() || c.Items().Products != nil || !c.Dirty() {
		t.Error("half an item counts, or would be lost without a question")
	}
	if got := c.Page().Body.(*flows.Choose).Rows[0].Cells; got[0].In(api.English) != "A sample sofa (half typed)" || !got[4].Empty() {
		t.Errorf("the list shows %v", got)
	}
	c.Back()
	if got := c.Label().In(api.English); c.Opened() || got != "Items (half typed)" {
		t.Errorf("open or called %q", got)
	}
	c.Open()
	c.at("list")
	c.act("", 0)
	if got := c.typed(keyDescription); got != "A sample sofa" {
		t.Errorf("came back as %q", got)
	}
	c.fill(form.Values{keyUnitPrice: "75"})
	c.wantNotice("")
	if c.Sum().Total != 75_00 || len(c.Page().Body.(*flows.Choose).Rows) != 1 {
		t.Errorf("sum %+v", c.Sum())
	}
}

func TestAHalfTypedChangeStandsBesideWhatWasKept(t *testing.T) {
	c := withBoth(t)
	c.act("", 0)
	c.typing(form.Values{keyQuantity: "77"})
	c.Back()
	c.wantNotice("An item is half typed and does not count.")
	if c.Sum().Subtotal != 1029_98 || !c.act(actionDone, 0).Refused || !c.Opened() {
		t.Error("what was not kept counts, or is left behind")
	}
	c.act("", 0)
	if got := c.typed(keyQuantity); got != "77" {
		t.Errorf("came back as %q", got)
	}
	c.act(actionDrop, 0)
	c.at("list")
	c.wantNotice("")
	if c.act(actionDone, 0).Refused || c.Sum().Subtotal != 1029_98 {
		t.Error("what was dropped is still there")
	}
}

func TestASecondItemThatIsHalfTypedGoesBehindTheFirst(t *testing.T) {
	c := withBoth(t)
	c.act(actionAdd, 0)
	c.typing(form.Values{keySKU: "X-1"})
	c.Back()
	choose := c.Page().Body.(*flows.Choose)
	if len(choose.Rows) != 3 || choose.Selected != 2 {
		t.Errorf("%d rows, %d selected", len(choose.Rows), choose.Selected)
	}
	c.act(actionRemove, 2)
	c.wantNotice("")
	c.act(actionAdd, 0)
	if got := c.typed(keySKU); got != "" {
		t.Errorf("a new item starts with %q", got)
	}
	c.Back()
	if got := len(c.Page().Body.(*flows.Choose).Rows); got != 2 {
		t.Errorf("an item of nothing stands in a list of %d", got)
	}
}

func TestAHalfTypedItemThatIsDroppedLeavesNothing(t *testing.T) {
	c := newClerk(t)
	c.Open()
	if len(c.Page().Actions) != 0 {
		t.Error("nothing was typed, and it can be dropped")
	}
	c.typing(form.Values{keySKU: "S-1"})
	c.Back()
	c.act("", 0)
	if got := c.Page().Actions; len(got) != 1 || got[0].ID != actionDrop {
		t.Fatalf("actions %v", got)
	}
	c.act(actionDrop, 0)
	if c.Opened() || c.Dirty() || c.Label() != msgItems {
		t.Error("something is left")
	}
}

func TestHalfTypedTotalsDoNotCountAndAreThereAgain(t *testing.T) {
	c := withBoth(t)
	c.act(actionTotals, 0)
	c.typing(form.Values{keyDiscount: "-5", keyGSTHST: "1 234,5"})
	c.Back()
	c.wantNotice("The taxes and totals are half typed and do not count.")
	if got := c.Items(); *got.Total != 1029_98 || got.Discount != nil || got.GSTHST != nil {
		t.Errorf("sent %+v", got)
	}
	if !c.act(actionDone, 0).Refused {
		t.Error("they are left behind")
	}
	c.act(actionTotals, 0)
	if got := c.typed(keyGSTHST); got != "1 234,5" {
		t.Errorf("came back as %q", got)
	}
	c.act(actionDrop, 0)
	c.wantNotice("")
	c.act(actionTotals, 0)
	if got := c.typed(keyGSTHST); got != "" {
		t.Errorf("what was dropped came back as %q", got)
	}
}
