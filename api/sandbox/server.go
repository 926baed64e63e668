package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"
)

// The credentials, the location and the path that a server has without options.
const (
	DefaultClientID     = "training"
	DefaultClientSecret = "training-secret"
	DefaultLocation     = "00-12345"
	BasePath            = "/flexiti/pos-api/"

	defaultTokenLife = 20 * time.Minute // CONTRACT §2, SEEN
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

	// TokenLife is how long an access token lives; 0 is 20 minutes.
	TokenLife time.Duration
	// Latency is how long each answer is held back.
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
	// PageSize is the most that one page of authorizations or captures holds; 0 is 50.
	PageSize int

	// Catalogue replaces the embedded catalogue: what i18n answers, as raw JSON by
	// language ("en", "fr"). A language that is missing gets one that is there. Plans
	// with ids the server does not know are offered as equal payments.
	Catalogue map[string]json.RawMessage

	// PIN is told each PIN that goes to a customer's phone or mailbox. It is called
	// without a lock, on the goroutine of the request and before its answer.
	PIN func(PIN)
}

// PIN is what a customer receives in place of a text message: a trainer reads it from
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

	mu     sync.Mutex // guards everything below
	state  *state
	faults []*armedFault
}

// New is a server with the sample customers, to be served by any http.Server or by Listen.
func New(options Options) *Server {
	options = withDefaults(options)
	both := sync.OnceValue(func() map[language]*catalogue { return readCatalogues(options.Catalogue) })
	s := &Server{
		options:   options,
		catalogue: func(l language) *catalogue { return both()[l] },
		locations: setOf(options.Locations),
		employees: setOf(options.Employees),
		routes:    http.NewServeMux(),
	}
	s.state = newState(options.Seed, options.Now())
	if len(options.Catalogue) > 0 {
		s.state.ask(s.catalogue(english).questions)
	}
	s.register()
	return s
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
