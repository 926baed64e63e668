package form

import (
	"strings"
	"time"

	"countertop/api"
	"countertop/flows/lang"
)

// This file reads dates. A clerk types them as YYYY-MM-DD (leading zeros may be missing, and other separators are
// accepted) or as eight digits. They are shown as YYYY-MM-DD.

// The provinces where the age of majority is 18 (OWN). It is 19 elsewhere in Canada. Source: the provinces' acts on
// the age of majority. The codes are those of ISO 3166-2.
var majorityAt18 = map[string]bool{
	api.Alberta: true, api.Manitoba: true, api.Ontario: true, api.PrinceEdwardIsland: true, api.Quebec: true, api.Saskatchewan: true,
}

// AgeOfMajority returns the age from which a person may contract in a province, in years (OWN). Without a known
// province it returns the lower one: the rule is checked again once the province is known.
func AgeOfMajority(province string) int {
	if province == "" || majorityAt18[province] {
		return 18
	}
	return 19
}

// Date returns the rule of any date of the calendar.
func Date() Rule { return Rule{Normalize: normalizeDate, Check: checkDate} }

// oldest is the greatest age of a living person that is accepted, in years (OWN).
const oldest = 120

// BirthDate returns the rule of a birth date: a date in the past, of a person who is of age in the province they live
// in. The age is an OWN rule. now returns the current time.
func BirthDate(now func() time.Time, province string) Rule {
	return Rule{Normalize: normalizeDate, Check: func(value string) *Problem {
		if p := checkDate(value); p != nil {
			return p
		}
		born, _ := time.Parse(time.DateOnly, value)
		today := dayOf(now())
		least := AgeOfMajority(province)
		switch {
		case born.After(today):
			return problem(msgBirthFuture, value)
		case !ofAge(born, today, least) && province != "":
			return problem(msgMinor, value, least, province)
		case !ofAge(born, today, least):
			return problem(msgMinorAnywhere, value, least)
		case ofAge(born, today, oldest):
			return problem(msgTooOld, value)
		}
		return nil
	}}
}

// ofAge reports whether a person has reached an age. Somebody born on 29 February reaches it on 1 March in common
// years.
func ofAge(born, today time.Time, years int) bool {
	return !born.AddDate(years, 0, 0).After(today)
}

// Expiry returns the rule of a document's last day: a date that is not in the past.
func Expiry(now func() time.Time) Rule {
	return Rule{Normalize: normalizeDate, Check: func(value string) *Problem {
		if p := checkDate(value); p != nil {
			return p
		}
		last, _ := time.Parse(time.DateOnly, value)
		if last.Before(dayOf(now())) {
			return problem(msgExpired, value)
		}
		return nil
	}}
}

// dayOf returns the day at the counter, in the form of a parsed date: midnight UTC.
func dayOf(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// normalizeDate writes a text that can only be one date as YYYY-MM-DD: eight digits, or year, month and day separated
// by one sign. It returns any other text unchanged.
func normalizeDate(typed string) string {
	if digits := onlyDigits(typed); len(digits) == 8 && typed == digits {
		return digits[:4] + "-" + digits[4:6] + "-" + digits[6:]
	}
	for _, sign := range []string{"-", "/", ".", " "} {
		parts := strings.Split(typed, sign)
		if len(parts) == 3 && len(parts[0]) == 4 && oneOrTwo(parts[1]) && oneOrTwo(parts[2]) && consistsOf(strings.Join(parts, ""), "") {
			return parts[0] + "-" + ("0" + parts[1])[len(parts[1])-1:] + "-" + ("0" + parts[2])[len(parts[2])-1:]
		}
	}
	return typed
}

func oneOrTwo(digits string) bool { return len(digits) == 1 || len(digits) == 2 }

func checkDate(value string) *Problem {
	if len(onlyDigits(value)) != 8 || len(value) != len(time.DateOnly) {
		return problem(msgDateForm, value)
	}
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return problem(msgNoSuchDay, value)
	}
	return nil
}

var (
	msgDateForm      = lang.Of("“%s” is not a date: type year, month and day, such as 1985-03-21 or 19850321.", "« %s » n'est pas une date : tapez l'année, le mois et le jour, comme 1985-03-21 ou 19850321.")
	msgNoSuchDay     = lang.Of("%s is not in the calendar: check month and day (YYYY-MM-DD).", "Le %s n'est pas au calendrier : vérifiez le mois et le jour (AAAA-MM-JJ).")
	msgBirthFuture   = lang.Of("%s is in the future: a birth date is expected.", "Le %s est dans l'avenir : une date de naissance est attendue.")
	msgMinor         = lang.Of("Born on %s is too young: this console asks for %d years of age for a resident of %s.", "Né le %s, trop jeune : cette console demande %d ans pour un résident de %s.")
	msgMinorAnywhere = lang.Of("Born on %s is too young: this console asks for at least %d years of age.", "Né le %s, trop jeune : cette console demande au moins %d ans.")
	msgTooOld        = lang.Of("%s is more than 120 years ago: check the year.", "Le %s remonte à plus de 120 ans : vérifiez l'année.")
	msgExpired       = lang.Of("The document expired on %s: one that is still valid is expected.", "La pièce est échue depuis le %s : une pièce encore valide est attendue.")
)
