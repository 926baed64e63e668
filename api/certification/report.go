package certification

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"time"
)

// WriteJSON writes results as a JSON array of objects: id, name, vendor, outcome, detail,
// seconds.
func WriteJSON(w io.Writer, results []Result) error {
	type row struct {
		ID      string  `json:"id"`
		Name    string  `json:"name"`
		Vendor  bool    `json:"vendor"`
		Outcome Outcome `json:"outcome"`
		Detail  string  `json:"detail,omitempty"`
		Seconds string  `json:"seconds"`
	}
	rows := make([]row, len(results))
	for i, r := range results {
		rows[i] = row{r.Case.ID, r.Case.Name, r.Case.Vendor, r.Outcome, r.Detail, seconds(r.Took)}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(rows); err != nil {
		return fmt.Errorf("writing the JSON report: %w", err)
	}
	return nil
}

// The JUnit report, as build servers read it.
type (
	junitSuite struct {
		XMLName  xml.Name    `xml:"testsuite"`
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Time    string        `xml:"time,attr"`
		Failure *junitMessage `xml:"failure"`
		Skipped *junitMessage `xml:"skipped"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
	}
)

// WriteJUnit writes results as one JUnit test suite.
func WriteJUnit(w io.Writer, results []Result) error {
	suite := junitSuite{Name: "certification", Tests: len(results)}
	var all time.Duration
	for _, r := range results {
		c := junitCase{Class: "vendor", Name: r.Case.ID + ": " + r.Case.Name, Time: seconds(r.Took)}
		if !r.Case.Vendor {
			c.Class = "own"
		}
		switch r.Outcome {
		case Failed:
			suite.Failures++
			c.Failure = &junitMessage{r.Detail}
		case Skipped:
			suite.Skipped++
			c.Skipped = &junitMessage{r.Detail}
		case Passed:
		}
		all += r.Took
		suite.Cases = append(suite.Cases, c)
	}
	suite.Time = seconds(all)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("writing the JUnit report: %w", err)
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(suite); err != nil {
		return fmt.Errorf("writing the JUnit report: %w", err)
	}
	return nil
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f", d.Seconds()) }
