// Package price says what a purchase costs on the training server by plan, term, category and province. It has no state: functions
// over integers, which are cents, basis points (1/100 of a percent, so 999 is 9.99 %) and months.
package price

// This file has the formulas (ASSUMED, and they give the sample of docs/contract.md §6: 10.50 over 3 months
// at 9.99 % is 3.56 a month):
//
//	instalment  A·i·(1+i)ⁿ / ((1+i)ⁿ−1) with i = rate/12, rounded up to the cent; A/n
//	            without interest
//	interest    of a month: balance·i, rounded half up; the last instalment pays balance
//	            and interest, and is off by a few cents at most
//	APR         (interest + fees) / (average balance · years)

import (
	"math/big"
	"math/bits"
	"strconv"

	"countertop/api"
	"countertop/api/sandbox/say"
)

// Rate is a yearly rate in basis points.
type Rate int64

// MarshalJSON writes the fraction: 999 is 0.0999.
func (r Rate) MarshalJSON() ([]byte, error) {
	return []byte(strconv.FormatInt(int64(r)/10000, 10) + "." + strconv.FormatInt(int64(r)%10000+10000, 10)[1:]), nil
}

// Percent writes the rate for a message: "9.99" or "9,99".
func (r Rate) Percent() say.Text {
	whole, part := strconv.FormatInt(int64(r)/100, 10), strconv.FormatInt(int64(r)%100+100, 10)[1:]
	return say.Text{whole + "." + part, whole + "," + part}
}

// yearParts is the number of basis-point-months in a year at 100 %.
const yearParts = 12 * 10000

// share is amount·part/whole, rounded half up; exact for everything number(18,2) holds as long as
// part is at most whole.
func share(amount, part, whole int64) int64 {
	if amount <= 0 || part <= 0 || whole <= 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(amount), uint64(part))
	low, carry := bits.Add64(low, uint64(whole)/2, 0)
	quotient, _ := bits.Div64(high+carry, low, uint64(whole))
	return int64(quotient)
}

// Level is the equal monthly instalment, rounded up to the cent.
func Level(amount api.Money, yearly Rate, months int) api.Money {
	n := int64(months)
	if yearly == 0 {
		return (amount + api.Money(n) - 1) / api.Money(n)
	}
	grown := new(big.Int).Exp(big.NewInt(yearParts+int64(yearly)), big.NewInt(n), nil)
	plain := new(big.Int).Exp(big.NewInt(yearParts), big.NewInt(n), nil)
	above := new(big.Int).Mul(big.NewInt(int64(amount)*int64(yearly)), grown)
	below := new(big.Int).Mul(big.NewInt(yearParts), new(big.Int).Sub(grown, plain))
	quotient, rest := new(big.Int).QuoRem(above, below, new(big.Int))
	if rest.Sign() > 0 {
		quotient.Add(quotient, big.NewInt(1))
	}
	return api.Money(quotient.Int64())
}

// Schedule is every instalment of a purchase and what they cost.
type Schedule struct {
	Instalments []api.Money // a month each
	interest    api.Money
	balances    api.Money // the sum of the balances before each instalment
}

// repay pays an amount back by an instalment a month; the last one pays what is left.
func repay(amount api.Money, yearly Rate, months int, instalment api.Money) Schedule {
	var s Schedule
	balance := amount
	for month := 1; month <= months; month++ {
		interest := api.Money(share(int64(balance), int64(yearly), yearParts))
		pay := min(instalment, balance+interest)
		if month == months {
			pay = balance + interest
		}
		s.balances += balance
		s.interest += interest
		s.Instalments = append(s.Instalments, pay)
		balance += interest - pay
	}
	return s
}

// percentageRate is the yearly cost of borrowing with fees, in basis points, rounded half up.
func (s Schedule) percentageRate(fees api.Money) Rate {
	// cost / (balances/n) / (n/12) = 12·cost/balances
	return Rate(share(int64(s.interest+fees)*12, 10000, int64(s.balances)))
}

// AIROf is the annual interest rate of regular purchases by category (OWN, but for preferred, which
// is the sample's).
func AIROf(category string) Rate {
	switch category {
	case Premium:
		return 3299
	case Standard:
		return 3399
	}
	return 3099
}

// CreditOf is the limit of a new account by risk rating (OWN).
func CreditOf(rating string) api.Money {
	switch rating {
	case "L":
		return 14_000_00
	case "M":
		return 8_000_00
	case "H":
		return 4_000_00
	case "X", "XH":
		return 2_000_00
	case "Y", "XXH", "P", "Q":
		return 1_000_00
	}
	return 500_00
}
