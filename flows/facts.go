package flows

// This file says what is known of an intent: to the clerk in one sentence, to the vendor's support in full.

import (
	"time"

	"countertop/flows/lang"
)

// KindName returns the name of a kind of intent.
func KindName(kind IntentKind) lang.Text {
	if name, ok := kindNames[kind]; ok {
		return name
	}
	return lang.Same(string(kind))
}

// KindShort returns the name of a kind of intent, short enough for a table.
func KindShort(kind IntentKind) lang.Text {
	if name, ok := shortNames[kind]; ok {
		return name
	}
	return KindName(kind)
}

// Sentence describes an intent in few words: "Purchase $12.50, ORDER-1, account ending in 4755".
func Sentence(in Intent) lang.Text {
	parts := []lang.Text{KindName(in.Kind)}
	if in.Amount != 0 {
		parts[0] = lang.Join(" ", parts[0], lang.Money(in.Amount))
	}
	if in.Reference != "" {
		parts = append(parts, lang.Same(in.Reference))
	}
	if ending := in.AccountEnding(); ending != "" {
		parts = append(parts, msgEnding.With(ending))
	}
	return lang.Join(", ", parts...)
}

// Facts returns all that is known of an intent. The clerk reads it to the vendor's support.
func Facts(in Intent, since time.Time) Group {
	lines := []Line{
		{Label: msgWhat, Value: KindName(in.Kind), Emphasis: true},
		{Label: msgAmount, Value: AmountOf(in)},
		{Label: msgAccount, Value: EndingIn(in)},
		Labelled(msgReference, in.Reference),
		Labelled(msgAuthorization, string(in.AuthorizationID)),
		Labelled(msgCapture, string(in.CaptureID)),
		{Label: msgSent, Value: lang.Same(since.UTC().Format("2006-01-02 15:04:05") + " UTC")},
		Labelled(msgLocation, in.Location),
		Labelled(msgTerminal, in.Terminal),
		Labelled(msgClerk, in.Clerk),
		Labelled(msgManager, in.By),
		Labelled(msgFlow, string(in.Flow)),
		Labelled(msgRequest, in.RequestID),
		Labelled(msgKey, in.IdempotencyKey),
	}
	return Group{Heading: msgFacts, Lines: Filled(lines)}
}

// AmountOf returns the amount of an intent as text. It is empty if the intent has no amount.
func AmountOf(in Intent) lang.Text {
	if in.Amount == 0 {
		return lang.Text{}
	}
	return lang.Money(in.Amount)
}

// EndingIn returns "ending in 4755" for the account of an intent. It is empty if the ending is not known.
func EndingIn(in Intent) lang.Text {
	ending := in.AccountEnding()
	if ending == "" {
		return lang.Text{}
	}
	return msgEndingIn.With(ending)
}
