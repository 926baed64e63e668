package sale

// This file makes the money calls of a sale, each from what the clerk confirmed.

import (
	"context"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/talk"
)

// send does it, once.
func (f *Flow) send(flows.Answer) flows.Move {
	switch f.work.kind {
	case flows.CaptureIntent:
		return f.capture()
	case flows.ReleaseIntent:
		return f.release()
	case flows.ReturnIntent:
		return f.giveBack()
	}
	return f.refund()
}

func (f *Flow) capture() flows.Move {
	call := f.Call()
	return talk.Send(&f.Talk, talk.Money[api.CaptureRequest, api.Captured]{
		Doing: wordsOf(flows.CaptureIntent).doing,
		Intent: func(r api.CaptureRequest) flows.Intent {
			return f.intent(flows.Intent{Kind: flows.CaptureIntent, Amount: r.Amount, Reference: r.Reference, IdempotencyKey: r.IdempotencyKey})
		},
		Send: func(ctx context.Context, r api.CaptureRequest) (api.Captured, error) {
			return f.client.Capture(ctx, call, r)
		},
		Done: func(done api.Captured, sent talk.Sent) flows.Move {
			return f.finish(sent, outcome{id: done.ID, date: done.Date, amount: nonzero(done.Amount), sale: done.Remaining, message: done.Message})
		},
		Refused: f.refused,
	}, api.CaptureRequest{
		AuthorizationID: f.which.AuthorizationID, Amount: f.work.amount(), Reference: f.work.reference(), IdempotencyKey: f.key(),
		Items: f.work.items.Items(),
	})
}

// release has no reference: the API takes none.
func (f *Flow) release() flows.Move {
	call, amount := f.Call(), f.work.amount()
	return talk.Send(&f.Talk, talk.Money[api.ReleaseRequest, api.Release]{
		Doing: wordsOf(flows.ReleaseIntent).doing,
		Intent: func(r api.ReleaseRequest) flows.Intent {
			return f.intent(flows.Intent{Kind: flows.ReleaseIntent, Amount: amount, IdempotencyKey: r.IdempotencyKey})
		},
		Send: func(ctx context.Context, r api.ReleaseRequest) (api.Release, error) {
			return f.client.Release(ctx, call, r)
		},
		Done: func(done api.Release, sent talk.Sent) flows.Move {
			return f.finish(sent, outcome{id: done.ID, date: done.Date, amount: done.Amount, sale: done.Remaining})
		},
		Refused: f.refused,
	}, api.ReleaseRequest{
		AuthorizationID: f.which.AuthorizationID, Amount: &amount, Location: f.Counter.Location, Clerk: f.Counter.Clerk, IdempotencyKey: f.key(),
	})
}

func (f *Flow) giveBack() flows.Move {
	call := f.Call()
	return talk.Send(&f.Talk, talk.Money[api.ReturnRequest, api.Return]{
		Doing: wordsOf(flows.ReturnIntent).doing,
		Intent: func(r api.ReturnRequest) flows.Intent {
			return f.intent(flows.Intent{
				Kind: flows.ReturnIntent, Amount: r.Amount, Reference: r.Reference, CaptureID: r.CaptureID, IdempotencyKey: r.IdempotencyKey,
			})
		},
		Check: f.stillGivable(),
		Send: func(ctx context.Context, r api.ReturnRequest) (api.Return, error) {
			return f.client.Return(ctx, call, r)
		},
		Done: func(done api.Return, sent talk.Sent) flows.Move {
			return f.finish(sent, outcome{
				id: done.ID, date: done.Date, amount: done.Amount, sale: done.RemainingAuthorization, capture: done.RemainingCapture,
			})
		},
		Refused: f.refused,
	}, api.ReturnRequest{
		AuthorizationID: f.which.AuthorizationID, CaptureID: f.work.capture.ID, Reference: f.work.reference(), Amount: f.work.amount(),
		CardNumber: f.userCard(), Full: f.work.full(recorded(f.records, flows.ReturnIntent, f.work.capture.ID)),
		Location: f.Counter.Location, Clerk: f.Counter.Clerk, IdempotencyKey: f.key(), Items: f.work.items.Items(),
	})
}

func (f *Flow) refund() flows.Move {
	call := f.Call()
	request := api.RefundRequest{
		AccountNumber: f.accountNumber(), Reference: f.work.reference(), Amount: f.work.amount(), CardNumber: f.userCard(),
		Location: f.Counter.Location, Clerk: f.Counter.Clerk, IdempotencyKey: f.key(),
	}
	if f.work.capture != nil {
		request.CaptureID = f.work.capture.ID
	}
	return talk.Send(&f.Talk, talk.Money[api.RefundRequest, struct{}]{
		Doing: wordsOf(flows.RefundIntent).doing,
		Intent: func(r api.RefundRequest) flows.Intent {
			return f.intent(flows.Intent{
				Kind: flows.RefundIntent, Amount: r.Amount, Reference: r.Reference, CaptureID: r.CaptureID, IdempotencyKey: r.IdempotencyKey,
			})
		},
		Check: f.stillGivable(),
		Send: func(ctx context.Context, r api.RefundRequest) (struct{}, error) {
			return struct{}{}, f.client.Refund(ctx, call, r)
		},
		Done:    func(_ struct{}, sent talk.Sent) flows.Move { return f.finish(sent, outcome{}) },
		Refused: f.refused,
	}, request)
}

func (f *Flow) key() string { return string(f.Counter.NewID()) }

// intent completes what is recorded of a request with the sale that it is of, and with what the server said remained.
func (f *Flow) intent(in flows.Intent) flows.Intent {
	in.Account, in.AuthorizationID, in.Remaining = f.accountNumber(), f.which.AuthorizationID, f.remaining()
	in.Ending = in.AccountEnding()
	if in.Ending == "" {
		in.Ending = f.which.Ending
	}
	return in
}

// nonzero is an amount that the server said; nil for none.
func nonzero(amount api.Money) *api.Money {
	if amount == 0 {
		return nil
	}
	return &amount
}
