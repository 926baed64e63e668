package certification

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Report is a run and where it was made. It holds no secret.
type Report struct {
	Environment string // as the console names it
	Host        string // of the server; empty for the embedded one
	Training    bool
	Language    string
	Location    string // external_location_id
	Version     string // of the console
	Began       time.Time
	Took        time.Duration
	Results     []Result
}

// Count returns the number of cases with an outcome.
func (r Report) Count(outcome Outcome) int {
	n := 0
	for _, result := range r.Results {
		if result.Outcome == outcome {
			n++
		}
	}
	return n
}

// Findings returns the number of findings in all cases.
func (r Report) Findings() int {
	n := 0
	for _, result := range r.Results {
		n += len(result.Findings)
	}
	return n
}

// Complete reports whether every case was tried: a run without failures that is not complete shows less than it seems to.
func (r Report) Complete() bool { return r.Count(Skipped) == 0 }

// WriteJSON writes a report as one JSON object: where and when it was made, the counts, whether it is complete, and under
// cases an object for each: id, name, vendor, precondition, outcome, detail, findings, seconds. Times are UTC.
func WriteJSON(w io.Writer, r Report) error {
	type row struct {
		ID           string   `json:"id"`
		Name         string   `json:"name"`
		Vendor       bool     `json:"vendor"`
		Precondition bool     `json:"precondition,omitempty"`
		Outcome      Outcome  `json:"outcome"`
		Detail       string   `json:"detail,omitempty"`
		Findings     []string `json:"findings,omitempty"`
		Seconds      string   `json:"seconds"`
	}
	whole := struct {
		Environment string `json:"environment"`
		Host        string `json:"host"`
		Training    bool   `json:"training"`
		Language    string `json:"language"`
		Location    string `json:"external_location_id"`
		Version     string `json:"countertop"`
		Began       string `json:"began_at"`
		Seconds     string `json:"seconds"`
		Passed      int    `json:"passed"`
		Failed      int    `json:"failed"`
		Skipped     int    `json:"skipped"`
		Findings    int    `json:"findings"`
		Complete    bool   `json:"complete"`
		Cases       []row  `json:"cases"`
	}{
		r.Environment, r.Host, r.Training, r.Language, r.Location, r.Version, r.Began.UTC().Format(time.RFC3339), seconds(r.Took),
		r.Count(Passed), r.Count(Failed), r.Count(Skipped), r.Findings(), r.Complete(), make([]row, len(r.Results)),
	}
	for i, one := range r.Results {
		whole.Cases[i] = row{one.Case.ID, one.Case.Name, one.Case.Vendor, one.Needed, one.Outcome, one.Detail, one.Findings, seconds(one.Took)}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(whole); err != nil {
		return fmt.Errorf("writing the JSON report: %w", err)
	}
	return nil
}

// The JUnit report, as build servers read it.
type (
	junitSuite struct {
		XMLName  xml.Name        `xml:"testsuite"`
		Name     string          `xml:"name,attr"`
		Tests    int             `xml:"tests,attr"`
		Failures int             `xml:"failures,attr"`
		Skipped  int             `xml:"skipped,attr"`
		Time     string          `xml:"time,attr"`
		Began    string          `xml:"timestamp,attr"`
		Of       []junitProperty `xml:"properties>property"`
		Cases    []junitCase     `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Time    string        `xml:"time,attr"`
		Failure *junitMessage `xml:"failure"`
		Skipped *junitMessage `xml:"skipped"`
		Out     string        `xml:"system-out,omitempty"` // the findings, one a line
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
	}
)

// WriteJUnit writes a report as one JUnit test suite: where it was made is in its properties, its time stamp is UTC.
func WriteJUnit(w io.Writer, r Report) error {
	suite := junitSuite{
		Name: "certification", Tests: len(r.Results), Failures: r.Count(Failed), Skipped: r.Count(Skipped),
		Time: seconds(r.Took), Began: r.Began.UTC().Format("2006-01-02T15:04:05"),
		Of: []junitProperty{
			{"environment", r.Environment}, {"host", r.Host}, {"training", strconv.FormatBool(r.Training)}, {"language", r.Language},
			{"external_location_id", r.Location}, {"countertop", r.Version}, {"complete", strconv.FormatBool(r.Complete())},
			{"findings", strconv.Itoa(r.Findings())},
		},
	}
	for _, r := range r.Results {
		c := junitCase{Class: "vendor", Name: r.Case.ID + ": " + r.Case.Name, Time: seconds(r.Took), Out: strings.Join(r.Findings, "\n")}
		if !r.Case.Vendor {
			c.Class = "own"
		}
		switch r.Outcome {
		case Failed:
			c.Failure = &junitMessage{r.Detail}
		case Skipped:
			c.Skipped = &junitMessage{r.Detail}
		case Passed:
		}
		suite.Cases = append(suite.Cases, c)
	}
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
