//go:build !windows

package crash

// This file is applications: no money moves, but no customer may end with two accounts, or with one that nobody knows of. What
// a console was killed in, no query tells: it waits for a person.

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// What every applicant has, but for the last name. The middle one has the training server approve.
const (
	firstName, middleName = "Testa", "A-RR_M"
	born, postal          = "19900517", "M5V2T6"
)

// answers are those of an application's pages, by their titles, in their order.
var answers = []struct {
	page  string
	typed []string
}{
	{"Contact and address", []string{"testa@sample.example", "4165550123", "12 Invention Street", "", "Sampleville", "ON", postal}},
	{"Home and work", []string{"rent", "1250.50", "FE", "Sample Works", "5145550144", "52000"}},
	{"Identification", []string{"Driver", "ON", "S1234-TEST", "20310831"}},
	{"Security question", []string{"4", "Rosebud-of-a-test"}},
}

// applicant is a last name that no other of the counter has. It has letters alone.
func (w *worker) applicant() string {
	name := ""
	for n := len(w.attempts) + 1; n > 0; n /= 26 {
		name += string(rune('a' + n%26))
	}
	return "Sample-Clerkson-" + name
}

// applies goes through an application up to its review.
func (c *console) applies(d deed) {
	c.types("n")
	c.isOn("Who is applying")
	c.enters("ms", firstName, middleName, d.applicant, born, "", "")
	for _, page := range answers {
		c.isOn(page.page)
		c.enters(page.typed...)
	}
	for _, text := range []string{"Annual fees", "Payment protection", "Payment protection: conditions"} {
		c.reads(text)
	}
	c.isOn("Payment protection: choice")
	c.enters("no")
	c.reads("Terms and agreement")
	c.isOn("Review")
	c.sees(d.applicant, "[ Send the application ]")
}

// enters gives answers, and goes on after each.
func (c *console) enters(texts ...string) {
	for _, text := range texts {
		c.types(text + enter)
	}
}

// reads reads a text to its end and goes on.
func (c *console) reads(title string) {
	c.isOn(title)
	c.types(end)
	c.sees("End of the text")
	c.pressesUntil(enter, func(screen string) bool { return !onPage(title)(screen) }, "the page after "+title)
}

// keyOf names an intent's call: an application has no idempotency key, but a flow of its own.
func keyOf(in flows.Intent) string {
	if in.Kind == flows.ApplicationIntent {
		return string(in.Flow)
	}
	return in.IdempotencyKey
}

// opened returns the number of accounts that the server has of each applicant.
func (w *worker) opened(ctx context.Context) (map[string]int, error) {
	opened := map[string]int{}
	for _, a := range w.attempts {
		if a.kind != flows.ApplicationIntent {
			continue
		}
		list, err := w.client.Search(ctx, w.call(), api.SearchQuery{
			FirstName: firstName, LastName: a.applicant, BirthDate: "1990-05-17", PostalCode: postal,
		})
		var refused *api.Error
		if err != nil && (!errors.As(err, &refused) || refused.Status != http.StatusNotFound) {
			return nil, fmt.Errorf("looking for an applicant's account: %w", err)
		}
		opened[a.applicant] = len(list)
	}
	return opened, nil
}

// applications: each applicant has one account where an application is done here, none where none is, and never two.
func (b *books) applications() {
	made := map[string][]*journal.Record{}
	for _, a := range b.attempts {
		if r := b.of(a); a.kind == flows.ApplicationIntent && r != nil {
			made[a.applicant] = append(made[a.applicant], r)
		}
	}
	for name, there := range b.opened {
		done, perhaps := 0, 0
		var last *journal.Record
		for _, r := range made[name] {
			last = r
			switch r.State {
			case journal.Done:
				done++
			case journal.NeedsPerson:
				perhaps++
			}
		}
		switch {
		case there > 1 || done > 1:
			b.findf(&b.doubled, last, "an applicant has %d accounts there, and %d here", there, done)
		case there > done+perhaps:
			b.findf(&b.lost, last, "an applicant has an account there, and none here")
		case done > there:
			b.findf(&b.doubled, last, "an applicant has an account here, and none there")
		}
	}
}
