package journal

// This file writes an entry as the bytes that are hashed, and reads them back. The bytes are the journal's proof.
// They are defined here alone and depend on no library.
//
// Version 1: the line "countertop journal 1", then a line for each field that is not empty, in the order of the table
// below: its name, a space, the length of the value in bytes, a colon, the value. Each line ends in a newline. A
// value may contain newlines, since its length says where it ends. Numbers are decimal, amounts are written as in the
// API ("1234.50"), times are UTC with nine decimals. An entry has exactly one encoding, and decode refuses everything
// else.
//
// The hash of an entry is the SHA-256 of the hash before it (32 zero bytes before the first entry), followed by the
// encoding.

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"time"

	"countertop/api"
	"countertop/flows"
)

const encodingLine = "countertop journal 1\n"

// line is an entry with everything that is hashed. Fields that its type does not have are empty.
type line struct {
	seq     int64
	at      time.Time
	kind    EntryType
	intent  int64
	console string
	in      flows.Intent
	out     flows.Outcome
	text    string
	signOff SignOff
	lost    Loss // without Noticed, which is the field at
	// bodyHash was recorded by schema 1. It is read so that old entries can be checked and wiped, and never written.
	bodyHash string
}

const timeLayout = "2006-01-02T15:04:05.000000000Z"

// field is one value of a line, with the functions that write and read it.
type field struct {
	name string
	get  func(*line) string
	set  func(*line, string) error
}

// fields are all values, in the order of the encoding. A new field needs a new version.
var fields = []field{
	number("seq", func(l *line) *int64 { return &l.seq }),
	moment("at", func(l *line) *time.Time { return &l.at }),
	word("type", func(l *line) *EntryType { return &l.kind }),
	number("intent", func(l *line) *int64 { return &l.intent }),
	word("console", func(l *line) *string { return &l.console }),
	word("kind", func(l *line) *flows.IntentKind { return &l.in.Kind }),
	word("ending", func(l *line) *string { return &l.in.Ending }),
	amount("amount", func(l *line) *api.Money { return &l.in.Amount }),
	word("reference", func(l *line) *string { return &l.in.Reference }),
	word("transaction", func(l *line) *string { return &l.in.Financing.TransactionType }),
	word("plan", func(l *line) *api.ID { return &l.in.Financing.PlanID }),
	number("term", func(l *line) *int { return &l.in.Financing.Term }),
	word("authorization", func(l *line) *api.ID { return &l.in.AuthorizationID }),
	word("capture", func(l *line) *api.ID { return &l.in.CaptureID }),
	amount("remaining", func(l *line) *api.Money { return &l.in.Remaining }),
	word("request", func(l *line) *string { return &l.in.RequestID }),
	word("key", func(l *line) *string { return &l.in.IdempotencyKey }),
	word("body-hash", func(l *line) *string { return &l.bodyHash }), // only read, see wipe.go
	word("flow", func(l *line) *api.ReferenceID { return &l.in.Flow }),
	word("location", func(l *line) *string { return &l.in.Location }),
	word("clerk", func(l *line) *string { return &l.in.Clerk }),
	word("terminal", func(l *line) *string { return &l.in.Terminal }),
	truth("training", func(l *line) *bool { return &l.in.Training }),
	truth("auto-capture", func(l *line) *bool { return &l.in.AutoCapture }),
	moment("server-at", func(l *line) *time.Time { return &l.in.ServerAt }),
	word("decided-by", func(l *line) *string { return &l.in.By }),
	word("decided-reason", func(l *line) *string { return &l.in.Reason }),
	{"result", getResult, setResult},
	word("reply", func(l *line) *flows.Reply { return &l.out.Reply }),
	word("result-id", func(l *line) *api.ID { return &l.out.ID }),
	word("code", func(l *line) *string { return &l.out.Code }),
	word("decision", func(l *line) *string { return &l.out.Decision }),
	word("result-capture", func(l *line) *api.ID { return &l.out.CaptureID }),
	word("source", func(l *line) *flows.Source { return &l.out.Source }),
	word("by", func(l *line) *string { return &l.out.By }),
	word("reason", func(l *line) *string { return &l.out.Reason }),
	word("text", func(l *line) *string { return &l.text }),
	moment("day", func(l *line) *time.Time { return &l.signOff.Day }),
	word("day-location", func(l *line) *string { return &l.signOff.Location }),
	word("manager", func(l *line) *string { return &l.signOff.Manager }),
	word("day-reason", func(l *line) *string { return &l.signOff.Reason }),
	number("day-in-doubt", func(l *line) *int { return &l.signOff.InDoubt }),
	truth("day-training", func(l *line) *bool { return &l.signOff.Training }),
	number("lost-seq", func(l *line) *int64 { return &l.lost.Last.Seq }),
	word("lost-hash", func(l *line) *string { return &l.lost.Last.Hash }),
	moment("lost-at", func(l *line) *time.Time { return &l.lost.Last.At }),
	number("has-seq", func(l *line) *int64 { return &l.lost.Has.Seq }),
	word("has-hash", func(l *line) *string { return &l.lost.Has.Hash }),
	moment("has-at", func(l *line) *time.Time { return &l.lost.Has.At }),
}

// encode returns the bytes of a line. It refuses a line that decode would not read back unchanged.
func encode(l line) ([]byte, error) {
	if l.bodyHash != "" {
		return nil, errors.New("encoding an entry: the hash of a body is not kept")
	}
	encoded := write(l)
	if _, err := decode(encoded); err != nil {
		return nil, fmt.Errorf("encoding an entry: %w", err)
	}
	return encoded, nil
}

func write(l line) []byte {
	encoded := make([]byte, 0, 512)
	encoded = append(encoded, encodingLine...)
	for _, f := range fields {
		value := f.get(&l)
		if value == "" {
			continue
		}
		encoded = append(encoded, f.name...)
		encoded = append(encoded, ' ')
		encoded = strconv.AppendInt(encoded, int64(len(value)), 10)
		encoded = append(encoded, ':')
		encoded = append(encoded, value...)
		encoded = append(encoded, '\n')
	}
	return encoded
}

var errEncoding = errors.New("it is not written as entries are")

// decode reads a line. It accepts only what encode writes.
func decode(encoded []byte) (line, error) {
	var l line
	rest, found := bytes.CutPrefix(encoded, []byte(encodingLine))
	if !found {
		return line{}, fmt.Errorf("%w: it is of another version", errEncoding)
	}
	next := 0
	for len(rest) > 0 {
		name, value, after, ok := cutField(rest)
		if !ok {
			return line{}, errEncoding
		}
		for next < len(fields) && fields[next].name != name {
			next++
		}
		if next == len(fields) {
			return line{}, fmt.Errorf("%w: %.40q is out of place", errEncoding, name)
		}
		if err := fields[next].set(&l, value); err != nil {
			return line{}, fmt.Errorf("%w: %s: %w", errEncoding, name, err)
		}
		rest = after
	}
	if !bytes.Equal(write(l), encoded) {
		return line{}, errEncoding
	}
	return l, nil
}

func cutField(rest []byte) (name, value string, after []byte, ok bool) {
	head, tail, ok := bytes.Cut(rest, []byte(":"))
	if !ok {
		return "", "", nil, false
	}
	first, size, ok := bytes.Cut(head, []byte(" "))
	length, err := strconv.Atoi(string(size))
	if !ok || err != nil || length < 1 || length >= len(tail) || tail[length] != '\n' {
		return "", "", nil, false
	}
	return string(first), string(tail[:length]), tail[length+1:], true
}

// chained returns the hash of an entry from the hash of the entry before it.
func chained(previous, encoded []byte) []byte {
	sum := sha256.New()
	sum.Write(previous)
	sum.Write(encoded)
	return sum.Sum(nil)
}

func word[T ~string](name string, at func(*line) *T) field {
	return field{name,
		func(l *line) string { return string(*at(l)) },
		func(l *line, value string) error { *at(l) = T(value); return nil },
	}
}

func number[T int | int64](name string, at func(*line) *T) field {
	return field{name,
		func(l *line) string {
			if *at(l) == 0 {
				return ""
			}
			return strconv.FormatInt(int64(*at(l)), 10)
		},
		func(l *line, value string) error {
			n, err := strconv.ParseInt(value, 10, strconv.IntSize)
			*at(l) = T(n)
			return err
		},
	}
}

func amount(name string, at func(*line) *api.Money) field {
	return field{name,
		func(l *line) string {
			if *at(l) == 0 {
				return ""
			}
			return at(l).String()
		},
		func(l *line, value string) (err error) { *at(l), err = api.ParseMoney(value); return err },
	}
}

func moment(name string, at func(*line) *time.Time) field {
	return field{name,
		func(l *line) string {
			if at(l).IsZero() {
				return ""
			}
			return at(l).UTC().Format(timeLayout)
		},
		func(l *line, value string) (err error) { *at(l), err = time.Parse(timeLayout, value); return err },
	}
}

func truth(name string, at func(*line) *bool) field {
	return field{name,
		func(l *line) string {
			if *at(l) {
				return "true"
			}
			return ""
		},
		func(l *line, value string) (err error) { *at(l), err = strconv.ParseBool(value); return err },
	}
}

// results are the words that stand for the results of outcomes.
var results = map[flows.Result]State{
	flows.ResultInDoubt: InDoubt, flows.ResultNeedsPerson: NeedsPerson, flows.ResultDone: Done, flows.ResultNotDone: NotDone,
}

func getResult(l *line) string {
	if l.kind != Concluded {
		return ""
	}
	return string(results[l.out.Result])
}

func setResult(l *line, value string) error {
	for result, word := range results {
		if string(word) == value {
			l.out.Result = result
			return nil
		}
	}
	return errors.New("there is no such result")
}
