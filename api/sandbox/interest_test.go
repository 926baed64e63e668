package sandbox

import (
	"encoding/json"
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"countertop/api"
)

func TestInstalmentOfTheContractsSample(t *testing.T) {
	if got := level(10_50, 999, 3); got != 3_56 { // docs/contract.md §6, SEEN
		t.Errorf("10.50 over 3 months at 9.99 %% is %s a month, want 3.56", got)
	}
}

func TestInstalmentsByHand(t *testing.T) {
	for _, row := range []struct {
		amount   api.Money
		yearly   rate
		months   int
		monthly  api.Money
		last     api.Money
		interest api.Money
	}{
		{1_200_00, 0, 12, 100_00, 100_00, 0},
		{100_00, 0, 3, 33_34, 33_32, 0},
		{5, 0, 12, 1, 0, 0},
		// 1000.00 at 1 % a month for two months: 507.52 twice, interest 10.00 and 5.02
		{1_000_00, 1200, 2, 507_52, 507_50, 15_02},
	} {
		monthly := level(row.amount, row.yearly, row.months)
		s := repay(row.amount, row.yearly, row.months, monthly)
		if last := s.instalments[row.months-1]; monthly != row.monthly || last != row.last || s.interest != row.interest {
			t.Errorf("%s over %d at %d: %s a month, last %s, interest %s; want %s, %s, %s",
				row.amount, row.months, row.yearly, monthly, last, s.interest, row.monthly, row.last, row.interest)
		}
	}
}

// TestInstalmentsPayAmountAndInterestToTheCent compares with exact fractions.
func TestInstalmentsPayAmountAndInterestToTheCent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		months := rapid.IntRange(1, 60).Draw(t, "months")
		amount := api.Money(rapid.Int64Range(int64(leastFor(months)), 20_000_00).Draw(t, "amount"))
		yearly := rate(rapid.Int64Range(0, 3499).Draw(t, "rate"))
		monthly := level(amount, yearly, months)
		s := repay(amount, yearly, months, monthly)
		var sum api.Money
		for i, pay := range s.instalments {
			sum += pay
			if i < months-1 && pay > monthly {
				t.Errorf("instalment %d is %s, over %s", i+1, pay, monthly)
			}
		}
		if sum != amount+s.interest {
			t.Errorf("the instalments sum up to %s, amount and interest to %s", sum, amount+s.interest)
		}
		if last := s.instalments[months-1]; last < 0 || last > monthly+api.Money(months) {
			t.Errorf("the last instalment is %s of %s", last, monthly)
		}
		exact := presentValue(monthly, yearly, months)
		below := presentValue(monthly-1, yearly, months)
		whole := new(big.Rat).SetInt64(int64(amount))
		if exact.Cmp(whole) < 0 || below.Cmp(whole) >= 0 {
			t.Errorf("%s a month is not the smallest that repays %s", monthly, amount)
		}
	})
}

// presentValue returns the exact worth of equal instalments at the beginning.
func presentValue(monthly api.Money, yearly rate, months int) *big.Rat {
	growth := big.NewRat(yearParts+int64(yearly), yearParts)
	value := new(big.Rat)
	for range months {
		value.Add(value, new(big.Rat).SetInt64(int64(monthly)))
		value.Quo(value, growth)
	}
	return value
}

func TestPercentageRate(t *testing.T) {
	s := repay(1_000_00, 999, 12, level(1_000_00, 999, 12))
	if got := s.percentageRate(0); got != 999 {
		t.Errorf("without fees the percentage rate of 9.99 %% is %s", got.percent().en)
	}
	if got := s.percentageRate(20_00); got <= 999 {
		t.Errorf("with a fee the percentage rate of 9.99 %% is %s", got.percent().en)
	}
}

func TestRatesAndAmountsAreWrittenExactly(t *testing.T) {
	for _, row := range []struct {
		value any
		want  string
	}{
		{rate(999), "0.0999"}, {rate(3099), "0.3099"}, {rate(5), "0.0005"}, {rate(10000), "1.0000"},
		{amountText(1_000_00), `"1000.00"`}, {amountText(0), `"0.00"`},
	} {
		got, err := json.Marshal(row.value)
		if err != nil || string(got) != row.want {
			t.Errorf("%v is written %s (%v), want %s", row.value, got, err, row.want)
		}
	}
	if got := dollars(1_234_567_89); got.en != "$1,234,567.89" || got.fr != "1\u00a0234\u00a0567,89\u00a0$" {
		t.Errorf("dollars writes %q and %q", got.en, got.fr)
	}
}

func TestPlansByCategoryAndProvince(t *testing.T) {
	for _, row := range []struct {
		plan, category, province string
		want                     bool
	}{
		{"4", categoryStandard, "AB", true},
		{"2", categoryStandard, "AB", false},
		{"6", categoryPreferred, "ON", true},
		{"6", categoryPreferred, quebec, false},
		{"7", categoryPreferred, quebec, true},
		{"7", categoryPreferred, "ON", false},
		{"4", "", "ON", false},
	} {
		if got := planRules[row.plan].allowed(row.category, row.province); got != row.want {
			t.Errorf("plan %s for %q in %s: %t", row.plan, row.category, row.province, got)
		}
	}
}

func TestQuebecPaysAnAnnualFeeInPlaceOfTheAdministrationFee(t *testing.T) {
	for id, rule := range planRules {
		for _, province := range []string{quebec, "ON"} {
			for _, f := range rule.feesFor(province, 1_000_00, 12) {
				if (f.kind == "annual_fee") != (province == quebec) {
					t.Errorf("plan %s has the fee %s in %s", id, f.kind, province)
				}
				if f.amount <= 0 || f.message.en == "" || f.message.fr == "" {
					t.Errorf("plan %s has the fee %v in %s", id, f, province)
				}
			}
		}
	}
}

// TestEveryPlanHasAQuote prices every plan, term, category and province that is offered.
func TestEveryPlanHasAQuote(t *testing.T) {
	for id, rule := range planRules {
		for _, months := range rule.terms {
			for category := range rule.rates {
				for _, province := range []string{quebec, "ON"} {
					t.Run(fmt.Sprintf("plan %s, %d months, %s, %s", id, months, category, province), func(t *testing.T) {
						q := rule.quoteFor(category, province, 3_000_00, months)
						if len(q.rates) == 0 || len(q.schedule.instalments) != months {
							t.Errorf("has %d rates and %d instalments", len(q.rates), len(q.schedule.instalments))
						}
						for _, r := range q.rates {
							if r.message.en == "" || r.message.fr == "" || r.rate > 3500 {
								t.Errorf("has the rate %v", r)
							}
						}
						if rule.repayment == equalInstalments && q.termAmount*api.Money(months) < 3_000_00 {
							t.Errorf("%s a month does not repay 3,000.00", q.termAmount)
						}
					})
				}
			}
		}
	}
}
