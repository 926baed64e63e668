package journal

// This file adds up what was executed.

import (
	"context"
	"strings"

	"countertop/api"
	"countertop/flows"
)

// Total is the sum of the executed calls of one kind.
type Total struct {
	Kind   flows.IntentKind
	Count  int
	Amount api.Money
}

// Totals adds up the executed calls that a query picks, by kind. It ignores Limit and Before.
func (j *Journal) Totals(ctx context.Context, q Query) ([]Total, error) {
	q.States, q.Before = []State{Done}, ""
	where, args, err := j.conditions(ctx, q)
	if err != nil {
		return nil, trouble("adding up the journal", err)
	}
	found, err := j.read.QueryContext(ctx,
		"SELECT i.kind, count(*), sum(i.amount) FROM intents i WHERE "+strings.Join(where, " AND ")+" GROUP BY i.kind", args...)
	if err != nil {
		return nil, trouble("adding up the journal", err)
	}
	defer func() { _ = found.Close() }()
	byKind := map[flows.IntentKind]Total{}
	for found.Next() {
		var t Total
		if err := found.Scan(&t.Kind, &t.Count, &t.Amount); err != nil {
			return nil, trouble("adding up the journal", err)
		}
		byKind[t.Kind] = t
	}
	var totals []Total
	for _, kind := range flows.IntentKinds() {
		if t, ok := byKind[kind]; ok {
			totals = append(totals, t)
		}
	}
	return totals, trouble("adding up the journal", found.Err())
}
