package fault

// This file makes strange answers: the call was carried out, and its answer is well-formed JSON that a counter must not take at its word.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"countertop/api"
)

// The strange kinds. Each is of a call that was done; a call that was refused is answered as ever.
const (
	ErrorAfter  Kind = "error_after"  // done, and 409 general_error
	ErrorInside Kind = "error_inside" // done, and 200 with an error in it
	Accepted    Kind = "accepted"     // done, and 202 with {}
	WithoutID   Kind = "without_id"   // done, and the answer names no id
	OtherAmount Kind = "other_amount" // done, and the answer names another amount
	ShortList   Kind = "short_list"   // a list lacks its first row, and counts it
	Masked      Kind = "masked"       // account numbers are masked
)

// The strange bodies.
const (
	BodyErrorInside Body = "error_inside"
	BodyObject      Body = "object" // {}
	BodyWithoutID   Body = "without_id"
	BodyOtherAmount Body = "other_amount"
	BodyShortList   Body = "short_list"
	BodyMasked      Body = "masked"
)

var strangeKinds = map[Kind]Fault{
	ErrorAfter:  {Status: http.StatusConflict, Code: "general_error", Execute: true},
	ErrorInside: {Body: BodyErrorInside},
	Accepted:    {Status: http.StatusAccepted, Body: BodyObject},
	WithoutID:   {Body: BodyWithoutID},
	OtherAmount: {Body: BodyOtherAmount},
	ShortList:   {Body: BodyShortList},
	Masked:      {Body: BodyMasked},
}

// object is a JSON object whose numbers are as they were written.
type object = map[string]any

// strange are the bodies that are made of the real one: each changes it, and reports whether it did. A body that is not
// changed is sent as it was, in the order in which it was written.
var strange = map[Body]func(object) bool{
	BodyErrorInside: func(o object) bool { o["error"] = "general_error"; return true },
	BodyObject:      func(o object) bool { clear(o); return true },
	BodyWithoutID:   withoutID,
	BodyOtherAmount: otherAmount,
	BodyShortList:   shortList,
	BodyMasked:      maskedIn,
}

// Strange reports whether an answer with this body is made of the real one.
func (b Body) Strange() bool { return strange[b] != nil }

// Rewritten is the answer to a call that was done, made strange; whole is the answer as JSON. What is no object is not changed.
func (b Body) Rewritten(whole []byte) any {
	var o object
	decoder := json.NewDecoder(bytes.NewReader(whole))
	decoder.UseNumber()
	if decoder.Decode(&o) == nil && o != nil && strange[b](o) {
		return o
	}
	return json.RawMessage(whole)
}

// withoutID takes the ids of what was made.
func withoutID(o object) bool {
	before := len(o)
	for _, name := range []string{"authorization_id", "capture_id", "release_id", "return_id", "transaction_id", "application_id"} {
		delete(o, name)
	}
	return len(o) < before
}

// otherAmount adds a dollar.
func otherAmount(o object) bool {
	written, there := o["amount"].(json.Number)
	var amount api.Money
	if !there || json.Unmarshal([]byte(written), &amount) != nil {
		return false
	}
	o["amount"] = amount + 1_00
	return true
}

// shortList takes the first row of a list, and goes on counting it.
func shortList(o object) bool {
	for _, name := range []string{"authorizations", "captures"} {
		if rows, listed := o[name].([]any); listed && len(rows) > 0 {
			o[name] = rows[1:]
			return true
		}
	}
	return false
}

// maskedIn leaves the last four digits of each account number, also of those in lists.
func maskedIn(o object) bool {
	changed := false
	for name, value := range o {
		switch inner := value.(type) {
		case object:
			changed = maskedIn(inner) || changed
		case []any:
			for _, each := range inner {
				if row, is := each.(object); is {
					changed = maskedIn(row) || changed
				}
			}
		default:
			if number := fmt.Sprint(value); name == "account_number" && len(number) > 4 {
				o[name], changed = strings.Repeat("*", len(number)-4)+number[len(number)-4:], true
			}
		}
	}
	return changed
}
