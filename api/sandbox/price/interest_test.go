package price

import (
	"encoding/json"
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"countertop/api"
)

func TestInstalmentOfTheContractsSample(t *testing.T) {
	if got := Level(10_50, 999, 3); got != 3_56 { // docs/contract.md §6, SEEN
		t.Errorf("10.50 over 3 months at 9.99 %% is %s a month, want 3.56", got)
	}
}

func TestInstalmentsByHand(t *testing.T) {
	for _, row := range []struct {
		amount   api.Money
		yearly   Rate
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
		monthly := Level(row.amount, row.yearly, row.months)
		s := repay(row.amount, row.yearly, row.months, monthly)
		if last := s.Instalments[row.months-1]; monthly != row.monthly || last != row.last || s.interest != row.interest {
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
		yearly := Rate(rapid.Int64Range(0, 3499).Draw(t, "rate"))
		monthly := Level(amount, yearly, months)
		s := repay(amount, yearly, months, monthly)
		var sum api.Money
		for i, pay := range s.Instalments {
			sum += pay
			if i < months-1 && pay > monthly {
				t.Errorf("instalment %d is %s, over %s", i+1, pay, monthly)
			}
		}
		if sum != amount+s.interest {
			t.Errorf("the instalments sum up to %s, amount and interest to %s", sum, amount+s.interest)
		}
		if last := s.Instalments[months-1]; last < 0 || last > monthly+api.Money(months) {
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
func presentValue(monthly api.Money, yearly Rate, months int) *big.Rat {
	growth := big.NewRat(yearParts+int64(yearly), yearParts)
	value := new(big.Rat)
	for range months {
		value.Add(value, new(big.Rat).SetInt64(int64(monthly)))
		value.Quo(value, growth)
	}
	return value
}

func TestPercentageRate(t *testing.T) {
	s := repay(1_000_00, 999, 12, Level(1_000_00, 999, 12))
	if got := s.percentageRate(0); got != 999 {
		t.Errorf("without fees the percentage rate of 9.99 %% is %s", got.Percent()[0])
	}
	if got := s.percentageRate(20_00); got <= 999 {
		t.Errorf("with a fee the percentage rate of 9.99 %% is %s", got.Percent()[0])
	}
}

func TestRatesAndAmountsAreWrittenExactly(t *testing.T) {
	for _, row := range []struct {
		value Rate
		want  string
	}{
		{999, "0.0999"}, {3099, "0.3099"}, {5, "0.0005"}, {10000, "1.0000"},
	} {
		got, err := json.Marshal(row.value)
		if err != nil || string(got) != row.want {
			t.Errorf("%d is written %s (%v), want %s", row.value, got, err, row.want)
		}
	}
	if got := dollars(1_234_567_89); got[0] != "$1,234,567.89" || got[1] != "1\u00a0234\u00a0567,89\u00a0$" {
		t.Errorf("dollars writes %q and %q", got[0], got[1])
	}
}

func TestPlansByCategoryAndProvince(t *testing.T) {
	for _, row := range []struct {
		plan, category, province string
		want                     bool
	}{
		{"4", Standard, "AB", true},
		{"2", Standard, "AB", false},
		{"6", Preferred, "ON", true},
		{"6", Preferred, Quebec, false},
		{"7", Preferred, Quebec, true},
		{"7", Preferred, "ON", false},
		{"4", "", "ON", false},
	} {
		if got := plans[row.plan].Allowed(row.category, row.province); got != row.want {
			t.Errorf("plan %s for %q in %s: %t", row.plan, row.category, row.province, got)
		}
	}
}

func TestQuebecPaysAnAnnualFeeInPlaceOfTheAdministrationFee(t *testing.T) {
	for id, rule := range plans {
		for _, province := range []string{Quebec, "ON"} {
			for _, f := range rule.feesFor(province, 1_000_00, 12) {
				if (f.Kind == "annual_fee") != (province == Quebec) {
					t.Errorf("plan %s has the fee %s in %s", id, f.Kind, province)
				}
				if f.Amount <= 0 || f.Message[0] == "" || f.Message[1] == "" {
					t.Errorf("plan %s has the fee %v in %s", id, f, province)
				}
			}
		}
	}
}

// TestEveryPlanHasAQuote prices every plan, term, category and province that is offered.
func TestEveryPlanHasAQuote(t *testing.T) {
	for id, rule := range plans {
		for _, months := range rule.Terms {
			for category := range rule.rates {
				for _, province := range []string{Quebec, "ON"} {
					t.Run(fmt.Sprintf("plan %s, %d months, %s, %s", id, months, category, province), func(t *testing.T) {
						q := rule.QuoteFor(category, province, 3_000_00, months)
						if len(q.Rates) == 0 || len(q.Schedule.Instalments) != months {
							t.Errorf("has %d rates and %d instalments", len(q.Rates), len(q.Schedule.Instalments))
						}
						for _, r := range q.Rates {
							if r.Message[0] == "" || r.Message[1] == "" || r.Rate > 3500 {
								t.Errorf("has the rate %v", r)
							}
						}
						if rule.repayment == equalInstalments && q.TermAmount*api.Money(months) < 3_000_00 {
							t.Errorf("%s a month does not repay 3,000.00", q.TermAmount)
						}
					})
				}
			}
		}
	}
}
