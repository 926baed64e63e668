package fault

// This file reads and writes faults: in one line in a configuration or on a command line, as JSON over the control endpoint.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Text is a fault in JSON. Times are texts with their unit, such as "3s".
type Text struct {
	Kind    Kind   `json:"kind,omitempty"`
	Path    string `json:"path,omitempty"`
	Count   int    `json:"count,omitempty"`
	Percent int    `json:"percent,omitempty"`
	For     string `json:"for,omitempty"`
	Delay   string `json:"delay,omitempty"`
	Status  int    `json:"status,omitempty"`
	Code    string `json:"code,omitempty"`
	Body    Body   `json:"body,omitempty"`
	Execute bool   `json:"execute,omitempty"`
}

// Parse reads a fault in one line: its kind and what changes it, as in
// "dropped_after path=authorization count=1", "slow delay=3s percent=20", "refused for=30s",
// "maintenance for=5m" or "gateway_timeout path=authorization/*/capture execute". A kind may be left
// out where status=…, delay=… or body=… say what happens. A path that none of paths ends in is refused.
func Parse(line string, paths Paths) (Fault, error) {
	var t Text
	for i, word := range strings.Fields(line) {
		name, value, assigned := strings.Cut(word, "=")
		if i == 0 && !assigned {
			t.Kind = Kind(word)
			continue
		}
		if err := t.set(name, value, assigned); err != nil {
			return Fault{}, fmt.Errorf("%w: %w", errFault, err)
		}
	}
	return t.Fault(paths)
}

// set reads one name=value.
func (t *Text) set(name, value string, assigned bool) error {
	if name == "execute" && !assigned {
		t.Execute = true
		return nil
	}
	texts := map[string]*string{"path": &t.Path, "for": &t.For, "delay": &t.Delay, "code": &t.Code, "body": (*string)(&t.Body)}
	numbers := map[string]*int{"count": &t.Count, "percent": &t.Percent, "status": &t.Status}
	if target := texts[name]; target != nil && value != "" {
		*target = value
		return nil
	}
	if target := numbers[name]; target != nil {
		number, err := strconv.Atoi(value)
		if err != nil || number <= 0 {
			return fmt.Errorf("%s: expected a whole number from 1", name)
		}
		*target = number
		return nil
	}
	return fmt.Errorf("%s: expected path=, count=, percent=, for=, delay=, status=, code=, body= or execute", name)
}

// Fault checks what was written, for a server that answers paths.
func (t Text) Fault(paths Paths) (Fault, error) {
	f, err := t.read()
	if err == nil {
		err = f.Check(paths)
	}
	if err != nil {
		return Fault{}, err
	}
	return f, nil
}

// read reads the times. It checks nothing else.
func (t Text) read() (Fault, error) {
	f := Fault{
		Kind: t.Kind, Path: t.Path, Count: t.Count, Percent: t.Percent, Status: t.Status, Code: t.Code, Body: t.Body, Execute: t.Execute,
	}
	for written, target := range map[*string]*time.Duration{&t.For: &f.For, &t.Delay: &f.Delay} {
		if *written == "" {
			continue
		}
		d, err := time.ParseDuration(*written)
		if err != nil || d <= 0 {
			return Fault{}, fmt.Errorf("%w: delay and for: expected a time with its unit, such as 3s", errFault)
		}
		*target = d
	}
	return f, nil
}

// MarshalJSON writes the fault as the control endpoint reads it.
func (f Fault) MarshalJSON() ([]byte, error) {
	t := Text{
		Kind: f.Kind, Path: f.Path, Count: f.Count, Percent: f.Percent, Status: f.Status, Code: f.Code, Body: f.Body, Execute: f.Execute,
	}
	if f.For > 0 {
		t.For = f.For.String()
	}
	if f.Delay > 0 {
		t.Delay = f.Delay.String()
	}
	return json.Marshal(t)
}

// UnmarshalJSON reads what MarshalJSON writes, strictly. It does not check the path, which depends on the server.
func (f *Fault) UnmarshalJSON(raw []byte) error {
	var t Text
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&t); err != nil {
		return fmt.Errorf("reading a fault: %w", err)
	}
	read, err := t.read()
	if err != nil {
		return err
	}
	if problem := read.problem(); problem != "" {
		return fmt.Errorf("%w: %s", errFault, problem)
	}
	*f = read
	return nil
}
