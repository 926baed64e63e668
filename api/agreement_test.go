package api

import "testing"

// A server writes the same reference and the same number in many ways.
func TestReferencesAndNumbersAreComparedAsTheyAreWritten(t *testing.T) {
	for told, want := range map[string]Agreement{
		"Order-0042b": Agrees, "ORDER-0042B": Agrees, " order-0042b ": Agrees, "000Order-0042b": Agrees, "": Unclear, "Order-00": Unclear, "0042b": Unclear,
		"ACME Order-0042b": Unclear, "00-12345/Order-0042b": Unclear, "Order-0042b (web)": Unclear, "Order-0042b___": Unclear, "Order0042b": Unclear,
		"Order-0042b1": Differs, "XOrder-0042b": Differs, "Order-0043": Differs,
	} {
		if got := CompareReferences(told, "Order-0042b"); got != want {
			t.Errorf("the reference %q: %v, want %v", told, got, want)
		}
	}
	for told, want := range map[ID]Agreement{
		"100000001": Agrees, "00000100000001": Agrees, "*****0001": Agrees, "xxxxx0001": Agrees, "•••0001": Agrees, "*****0002": Differs, "100000002": Differs,
		"": Unclear, "001": Unclear, "***01": Unclear, "100000001/2026": Unclear, "100000001.0000": Unclear, "FLX100000001X0000": Unclear, "100000001-0002": Unclear, "100000001-0001": Unclear,
	} {
		if got := CompareNumbers(told, "100000001"); got != want {
			t.Errorf("the number %q: %v, want %v", told, got, want)
		}
	}
}
