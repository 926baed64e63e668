package sandbox

// The barcode of a driver's licence, read on the server (docs/contract.md §4).

import (
	"strings"
	"time"
)

type licenseAnswer struct {
	FirstName  string `json:"first_name"`
	MiddleName string `json:"middle_name"`
	LastName   string `json:"last_name"`
	BirthDate  string `json:"dob"`
	Address1   string `json:"address_1"`
	City       string `json:"city"`
	Province   string `json:"province"`
	Postal     string `json:"postal_code"`
	IDType     string `json:"govid_type"`
	IDIssuer   string `json:"govid_issuedby"`
	IDNumber   string `json:"govid_number"`
	IDExpiry   string `json:"govid_expiry"`
}

const driversLicenceType = "CADL"

// driversLicense reads the elements of the American standard: three letters and a value a line.
func (s *Server) driversLicense(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, conflict("wrong_inputs")
	}
	code := in.required("code", 4000)
	if err := in.done(); err != nil {
		return nil, err
	}
	elements := licenceElements(code)
	born, expires := licenceDate(elements["DBB"]), licenceDate(elements["DBA"])
	if elements["DCS"] == "" || born == "" || !strings.Contains(code, "ANSI") {
		return nil, conflict("bad_scan")
	}
	return licenseAnswer{
		FirstName: elements["DAC"], MiddleName: elements["DAD"], LastName: elements["DCS"], BirthDate: born,
		Address1: elements["DAG"], City: elements["DAI"], Province: elements["DAJ"], Postal: elements["DAK"],
		IDType: driversLicenceType, IDIssuer: elements["DAJ"], IDNumber: elements["DAQ"], IDExpiry: expires,
	}, nil
}

func licenceElements(code string) map[string]string {
	elements := map[string]string{}
	for line := range strings.FieldsFuncSeq(code, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if header := strings.LastIndex(line, "DLD"); strings.HasPrefix(line, "ANSI") || header > 0 {
			line = line[header+len("DL"):] // the first element follows the header on its line
		}
		if len(line) >= 3 {
			elements[line[:3]] = strings.TrimSpace(line[3:])
		}
	}
	return elements
}

// licenceDate reads YYYYMMDD; what is none is "".
func licenceDate(value string) string {
	date, err := time.Parse("20060102", value)
	if err != nil {
		return ""
	}
	return date.Format(time.DateOnly)
}
