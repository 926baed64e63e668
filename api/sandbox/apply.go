package sandbox

// Applications (docs/contract.md §5; names of members partly ASSUMED): what is read is in
// application.go, the decision by middle name is here.

import (
	"net/http"
	"strings"
	"time"

	"countertop/api"
	"countertop/api/sandbox/price"
)

// applicationPIN is the widget's (SEEN). With Options.ApplicationPIN it is good for the purchase that follows an
// approval with the same request_id (ASSUMED), else it is good for nothing here.
const applicationPIN = "2222"

const formatApplication = "application"

type decision struct {
	status string
	rating string
	reason text
	early  string // the code of early servers, for what is not approved
	credit bool   // needs accounts for non-prime customers
	errs   bool   // a third party timed out
}

var (
	sayApproved = text{"Approved. The account is open and can be used now.", "Approuvé. Le compte est ouvert et peut servir dès maintenant."}
	sayPending  = text{"The application is being reviewed. Call the number on the customer's copy to finish it.", "La demande est à l'étude. Composez le numéro figurant sur la copie du client pour la compléter."}
	sayDeclined = text{"The application could not be approved. The customer receives the reason by mail.", "La demande n'a pas pu être approuvée. Le client recevra le motif par la poste."}
)

func approved(rating string) decision {
	return decision{status: "approved", rating: rating, reason: sayApproved, credit: price.CategoryOf(rating) == price.Standard}
}

func waiting(early, en, fr string) decision {
	return decision{status: "pending", early: "application_marked_pending" + early, reason: text{sayPending.In(english) + " (" + en + ")", sayPending.In(french) + " (" + fr + ")"}}
}

func refused(early, en, fr string) decision {
	return decision{status: "declined", early: "application_declined" + early, reason: text{sayDeclined.In(english) + " (" + en + ")", sayDeclined.In(french) + " (" + fr + ")"}}
}

// decisions by the applicant's middle name, as the test environments decide (SEEN). X, XX and XXX stand for
// XH, XXH and XXXH, whose newest letters are X, Y and Z. Any
// other middle name is approved with rating M (ASSUMED).
var decisions = map[string]decision{
	"A-RR_L": approved("L"), "A-RR_M": approved("M"), "A-RR_H": approved("H"), "A-RR_X": approved("X"),
	"A-RR_XX": approved("Y"), "A-RR_XXX": approved("Z"),

	"P-CREDIT":       waiting("_1", "credit to be checked", "crédit à vérifier"),
	"P-FRAUD":        waiting("_1", "identity to be confirmed", "identité à confirmer"),
	"P-REVIEW_MISC":  waiting("_2", "to be looked at", "à examiner"),
	"P-EXIST_CUST":   waiting("_2", "may be a customer already", "déjà client peut-être"),
	"P-MISSING_INFO": waiting("_2", "information is missing", "renseignements manquants"),

	"D-NO_HIT":       refused("", "no credit file", "aucun dossier de crédit"),
	"D-NO_SCORE":     refused("", "no credit score", "aucune cote de crédit"),
	"D-DUPLICATE":    refused("_2", "applied before", "demande déjà faite"),
	"D-FRAUD":        refused("_2", "identity not confirmed", "identité non confirmée"),
	"D-MISSING_INFO": refused("_3", "information is missing", "renseignements manquants"),

	"D-EMAIL_DBL_TIMEOUT": {errs: true},
}

type decisionAnswer struct {
	Status      string `json:"status"`
	Application string `json:"application_id"`
	Message     string `json:"message"`
	*approval          // only with an approval
}

type approval struct {
	Customer   any       `json:"customer_id"`
	Account    any       `json:"account_number"`
	Limit      api.Money `json:"credit_limit"`
	Available  api.Money `json:"available_credit"`
	Rating     string    `json:"risk_rating"`
	Category   string    `json:"category_type"`
	CardEnding string    `json:"card_ending_in"`
}

// apply decides an application. An approval opens an account, which search and lookup find.
func (s *Server) apply(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, refuse(http.StatusBadRequest, "general_error")
	}
	a := readApplication(in, s.catalogue(c.lang), c.lang)
	if err := in.done(); err != nil {
		return nil, err
	}
	if err := s.admissible(a, c.now); err != nil {
		return nil, err
	}
	d := decide(a.middleName, s.merchant.Standard)
	if d.errs {
		return nil, conflict("application_create_error")
	}
	if s.options.EarlyDecisions && d.early != "" {
		early := conflict(d.early)
		early.message = d.reason
		return nil, early
	}
	answer := decisionAnswer{Status: d.status, Application: s.state.digits(10), Message: d.reason.In(c.lang)}
	if d.status == "approved" {
		opened := s.open(a, d.rating, c)
		answer.approval = &approval{
			Customer: opened.customerID, Account: number(opened.number), Limit: opened.limit, Available: opened.available(),
			Rating: opened.rating, Category: price.CategoryOf(opened.rating), CardEnding: opened.cardEnding(),
		}
	}
	return answer, nil
}

// admissible refuses an application that is well-formed and still cannot be decided.
func (s *Server) admissible(a application, now time.Time) error {
	switch {
	case !a.agreed:
		return conflict("tos_agreement_required")
	case a.birthDate > now.Format(time.DateOnly):
		return conflict("wrong_inputs").field("dob", problemDate, a.birthDate)
	case s.merchant.ConsumerOnly && a.kind == business:
		return conflict("account_type_not_permitted")
	}
	if err := s.checkStore(a.location, a.employee, OperationApply); err != nil {
		return err
	}
	known := s.state.findBy(func(k *account) bool {
		return k.isOf(a.firstName, a.lastName, a.birthDate) && k.postal == a.postal
	})
	switch {
	case known != nil:
		return conflict("customer_already_exists")
	case s.state.isTaken(a.requestID, now):
		return conflict("not_verified")
	}
	return nil
}

// isTaken reports whether an application with the request id was approved and its purchase is still to
// come: the PIN cannot stand for two customers (ASSUMED cause of not_verified).
func (st *state) isTaken(requestID string, now time.Time) bool {
	taken := false
	st.verifications.each(now, func(key verificationKey, v verification, _ time.Time) {
		taken = taken || key.requestID == requestID && v.format == formatApplication
	})
	return taken
}

// decide looks the middle name up; standard customers are declined where the merchant does not
// finance them.
func decide(middleName string, standard bool) decision {
	d, known := decisions[strings.ToUpper(middleName)]
	if !known {
		return approved("M")
	}
	if d.credit && !standard {
		return refused("", "not financed by this merchant", "non financé par ce marchand")
	}
	return d
}

// open makes the account of an approved application, and with Options.ApplicationPIN the PIN for its first
// purchase.
func (s *Server) open(a application, rating string, c *call) *account {
	opened := &account{
		number: s.state.digits(9), customerID: s.state.digits(12), card: "99" + s.state.digits(14),
		kind: a.kind, status: "N", reason: "NNOR", active: true, rating: rating, limit: price.CreditOf(rating), created: c.now,
		firstName: a.firstName, lastName: a.lastName, birthDate: a.birthDate, phone: a.phone, email: a.email,
		address1: a.address1, address2: a.address2, city: a.city, province: a.province, postal: a.postal,
		language: a.language, questionID: a.questionID, answer: a.answer, protection: a.insurance,
	}
	for s.state.find(opened.number) != nil {
		opened.number = s.state.digits(9)
	}
	s.state.addAccount(opened)
	if !s.options.ApplicationPIN {
		return opened
	}
	s.state.expect(opened.number, a.requestID, verification{pin: applicationPIN, format: formatApplication}, c.now)
	c.pins = append(c.pins, PIN{opened.number, formatApplication, applicationPIN})
	return opened
}
