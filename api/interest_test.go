package api

import (
	"context"
	"reflect"
	"strings"
	"testing"
)

func TestOffersReadEveryShapeOfRates(t *testing.T) {
	const frame = `{"account_number":116994755,"account_type":"consumer","amount":10.5,"customer":{"air":0.3099,"available_credit":14000,"first_name":"Flexiti","last_name":"MITester","category_type":"preferred"},
		"regular_purchase":REGULAR,"promotional_purchase":[{"plan_id":4,"plan_name":"EMP","terms":[{"term":TERM,"term_amount":3.56,"fees":[],RATES}]}]}`
	apr := []AnnualRate{{Description: "Annual Percentage Rate", Rate: 9_990_000, Type: "apr", Message: "9.99 %"}}
	const object = `{"description":"Annual Percentage Rate","rate":0.0999,"type":"apr","message":"9.99 %"}`
	for name, tc := range map[string]struct {
		rates, regular, term string
		want                 []AnnualRate
		hasRegular           bool
	}{
		"an object":       {`"annual_rates":` + object, `{"term_amount":10.5,"air":0.3099,"fees":[],"verify":true}`, "3", apr, true},
		"an array":        {`"annual_rates":[` + object + `,` + object + `]`, `{"term_amount":"10.50","air":"0.3099","fees":null,"verify":1}`, `"3"`, []AnnualRate{apr[0], apr[0]}, true},
		"none":            {`"annual_rates":[]`, "null", "3", nil, false},
		"an empty object": {`"annual_rates":{ }`, "[]", "3", nil, false},
		"missing":         {`"x":1`, "{}", "3", nil, false},
		"apr, a number":   {`"apr":0.0999`, "false", "3", []AnnualRate{{Rate: 9_990_000, Type: "apr"}}, false},
		"apr, a string":   {`"apr":"0.0999"`, `""`, "3.0", []AnnualRate{{Rate: 9_990_000, Type: "apr"}}, false},
		"apr, an object":  {`"apr":` + object, "null", "3", apr, false},
	} {
		body := strings.NewReplacer("RATES", tc.rates, "REGULAR", tc.regular, "TERM", tc.term).Replace(frame)
		c, s := setup(t)
		s.handle("POST v2.5.1/client-id/test-client/accounts/116994755/calculate-interest", answer(200, body))
		got, err := c.CalculateInterest(context.Background(), testCall, "116994755", 1050)
		if err != nil || len(got.Plans) != 1 || len(got.Plans[0].Terms) != 1 {
			t.Errorf("%s: %d plans (%v)", name, len(got.Plans), err)
			continue
		}
		term := got.Plans[0].Terms[0]
		if !reflect.DeepEqual(term.Rates, tc.want) || term.Months != 3 || term.TermAmount != 356 {
			t.Errorf("%s: got the term %+v", name, term)
		}
		if (got.Regular != nil) != tc.hasRegular || tc.hasRegular && (!got.Regular.Bypass || got.Regular.AnnualInterest.Percent() != "30.99") {
			t.Errorf("%s: got the regular purchase %+v", name, got.Regular)
		}
		if got.AvailableCredit != 1_400_000 || got.Category != Preferred || got.AccountNumber != "116994755" {
			t.Errorf("%s: the account is not as it should be read", name)
		}
	}
}
