package journal

import (
	"bytes"
	"encoding/hex"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/flows"
)

// fullLine has a value in every field.
func fullLine() line {
	at := time.Date(2026, 11, 2, 9, 30, 0, 123456789, time.UTC)
	return line{
		seq: 12, at: at, kind: Concluded, intent: 11, console: "C1",
		in: flows.Intent{
			Kind: flows.ReturnIntent, Ending: "1234", Amount: -5, Reference: "two\nlines 3:and a colon",
			Financing:       api.Financing{TransactionType: "promotional_purchase", PlanID: "4", Term: 12},
			AuthorizationID: "7001", CaptureID: "9001", Remaining: 100, RequestID: "r", IdempotencyKey: "k",
			Flow: "f", Location: "00-12345", Clerk: "é", Terminal: "t", Training: true, AutoCapture: true, ServerAt: at, By: "B", Reason: "because",
		},
		out: flows.Outcome{
			Result: flows.ResultNeedsPerson, Reply: flows.ReplyError, ID: "1", Code: "c", Decision: "approved", CaptureID: "2",
			Source: flows.FromPerson, By: "M", Reason: "why",
		},
		text:    "asked",
		signOff: SignOff{Day: at, Location: "l", Manager: "M", Reason: "r", InDoubt: 3, Training: true},
		lost:    Loss{Last: Head{Seq: 9, Hash: "a1", At: at}, Has: Head{Seq: 3, Hash: "b2", At: at}},
	}
}

// TestEveryFieldIsKept fails where intents or outcomes get a field that the journal does not write.
func TestEveryFieldIsKept(t *testing.T) {
	l := fullLine()
	l.in.Account, l.in.Known = "never kept", "nor this"
	for _, of := range []any{l.in, l.in.Financing, l.out, l.signOff, l.lost.Last, l.lost.Has} {
		value := reflect.ValueOf(of)
		for i := range value.NumField() {
			if value.Field(i).IsZero() {
				t.Errorf("%s.%s has no value in the test, or is not written", value.Type(), value.Type().Field(i).Name)
			}
		}
	}
}

func TestALineComesBackAsItWas(t *testing.T) {
	encoded, err := encode(fullLine())
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := decode(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fullLine(), decoded, cmp.AllowUnexported(line{})); diff != "" {
		t.Error(diff)
	}
	for _, f := range fields {
		l := fullLine()
		if f.get(&l) == "" && f.name != "body-hash" {
			t.Errorf("%s has no value in the test", f.name)
		}
	}
}

// TestTheEncodingStaysAsItIs holds version 1 to the byte: journals of years hang on it.
func TestTheEncodingStaysAsItIs(t *testing.T) {
	l := line{
		seq: 2, at: time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC), kind: Concluded, intent: 1, console: "C1",
		out: flows.Outcome{Result: flows.ResultDone, ID: "7001", Source: flows.FromAnswer},
	}
	encoded, err := encode(l)
	if err != nil {
		t.Fatal(err)
	}
	want := "countertop journal 1\nseq 1:2\nat 30:2026-11-02T09:30:00.000000000Z\ntype 7:outcome\nintent 1:1\nconsole 2:C1\n" +
		"result 4:done\nresult-id 4:7001\nsource 6:answer\n"
	if diff := cmp.Diff(want, string(encoded)); diff != "" {
		t.Error(diff)
	}
	if got := hex.EncodeToString(chained(firstHash, encoded)); got != "51eddeadc4bffe04c24fb8b358cf8a677e2011cc5f5b6b5a89549f65cc5c3cd2" {
		t.Errorf("its hash is %s", got)
	}
}

func TestOnlyWhatIsWrittenAsEntriesAreIsRead(t *testing.T) {
	good := string(write(line{seq: 1, kind: Asked, text: "abc"}))
	if _, err := decode([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"another version":            strings.Replace(good, "journal 1", "journal 2", 1),
		"nothing":                    "",
		"a length that is too long":  strings.Replace(good, "3:abc", "4:abc", 1),
		"a length that is too short": strings.Replace(good, "3:abc", "2:abc", 1),
		"a length with a zero":       strings.Replace(good, "3:abc", "03:abc", 1),
		"a negative length":          strings.Replace(good, "3:abc", "-3:abc", 1),
		"an enormous length":         strings.Replace(good, "3:abc", "9223372036854775807:abc", 1),
		"an empty value":             good + "day-reason 0:\n",
		"a name nobody knows":        good + "colour 3:red\n",
		"a field twice":              good + "text 3:abc\n",
		"fields out of order":        good + "seq 1:1\n",
		"a number with a zero":       strings.Replace(good, "seq 1:1", "seq 2:01", 1),
		"a number that is none":      strings.Replace(good, "seq 1:1", "seq 1:x", 1),
		"something after the end":    good + "x",
		"no end":                     strings.TrimSuffix(good, "\n"),
	} {
		if _, err := decode([]byte(bad)); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func TestWhatCouldNotBeReadBackIsNotWritten(t *testing.T) {
	for name, l := range map[string]line{
		"a year without four digits":     {at: time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC)},
		"more money than the API writes": {in: flows.Intent{Amount: 9_223_372_036_854_775_807}},
	} {
		if _, err := encode(l); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

// FuzzDecode: whatever is read is written again as the same bytes, so that an entry has one encoding and one
// hash only.
func FuzzDecode(f *testing.F) {
	f.Add(write(fullLine()))
	f.Add(write(line{seq: 1, kind: Asked, text: "abc"}))
	f.Add([]byte(encodingLine + "seq 2:-1\n"))
	f.Add([]byte(encodingLine + "text 99999999999999999999:x\n"))
	f.Fuzz(func(t *testing.T, encoded []byte) {
		l, err := decode(encoded)
		if err == nil && !bytes.Equal(write(l), encoded) {
			t.Errorf("%q is written as %q", encoded, write(l))
		}
	})
}

// FuzzEncode: whatever is written is read back as it was, whatever a clerk or a server put into it.
func FuzzEncode(f *testing.F) {
	f.Add("A-1", "x\n3:y", int64(123450), int64(1), uint8(0))
	f.Add("", "\x00\xff", int64(-1), int64(-62135596800), uint8(3))
	f.Fuzz(func(t *testing.T, reference, text string, cents, seconds int64, result uint8) {
		l := line{
			seq: cents, at: time.Unix(seconds, 5).UTC(), kind: Concluded, text: text,
			in:  flows.Intent{Reference: reference, Amount: api.Money(cents), Clerk: text},
			out: flows.Outcome{Result: flows.Result(result % 4), Reason: reference},
		}
		encoded, err := encode(l)
		if err != nil {
			return // it says so, and nothing is sent
		}
		decoded, err := decode(encoded)
		if err != nil || !cmp.Equal(l, decoded, cmp.AllowUnexported(line{})) {
			t.Errorf("%v: %s", err, cmp.Diff(l, decoded, cmp.AllowUnexported(line{})))
		}
	})
}
