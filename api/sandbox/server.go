package sandbox

import (
	"crypto/tls"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"countertop/api/sandbox/fault"
)

// The credentials, the location and the path that a server has without options.
const (
	DefaultClientID     = "training"
	DefaultClientSecret = "training-secret"
	DefaultLocation     = "00-12345"
	BasePath            = "/flexiti/pos-api/"

	defaultTokenLife = 20 * time.Minute // docs/contract.md §2, SEEN
)

// Options decide what a training server knows and how it behaves. The zero value is a
// merchant who may do everything but override verification and finance non-prime
// customers.
type Options struct {
	// Now tells the time; nil is time.Now.
	Now func() time.Time
	// Seed decides every id, token and PIN: the same seed and the same calls give the
	// same answers.
	Seed uint64

	// ClientID and ClientSecret are the merchant's; empty means the defaults.
	ClientID, ClientSecret string
	// Locations are the external_location_ids that exist; empty means DefaultLocation.
	Locations []string
	// Employees are the external_employee_ids that exist; empty: any well-formed one.
	Employees []string

	// TokenLife is the life of an access token; 0 is 20 minutes.
	TokenLife time.Duration
	// Latency delays each answer.
	Latency time.Duration

	// Standard enables accounts for non-prime ("standard") customers.
	Standard bool
	// Override lets the merchant verify a customer by merchant_override.
	Override bool
	// ConsumerOnly forbids business accounts.
	ConsumerOnly bool
	// CaptureOnly forbids pre-authorization: every purchase must be captured at once.
	CaptureOnly bool
	// WithoutI18N makes this an old server that knows merchants/login in place of i18n.
	WithoutI18N bool
	// Idempotency says which money calls honour an idempotency key; the zero value: every one.
	Idempotency Idempotency
	// PageSize is the most that one page of authorizations or captures holds; 0 is 50.
	PageSize int

	// Catalogue replaces the embedded catalogue: what i18n answers, as raw JSON by
	// language ("en", "fr"). A language that is missing gets one that is there. Plans
	// with ids the server does not know are offered as equal payments.
	Catalogue map[string]json.RawMessage

	// Permissions are the operations that an employee may do, by external_employee_id; an employee
	// who is not among them may do everything. Nil: those of SampleEmployees.
	Permissions map[string][]Operation
	// Strict refuses what the vendor's text lets be left out or sent along, and this server takes otherwise:
	// authorization without a reference, return without location and employee, verify with an
	// account_number in its body, several identifications of one customer, statement texts over their
	// length, and the paths of v2.5 beside those of v2.5.1.
	Strict bool
	// ApplicationPIN makes the PIN of an approved application good for the purchase that follows with the
	// same request id. Off, such a purchase is verified as any other (docs/contract.md §5).
	ApplicationPIN bool
	// Lists chooses the shape of i18n's lists; the zero value is the published one.
	Lists Lists
	// DeferredByMonth gives a deferred plan's amount by the month; off, it is the whole amount, due once.
	DeferredByMonth bool
	// NoCaptures leaves captures out of the answers of GET authorization and authorizations: who wants
	// them asks GET captures.
	NoCaptures bool
	// NoTotal leaves total_count out of lists: who reads one goes on until a page is empty.
	NoTotal bool
	// EarlyDecisions answers applications as early servers did: declined and pending are refusals
	// application_declined…, application_marked_pending… (docs/contract.md §5).
	EarlyDecisions bool

	// Anywhere lets Listen and Serve take an address that other machines reach.
	Anywhere bool
	// ControlAnywhere serves the control endpoints (Control) on such an address too.
	ControlAnywhere bool
	// ControlSecret opens the control endpoints, as "Authorization: Bearer …"; empty: they are not served. They show
	// the PINs, and other users of this machine reach loopback too.
	ControlSecret string
	// TLS serves https; nil: http.
	TLS *tls.Config

	// PIN gets each PIN that goes to a customer's phone or mailbox. It is called
	// without a lock, on the goroutine of the request and before its answer.
	PIN func(PIN)
}

// PIN stands for the text message that a customer would receive: a trainer reads it from
// the console.
type PIN struct {
	AccountNumber string
	Channel       string // "sms", "email", "application"
	Digits        string
}

// Server is one training server. It is safe for concurrent use.
type Server struct {
	options   Options
	catalogue func(language) *catalogue // read when it is first asked for: a console opens before
	locations map[string]bool
	employees map[string]bool
	routes    *http.ServeMux

	lines   lines
	faults  *fault.Queue // its chance is apart from the ids, so that a fault does not change them
	file    *stateFile   // nil: nothing is kept
	movedBy atomic.Int64 // how far the clock is ahead of the one of Options, in nanoseconds

	mu       sync.Mutex // guards everything below, and is taken before the file's
	state    *state
	merchant Merchant
}

// New is a server with the sample customers, to be served by any http.Server or by Listen.
func New(options Options) *Server {
	options = withDefaults(options)
	both := sync.OnceValue(func() map[language]*catalogue { return readCatalogues(options.Catalogue, options.Lists) })
	s := &Server{
		options:   options,
		catalogue: func(l language) *catalogue { return both()[l] },
		locations: setOf(options.Locations),
		employees: setOf(options.Employees),
		routes:    http.NewServeMux(),
		faults:    fault.NewQueue(rand.NewPCG(options.Seed, chanceStream)),
	}
	s.state = s.begun()
	s.merchant = Merchant{
		Standard: options.Standard, Override: options.Override, ConsumerOnly: options.ConsumerOnly, CaptureOnly: options.CaptureOnly,
	}
	s.register()
	return s
}

// chanceStream is any number: it keeps the draws for faults apart from other uses of the seed.
const chanceStream = 0xfa17

// begun is a state in which nothing has happened.
func (s *Server) begun() *state {
	return s.beginning(emptyState(s.options.Seed))
}

// beginning fills an empty state with what a server begins with.
func (s *Server) beginning(st *state) *state {
	st.begin(s.options.Now())
	if len(s.options.Catalogue) > 0 {
		st.ask(s.catalogue(english).questions)
	}
	return st
}

// Merchant holds the merchant's permissions. They can be changed while the server runs.
type Merchant struct {
	Standard     bool `json:"standard"`      // finance non-prime ("standard") customers
	Override     bool `json:"override"`      // verify a customer by merchant_override
	ConsumerOnly bool `json:"consumer_only"` // no business accounts
	CaptureOnly  bool `json:"capture_only"`  // no pre-authorization
}

// Merchant returns the merchant's permissions: those of Options, or of the last SetMerchant.
func (s *Server) Merchant() Merchant {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.merchant
}

// SetMerchant changes what the merchant may do. It is not kept in a state file.
func (s *Server) SetMerchant(m Merchant) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.merchant = m
}

func withDefaults(o Options) Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.ClientID == "" {
		o.ClientID = DefaultClientID
	}
	if o.ClientSecret == "" {
		o.ClientSecret = DefaultClientSecret
	}
	if len(o.Locations) == 0 {
		o.Locations = []string{DefaultLocation}
	}
	if o.TokenLife == 0 {
		o.TokenLife = defaultTokenLife
	}
	if o.Permissions == nil {
		o.Permissions = SampleEmployees()
	}
	if o.PageSize == 0 {
		o.PageSize = 50
	}
	return o
}

func setOf(members []string) map[string]bool {
	set := make(map[string]bool, len(members))
	for _, member := range members {
		set[member] = true
	}
	return set
}

// underBase gives the request as the routes know it: BasePath, which a client may
// have before the version, is taken off.
func underBase(r *http.Request) *http.Request {
	rest, found := strings.CutPrefix(r.URL.Path, strings.TrimSuffix(BasePath, "/"))
	if !found || !strings.HasPrefix(rest, "/") {
		return r
	}
	inner, url := *r, *r.URL
	url.Path, url.RawPath = rest, ""
	inner.URL = &url
	return &inner
}
