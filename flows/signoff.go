package flows

// This file asks for the manager who decides what a clerk may not decide alone.

import (
	"slices"
	"strings"

	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/words"
)

// The keys of a sign-off's fields.
const (
	KeyManager = "manager_employee_id"
	KeyReason  = "manager_reason"
)

var (
	msgManager     = words.Manager
	msgManagerHint = lang.Of("The manager's employee id", "Numéro d'employé du directeur")
	msgNoManager   = lang.Of(
		"%s is not set up as a manager of this store. Ask one of its managers.",
		"%s n'est pas inscrit comme directeur de ce magasin. Demandez à un de ses directeurs.")
	msgReason     = words.Reason
	msgReasonHint = lang.Of("Why, in a few words, without the customer's name", "Pourquoi, en quelques mots, sans le nom du client")
)

// SignOffFields returns the field for the manager's id and, if reason is true, the one for the reason. If the counter
// has a list of managers, it accepts only their ids (OWN).
func (c *Counter) SignOffFields(reason bool) []form.Field {
	manager := form.Field{
		Key: KeyManager, Label: msgManager, Hint: msgManagerHint, Required: true, MaxLength: 50, Width: 24,
	}.With(form.ASCII())
	ascii := manager.Check
	manager.Check = func(value string) *form.Problem {
		if problem := ascii(value); problem != nil {
			return problem
		}
		if !c.manages(value) {
			return &form.Problem{Text: msgNoManager.With(value)}
		}
		return nil
	}
	if !reason {
		return []form.Field{manager}
	}
	return []form.Field{manager, form.Field{
		Key: KeyReason, Label: msgReason, Hint: msgReasonHint, Required: true, MaxLength: 200,
	}.With(form.Name())}
}

func (c *Counter) manages(employee string) bool {
	return len(c.Managers) == 0 || slices.ContainsFunc(c.Managers, func(manager string) bool {
		return strings.EqualFold(manager, employee)
	})
}
