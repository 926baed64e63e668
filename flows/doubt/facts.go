package doubt

// This file says what is known of an intent: to the clerk in a sentence, to the vendor's support
// in full.

import (
	"time"

	"countertop/flows"
	"countertop/flows/lang"
)

// KindName names a kind of intent.
func KindName(kind flows.IntentKind) lang.Text {
	if name, ok := kindNames[kind]; ok {
		return name
	}
	return lang.Same(string(kind))
}

// KindShort names a kind of intent in a table.
func KindShort(kind flows.IntentKind) lang.Text {
	if name, ok := shortNames[kind]; ok {
		return name
	}
	return KindName(kind)
}

// Sentence is an intent in few words: "Purchase $12.50, ORDER-1, account ending in 4755".
func Sentence(in flows.Intent) lang.Text {
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

// Facts are all that is known of an intent: what to read to the vendor's support.
func Facts(in flows.Intent, since time.Time) flows.Group {
	lines := []flows.Line{
		{Label: msgWhat, Value: KindName(in.Kind), Emphasis: true},
		{Label: msgAmount, Value: amountOf(in)},
		{Label: msgAccount, Value: endingOf(in)},
		same(msgReference, in.Reference),
		same(msgAuthorization, string(in.AuthorizationID)),
		same(msgCapture, string(in.CaptureID)),
		{Label: msgSent, Value: lang.Same(since.UTC().Format("2006-01-02 15:04:05") + " UTC")},
		same(msgLocation, in.Location),
		same(msgTerminal, in.Terminal),
		same(msgClerk, in.Clerk),
		same(msgManager, in.By),
		same(msgFlow, string(in.Flow)),
		same(msgRequest, in.RequestID),
		same(msgKey, in.IdempotencyKey),
	}
	var filled []flows.Line
	for _, line := range lines {
		if !line.Value.Empty() {
			filled = append(filled, line)
		}
	}
	return flows.Group{Heading: msgFacts, Lines: filled}
}

func same(label lang.Text, value string) flows.Line {
	return flows.Line{Label: label, Value: lang.Same(value)}
}

func amountOf(in flows.Intent) lang.Text {
	if in.Amount == 0 {
		return lang.Text{}
	}
	return lang.Money(in.Amount)
}

func endingOf(in flows.Intent) lang.Text {
	ending := in.AccountEnding()
	if ending == "" {
		return lang.Text{}
	}
	return msgEndingIn.With(ending)
}
