package flows

// This file turns an error into what a clerk with a customer waiting needs to know: what happened, whether money
// moved, and what to do next (docs/architecture.md rule 9).

import (
	"context"
	"errors"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows/lang"
)

// selfExplaining is an error with texts of its own: it says why something could not be recorded.
type selfExplaining interface {
	error
	Sentence() (what, next lang.Text)
}

// sentence explains one error: what happened, and what to do next.
type sentence struct{ what, next lang.Text }

// Explain returns the notice that explains an error to a clerk. It returns nil if err is nil.
//
// doing names the work as a phrase that can begin a sentence ("Authorizing the purchase" / "Autorisation de
// l'achat"). It may be empty. A closing "…" is removed, so a Task's Doing can be passed. money says that the call
// could have moved money: the notice then says whether it did, as far as the error knows (api.Executed).
//
// Each code of docs/contract.md §2 to §8 has its own sentence. For a code that this version does not know, the notice
// explains the kind of error and keeps the server's message.
func Explain(err error, doing lang.Text, money bool) *Notice {
	if err == nil {
		return nil
	}
	if repeated, ok := errors.AsType[*RepeatedError](err); ok {
		return repeatedNotice(*repeated, repeated.At.Location())
	}
	notice := &Notice{Tone: Bad}
	executed := api.ExecutedUnknown
	said := sentenceOf(err)
	var failed *api.Error
	if errors.As(err, &failed) {
		executed = failed.Executed
		notice.Server, notice.Code, notice.Ref = serverWords(failed), failed.Code, failed.Ref
	}
	var doubt *InDoubtError
	switch {
	case errors.Is(err, ErrNotRecorded):
		executed = api.ExecutedNever
	case errors.As(err, &doubt):
		executed = api.ExecutedUnknown
	}
	notice.What = said.what
	switch {
	case doubt == nil || failed == nil:
	case failed.Claimed && failed.Status < 300:
		notice.What = msgProvesNothing
	case failed.Claimed, failed.Answered, failed.Status >= 400 && failed.Status < 500:
		notice.What = msgErrorProvesNothing // do not report a refusal that may be none
	}
	if !money || executed != api.ExecutedUnknown { // do not say that something failed if it may have worked
		notice.What = whatOf(doing, said.what)
	}
	notice.Next = said.next
	if money {
		notice.Money = msgNoMoneyMoved
		if executed == api.ExecutedUnknown {
			notice.Tone = Careful
			notice.Money, notice.Next = msgMoneyUnknown, msgAskBeforeResending
			switch {
			case doubt == nil:
			case !doubt.Was.Kind.Queryable():
				notice.Next = msgPersonFindsOut
			case doubt.Reply != ReplyLost:
				notice.Next = msgIsBeingAsked
			}
			notice.Next = lang.Join(" ", notice.Next, MaybePermission(err))
		}
	}
	return notice
}

// MaybeExecuted reports whether a call that failed may have been executed.
func MaybeExecuted(err error) bool {
	if failed, ok := errors.AsType[*api.Error](err); ok {
		return failed.Executed == api.ExecutedUnknown
	}
	return !errors.Is(err, ErrNotRecorded)
}

// MaybePermission returns the advice that another clerk may sign in, if err may come from the clerk's own permission,
// else an empty text. It is for an error that leaves open whether the call was executed. A caller with advice of its
// own puts this one after it.
func MaybePermission(err error) lang.Text {
	if sentenceOf(err).next != nextOtherClerk {
		return lang.Text{}
	}
	return msgMaybePermission
}

// Explain is the function Explain, with times in the store's zone.
func (c *Counter) Explain(err error, doing lang.Text, money bool) *Notice {
	if repeated, ok := errors.AsType[*RepeatedError](err); ok {
		return repeatedNotice(*repeated, c.Zone())
	}
	return Explain(err, doing, money)
}

// repeatedNotice says that the same was done already, and when.
func repeatedNotice(e RepeatedError, zone *time.Location) *Notice {
	at := e.At.In(zone).Format("2006-01-02 15:04")
	what := msgMadeAlready.With(lang.Money(e.Was.Amount), e.Was.Reference, at)
	if e.Was.Reference == "" {
		what = msgMadeAlreadyThen.With(lang.Money(e.Was.Amount), at)
	}
	if e.ID != "" {
		what = lang.Join(" ", what, msgMadeAlreadyAs.With(string(e.ID)))
	}
	return &Notice{Tone: Careful, What: what, Money: msgNothingSentNow, Next: msgMadeAlreadyNext}
}

// NoMoneyMoved adds to a notice that no money moved. It is for calls of a money flow that cannot move any. A nil
// notice stays nil.
func (n *Notice) NoMoneyMoved() *Notice {
	if n != nil {
		n.Money = msgNoMoneyMoved
	}
	return n
}

// FailureCode returns the server's error code in the spelling of the contract ("wrong_inputs" for "wrong_input",
// docs/contract.md §8). It is empty if the error has no code.
func FailureCode(err error) string {
	var failed *api.Error
	if !errors.As(err, &failed) {
		return ""
	}
	return canonical(failed.Code)
}

// canonical returns a code in the spelling of the contract's tables, in small letters. The server was seen to use two
// spellings for two codes, and to write the code of a 403 within a sentence (docs/contract.md §2, §8).
func canonical(code string) string {
	code = strings.ToLower(strings.TrimSpace(code))
	switch {
	case code == "wrong_input":
		return "wrong_inputs"
	case code == "generic_error":
		return "general_error"
	case strings.HasPrefix(code, "insufficient scope"):
		return "insufficient_scope"
	case strings.HasPrefix(code, "00000-"): // concerns one employee's permission
		return "not_permitted"
	}
	return code
}

func sentenceOf(err error) sentence {
	var failed *api.Error
	switch {
	case errors.Is(err, ErrFrozen):
		return sentence{msgFrozen, msgAskBeforeResending}
	case errors.Is(err, ErrNotRecorded):
		if known, ok := errors.AsType[selfExplaining](err); ok {
			what, next := known.Sentence()
			return sentence{what, next}
		}
		return sentence{msgNotRecorded, msgTryAgainOrSupport}
	case errors.As(err, &failed) && ofToken(failed) != nil:
		return tokenSentence(ofToken(failed))
	case errors.As(err, &failed):
		if said, known := sentences[canonical(failed.Code)]; known {
			return said
		}
		return kindSentence(failed)
	case errors.Is(err, context.Canceled):
		return kindSentences[api.KindCanceled]
	case errors.Is(err, context.DeadlineExceeded):
		return kindSentences[api.KindNetwork]
	}
	return sentence{msgUnexpected, msgTryAgainOrSupport}
}

// kindSentence explains a code that is not in the table, or an answer without a code.
func kindSentence(failed *api.Error) sentence {
	said, known := kindSentences[failed.Kind]
	if !known {
		said = sentence{msgUnexpected, msgTryAgainOrSupport}
	}
	if failed.Code != "" || failed.Message != "" {
		switch failed.Kind {
		case api.KindRefused, api.KindInput:
			said.next = msgFollowServer
		}
	}
	return said
}

// serverWords returns the server's message, followed by a line for each value that it complains about, under the
// API's name for the value.
func serverWords(failed *api.Error) string {
	words := []string{}
	if failed.Message != "" {
		words = append(words, failed.Message)
	}
	for _, field := range failed.Fields {
		words = append(words, strings.Trim(field.Param+": "+field.Message, ": "))
	}
	return strings.Join(words, "\n")
}

func whatOf(doing, what lang.Text) lang.Text {
	phrase := lang.Of(withoutEllipsis(doing.In(api.English)), withoutEllipsis(doing.In(api.French)))
	if phrase.Empty() {
		return what
	}
	return msgDidNotWork.With(phrase, what)
}

func withoutEllipsis(s string) string {
	return strings.TrimRight(strings.TrimRight(s, "…."), "\u00a0 ")
}
