package certification

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"countertop/api"
)

// This file has the cases of who may speak to the server, and of how it answers.

// timeoutAccount is the vendor's test account that answers with a time-out (docs/contract.md §4, SEEN).
const timeoutAccount = "0001"

// badScan is the vendor's sample of a licence with its header spoilt (docs/contract.md §4, SEEN).
const badScan = "@\n\x1e\rxxx\n604428040101 DL00310219DLDCAunavI\nDCBNONE\nDCDNONE\nDBA20200515\nDCSNUMBER1\nDACENSTREAM \nDAD\nDBD20140516\n" +
	"DBB19740515\nDBCZ\nDAYBLU\nDAU163 cm\nDAG55 UNIVERSITY AVE\nDAITORONTO\nDAJON\nDAKM5J 2H7\nDAQD61014070660905\nDCFPEJK368N4\nDCGCAN\nDDEU\nDDFU\nDDGU\r"

func accessCases() []Case {
	return []Case{
		{ID: "configuration", Name: "a token comes, the catalogue is complete", Vendor: true, run: configuration},
		{ID: "token.bad-client-id", Name: "a wrong client id gets no token", Vendor: true, run: func(ctx context.Context, b *bench) error {
			return b.refusedToken(ctx, func(o *api.Options) { o.ClientID += "-wrong" })
		}},
		{ID: "token.bad-secret", Name: "a wrong client secret gets no token", Vendor: true, run: func(ctx context.Context, b *bench) error {
			return b.refusedToken(ctx, func(o *api.Options) { o.Secret += "-wrong" })
		}},
		{ID: "token.expired", Name: "a token that is not good is answered 401, and the call succeeds with a new one", Vendor: true, run: expiredToken},
		{ID: "token.customer-scope", Name: "a token of scope customer may not look at customers, authorizations and captures", Vendor: true, run: customerReads},
		{ID: "token.customer-scope-money", Name: "a token of scope customer may not release, capture, return and refund", Vendor: true, Creates: true, run: customerMoves},
		{ID: "time-out", Name: "account 0001 answers 504", Vendor: true, run: timeOut},
		{ID: "licence.bad-scan", Name: "a licence that was scanned badly is refused", Vendor: true, run: badLicence},
		{ID: "clock", Name: "the server's clock and this one agree within two minutes", run: clock},
		{ID: "language", Name: "French texts come with lang=fr", run: language},
		{ID: "latency", Name: "a small read takes less than two seconds (median of five)", run: latency},
	}
}

func configuration(ctx context.Context, b *bench) error {
	client, err := b.counter()
	if err != nil {
		return err
	}
	catalogue, err := client.Catalogue(ctx, b.call())
	if err != nil {
		return err
	}
	if catalogue.Partial {
		return errors.New("the server is an old one: no occupations, housing types or disclosures")
	}
	for name, options := range map[string][]api.Option{
		"salutations": catalogue.Salutations, "provinces": catalogue.Provinces, "security_ids": catalogue.SecurityIDs,
		"govid_types": catalogue.GovIDTypes, "occupation_ids": catalogue.Occupations, "housing_type": catalogue.HousingTypes,
		"plan_ids": catalogue.Plans, "transaction_types": catalogue.TransactionTypes,
	} {
		if len(options) == 0 {
			return fmt.Errorf("the catalogue's list %s is empty", name)
		}
	}
	return nil
}

// refusedToken holds where credentials changed for the worse are refused.
func (b *bench) refusedToken(ctx context.Context, change func(*api.Options)) error {
	client, err := b.connect(change)
	if err != nil {
		return err
	}
	_, err = client.CatalogueKey(ctx, b.call(), "salutations")
	return expectFailure(err, "a refusal of the credentials", func(failed *api.Error) bool { return failed.Kind == api.KindAuth })
}

// expiredToken spoils the first token on its way: the server must refuse it with 401.
func expiredToken(ctx context.Context, b *bench) error {
	var refused atomic.Bool
	var spoilt atomic.Bool
	client, err := b.connect(func(o *api.Options) {
		next := watch(o.Usual(), func(answer *http.Response) {
			if answer.StatusCode == http.StatusUnauthorized {
				refused.Store(true)
			}
		})
		o.Transport = roundTripper(func(request *http.Request) (*http.Response, error) {
			if request.Header.Get("Authorization") != "" && spoilt.CompareAndSwap(false, true) {
				request = request.Clone(request.Context())
				request.Header.Set("Authorization", "Bearer 0000000000000000000000000000000000000000")
			}
			return next.RoundTrip(request)
		})
	})
	if err != nil {
		return err
	}
	if _, err := client.CatalogueKey(ctx, b.call(), "salutations"); err != nil {
		return fmt.Errorf("with a new token: %w", err)
	}
	if !refused.Load() {
		return errors.New("expected 401 for a token that was never given, and it was accepted")
	}
	return nil
}

// customerReads asks, with a token of scope customer, for everything that the plan names and that changes nothing.
func customerReads(ctx context.Context, b *bench) error {
	return b.outOfScope(map[string]func(*api.Client) error{
		"customers/search": func(c *api.Client) error {
			_, err := c.Search(ctx, b.call(), api.SearchQuery{FirstName: "Certia", LastName: "Sample", BirthDate: "1980-01-31"})
			return err
		},
		"customers/lookup": func(c *api.Client) error {
			_, err := c.Lookup(ctx, b.call(), api.LookupQuery{AccountNumber: string(noAccount)})
			return err
		},
		"authorizations": func(c *api.Client) error {
			_, err := c.Authorizations(ctx, b.call(), api.TransactionQuery{AccountNumber: noAccount})
			return err
		},
		"authorization": func(c *api.Client) error {
			_, err := c.Authorization(ctx, b.call(), noAuthorization)
			return err
		},
		"captures": func(c *api.Client) error {
			_, err := c.Captures(ctx, b.call(), api.TransactionQuery{AccountNumber: noAccount})
			return err
		},
	})
}

// What nobody has: where a server does not look at the scope, it finds nothing to change.
const (
	noAccount       api.ID = "99999999999999"
	noAuthorization api.ID = "9999999999999999"
	noCapture       api.ID = "999999999"
)

func customerMoves(ctx context.Context, b *bench) error {
	const cent api.Money = 1
	return b.outOfScope(map[string]func(*api.Client) error{
		"release": func(c *api.Client) error {
			amount := cent
			_, err := c.Release(ctx, b.call(), api.ReleaseRequest{AuthorizationID: noAuthorization, Amount: &amount, Location: b.Location, Clerk: b.Clerk})
			return err
		},
		"capture": func(c *api.Client) error {
			_, err := c.Capture(ctx, b.call(), api.CaptureRequest{AuthorizationID: noAuthorization, Amount: cent})
			return err
		},
		"return": func(c *api.Client) error {
			_, err := c.Return(ctx, b.call(), api.ReturnRequest{
				AuthorizationID: noAuthorization, CaptureID: noCapture, Reference: "CERT-SCOPE", Amount: cent, Location: b.Location, Clerk: b.Clerk,
			})
			return err
		},
		"refund": func(c *api.Client) error {
			return c.Refund(ctx, b.call(), api.RefundRequest{AccountNumber: noAccount, Reference: "CERT-SCOPE", Amount: cent, Location: b.Location, Clerk: b.Clerk})
		},
	})
}

// outOfScope holds where every call is refused to a token of scope customer.
func (b *bench) outOfScope(calls map[string]func(*api.Client) error) error {
	client, err := b.connect(func(o *api.Options) { o.Scope = api.ScopeCustomer })
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(calls)) {
		err := expectFailure(calls[name](client), "403 for the scope", func(failed *api.Error) bool { return failed.Status == http.StatusForbidden })
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func timeOut(ctx context.Context, b *bench) error {
	client, err := b.connect(func(o *api.Options) { o.ReadAttempts = 1 })
	if err != nil {
		return err
	}
	_, err = client.Lookup(ctx, b.call(), api.LookupQuery{AccountNumber: timeoutAccount})
	return expectFailure(err, "504", func(failed *api.Error) bool { return failed.Status == http.StatusGatewayTimeout })
}

func badLicence(ctx context.Context, b *bench) error {
	client, err := b.counter()
	if err != nil {
		return err
	}
	_, err = client.ReadLicence(ctx, b.call(), badScan)
	return expectFailure(err, "409 for the scan", func(failed *api.Error) bool { return failed.Status == http.StatusConflict })
}

// skew is the most that two clocks may differ: more, and the dates of authorizations cannot be
// matched with the hours of a counter (OWN).
const skew = 2 * time.Minute

func clock(ctx context.Context, b *bench) error {
	if _, err := b.read(ctx); err != nil {
		return err
	}
	if b.seen.date.IsZero() {
		return skip("the server's answers have no Date")
	}
	if off := b.Now().Sub(b.seen.date).Abs(); off > skew {
		return fmt.Errorf("expected at most %v between the clocks, found %v", skew, off.Round(time.Second))
	}
	return nil
}

func language(ctx context.Context, b *bench) error {
	client, err := b.counter()
	if err != nil {
		return err
	}
	texts := map[api.Language]*api.Catalogue{}
	for _, l := range []api.Language{api.English, api.French} {
		catalogue, err := client.Catalogue(ctx, api.Call{Reference: b.NewID(), Language: l})
		if err != nil {
			return err
		}
		texts[l] = catalogue
	}
	if slices.Equal(texts[api.English].SecurityIDs, texts[api.French].SecurityIDs) {
		return errors.New("expected French security questions with lang=fr, found the same as with lang=en")
	}
	return nil
}

// Latency: five small reads, of which the median counts.
const (
	latencyReads = 5
	latencyMost  = 2 * time.Second
)

func latency(ctx context.Context, b *bench) error {
	var took []time.Duration
	for range latencyReads {
		one, err := b.read(ctx)
		if err != nil {
			return err
		}
		took = append(took, one)
	}
	slices.Sort(took)
	if median := took[latencyReads/2]; median > latencyMost {
		return fmt.Errorf("expected less than %v, found %v", latencyMost, median.Round(time.Millisecond))
	}
	return nil
}

// read makes a small read and says how long it took.
func (b *bench) read(ctx context.Context) (time.Duration, error) {
	client, err := b.counter()
	if err != nil {
		return 0, err
	}
	begun := b.Now()
	_, err = client.CatalogueKey(ctx, b.call(), "salutations")
	return b.Now().Sub(begun), err
}
