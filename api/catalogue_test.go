package api

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "i18n.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func codes(options []Option) string {
	var list []string
	for _, option := range options {
		list = append(list, option.Code)
	}
	return strings.Join(list, " ")
}

func TestCatalogueReadsTheSampleInItsOrder(t *testing.T) {
	c, err := decodeCatalogue(sample(t), English, testTime)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ got, want string }{
		"salutations":       {codes(c.Salutations), "mr ms mrs mss"},
		"provinces":         {codes(c.Provinces), "AB BC MB NB NL NS NT NU ON PE QC SK YT"},
		"security ids":      {codes(c.SecurityIDs), "4 5 6 7 8 9"},
		"occupations":       {codes(c.Occupations), "FE PE SE RT ST HM DS SW UE UW OT"},
		"transaction types": {codes(c.TransactionTypes), "promotional_purchase regular_purchase"},
		"plans":             {codes(c.Plans), "1 2 4 5 6 7 9"},
		"housing":           {codes(c.HousingTypes), "Rent Owned Relatives Other"},
		"issuers":           {codes(c.Issuers["CAHC"]), "BC NB NL NT NU QC SK YT"},
		"one issuer":        {codes(c.Issuers["CAP"]), "CANADA"},
		"a disclosure":      {c.QCPADisclosure, "..."},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: got %q, want %q", name, tc.got, tc.want)
		}
	}
	if len(c.GovIDTypes) != 21 || len(c.Issuers) != 21 || len(c.Unknown) != 0 || len(c.Broken) != 0 || !c.Fetched.Equal(testTime) {
		t.Errorf("%d types, issuers of %d, unknown %v, broken %v", len(c.GovIDTypes), len(c.Issuers), c.Unknown, c.Broken)
	}
	if label, ok := Label(c.Plans, "5"); !ok || label != "Equal Payments, No Interest" {
		t.Errorf("plan 5 is %q", label)
	}
}

func TestOneBrokenListDoesNotCostTheOthers(t *testing.T) {
	c, err := decodeCatalogue([]byte(`{"provinces":["ON"],"new_key":{"b":1,"a":2},"plan_ids":[],"salutations":{"z":"Z","a":5,"z":"Z2"},
		"govid_issued_bys":{"option_depends":7},"annual_fees":{"x":"y"},"insurance":null,"housing_type":{"Rent":{"label":"x"}}}`), French, testTime)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Option{{"z", "Z2"}, {"a", "5"}}; !slices.Equal(c.Salutations, want) {
		t.Errorf("salutations %v, want %v", c.Salutations, want)
	}
	if want := []string{"provinces", "govid_issued_bys", "annual_fees", "housing_type"}; !slices.Equal(c.Broken, want) {
		t.Errorf("broken %v, want %v", c.Broken, want)
	}
	if len(c.Unknown) != 5 || c.Unknown[1].Key != "new_key" || string(c.Unknown[1].Value) != `{"b":1,"a":2}` {
		t.Errorf("unknown %q", c.Unknown)
	}
	if len(c.Plans)+len(c.Provinces)+len(c.HousingTypes)+len(c.Issuers) != 0 {
		t.Error("a broken list is not empty")
	}
}

func TestWhatIsNoCatalogueIsRefused(t *testing.T) {
	for _, body := range []string{"", "null", "[]", "{}", "7", "<html>", `{"a":{}}`, `{"provinces":`, `{"provinces":{}}{"x":1}`, `{"provinces":7}`} {
		if c, err := decodeCatalogue([]byte(body), English, testTime); err == nil {
			t.Errorf("%q: read as %+v", body, c)
		}
	}
}

const loginBody = `{"merchant_name":"ACME","merchant_id":5,"form_values":{"salutation":{"options":{"mr":"Mr.","ms":"Ms."}},"province":{"options":{"ON":"Ontario","AB":"Alberta"}},
	"security_qid":{"options":{"4":"Q?"}},"govid_type":{"options":{"CADL":"Licence"}},"govid_issued_by":{"option_depends":{"CADL":{"QC":"Quebec","AB":"Alberta"}}}}}`

func TestAnOldServerIsAskedForWhatItHas(t *testing.T) {
	c, s := setup(t)
	s.handle("POST v2.5/client-id/test-client/merchants/login", answer(200, loginBody))
	got, err := c.Catalogue(context.Background(), Call{Reference: testRef, Language: French})
	if err != nil {
		t.Fatal(err)
	}
	if !got.Partial || got.Language != French || codes(got.Provinces) != "ON AB" || codes(got.Issuers["CADL"]) != "QC AB" || codes(got.SecurityIDs) != "4" ||
		codes(got.Salutations) != "mr ms" || codes(got.GovIDTypes) != "CADL" || got.Occupations != nil {
		t.Errorf("got %+v", got)
	}
	if r := s.requests(); len(r) != 2 || r[1].query != "lang=fr" || r[1].body != "{}" || r[1].header.Get("X-Reference-Id") != string(testRef) {
		t.Errorf("asked %+v", r)
	}
}

func TestOnly404IsAnOldServer(t *testing.T) {
	for _, status := range []int{403, 409, 500} {
		c, s := setup(t)
		s.handle("GET v2.5/client-id/test-client/i18n", answer(status, ""))
		s.handle("POST v2.5/client-id/test-client/merchants/login", answer(200, loginBody))
		if _, err := c.Catalogue(context.Background(), testCall); asError(t, err).Status != status {
			t.Errorf("%d: got %v", status, err)
		}
	}
	c, _ := setup(t)
	if _, err := c.Catalogue(context.Background(), testCall); asError(t, err).Kind != KindNotFound || asError(t, err).Op != "i18n" {
		t.Errorf("neither: got %v", err)
	}
}

func TestOneKeyIsReadWithAndWithoutItsName(t *testing.T) {
	for _, body := range []string{`{"plan_ids":{"5":"Five","1":"One"}}`, `{"5":"Five","1":"One"}`} {
		c, s := setup(t)
		s.handle("GET v2.5/client-id/test-client/i18n/plan_ids", answer(200, body))
		got, err := c.CatalogueKey(context.Background(), testCall, "plan_ids")
		if err != nil || codes(got.Plans) != "5 1" {
			t.Errorf("%s: got %+v (%v)", body, got, err)
		}
	}
}

func TestCacheKeepsEverything(t *testing.T) {
	for name, body := range map[string]string{
		"the sample":              string(sample(t)),
		"unknown keys and broken": `{"zeta":[1,{"b":2,"a":"é <&>"}],"provinces":{"ON":"Ontario \"x\"","AB":""},"plan_ids":[1],"govid_issued_bys":{"option_depends":{"B":{"y":"Y","x":"X"},"A":{}}},"alpha":null}`,
	} {
		cache := CatalogueCache{Dir: filepath.Join(t.TempDir(), "new", "folder"), Key: "k"}
		want, err := decodeCatalogue([]byte(body), French, time.Date(2026, 1, 2, 3, 4, 5, 678, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		want.Partial = true
		if err := cache.Save(want); err != nil {
			t.Fatal(err)
		}
		if _, err := cache.Load(English); !errors.Is(err, ErrNoCache) {
			t.Errorf("%s: the other language: %v, want ErrNoCache", name, err)
		}
		got, err := cache.Load(French)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got.Unknown { // spacing and escapes are JSON's own business
			if string(compact(t, got.Unknown[i].Value)) != string(compact(t, want.Unknown[i].Value)) {
				t.Errorf("%s: %s is %s, want %s", name, got.Unknown[i].Key, got.Unknown[i].Value, want.Unknown[i].Value)
			}
		}
		if name == "the sample" && !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v\nwant %+v", name, got, want)
		}
		if !slices.Equal(got.Provinces, want.Provinces) || !reflect.DeepEqual(got.Issuers, want.Issuers) || !got.Fetched.Equal(want.Fetched) || !got.Partial || !slices.Equal(got.Broken, want.Broken) {
			t.Errorf("%s: got %+v\nwant %+v", name, got, want)
		}
	}
}

func TestCacheFilesAreTheUsersAndWhole(t *testing.T) {
	dir := t.TempDir()
	cache := CatalogueCache{Dir: dir, Key: "k"}
	c, err := decodeCatalogue(sample(t), English, testTime)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := cache.Save(c); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v (%v), want one", files, err)
	}
	info, err := files[0].Info()
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v), want 0600", info.Mode(), err)
	}
	cache.Dir = filepath.Join(dir, files[0].Name(), "under a file")
	if err := cache.Save(c); err == nil {
		t.Error("a folder that cannot be made: no error")
	}
}

func TestDamagedCacheFilesAreErrors(t *testing.T) {
	dir := t.TempDir()
	cache := CatalogueCache{Dir: dir, Key: "k"}
	for _, content := range []string{"", "{", "null", "[]", `{"version":1,"language":"en"}`, `{"version":2,"language":"en","i18n":{"provinces":{}}}`,
		`{"version":1,"language":"fr","i18n":{"provinces":{}}}`, `{"version":1,"language":"en","fetched":"x","i18n":{"provinces":{}}}`, "\x00\xff"} {
		if err := os.WriteFile(cache.path(English), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if c, err := cache.Load(English); err == nil || errors.Is(err, ErrNoCache) {
			t.Errorf("%q: got %+v (%v), want an error", content, c, err)
		}
	}
	if _, err := (CatalogueCache{}).Load(English); !errors.Is(err, ErrNoCache) {
		t.Errorf("without a folder: %v", err)
	}
	if err := (CatalogueCache{}).Save(&Catalogue{}); err != nil {
		t.Errorf("without a folder: %v", err)
	}
}

func TestCataloguesOpenFromDiskAndRefresh(t *testing.T) {
	dir := t.TempDir()
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/i18n", answer(200, `{"provinces":{"QC":"Q","ON":"O"}}`))
	lists := NewCatalogues(c, CatalogueCache{Dir: dir})
	if err := lists.Load(); err != nil || lists.Catalogue(English) != nil || lists.Catalogue(French) != nil {
		t.Fatalf("an empty folder: %v", err)
	}
	if err := lists.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	asked := s.requests()
	if len(asked) != 2 || asked[0].header.Get("X-Reference-Id") != asked[1].header.Get("X-Reference-Id") || asked[0].query == asked[1].query {
		t.Errorf("asked %+v, want both languages under one reference id", asked)
	}
	again := NewCatalogues(c, CatalogueCache{Dir: dir})
	if err := again.Load(); err != nil || codes(again.Catalogue(French).Provinces) != "QC ON" || again.Catalogue(French).Language != French {
		t.Errorf("from disk: %+v (%v)", again.Catalogue(French), err)
	}
	other, _ := setup(t)
	apart := NewCatalogues(other, CatalogueCache{Dir: dir})
	if err := apart.Load(); err != nil || apart.Catalogue(English) != nil {
		t.Errorf("another environment has %+v (%v)", apart.Catalogue(English), err)
	}
}

func TestARefreshThatFailsKeepsWhatThereIs(t *testing.T) {
	dir := t.TempDir()
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/i18n", answer(200, `{"provinces":{"QC":"Q"}}`))
	lists := NewCatalogues(c, CatalogueCache{Dir: dir})
	if err := lists.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	kept := lists.Catalogue(English)
	s.Close()
	if err := lists.Refresh(context.Background()); err == nil {
		t.Error("no error")
	}
	if lists.Catalogue(English) != kept {
		t.Error("the catalogue is gone")
	}
	if err := os.WriteFile(lists.cache.path(English), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	again := NewCatalogues(c, CatalogueCache{Dir: dir})
	if err := again.Load(); err == nil || again.Catalogue(English) != nil || again.Catalogue(French) == nil {
		t.Errorf("one damaged file of two: %v", err)
	}
}

func TestCataloguesMayBeUsedByManyAtOnce(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/i18n", answer(200, string(sample(t))))
	lists := NewCatalogues(c, CatalogueCache{Dir: t.TempDir()})
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if err := lists.Refresh(context.Background()); err != nil {
				t.Error(err)
			}
			if err := lists.Load(); err != nil {
				t.Error(err)
			}
			if got := lists.Catalogue(French); got == nil || len(got.Provinces) != 13 {
				t.Errorf("got %+v", got)
			}
		})
	}
	wait.Wait()
}

func FuzzCatalogue(f *testing.F) {
	f.Add(sample(f))
	for _, seed := range []string{"", "[]", "{}", loginBody, `{"provinces":{"ON":"O","ON":"P"}}`, `{"provinces":{"options":{"ON":"O"}},"x":[1 , 2]}`, `{"insurance":5,"govid_issued_bys":{"a":{"b":"c"}}}`, `{"provinces":{"\u0000":"\u001b"}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		_, _ = decodeLogin(body, French, testTime)
		_, _ = decodeKey(body, "provinces", French, testTime)
		c, err := decodeCatalogue(body, French, testTime)
		if err != nil {
			return
		}
		data, err := encodeCacheFile(c)
		if err != nil {
			t.Fatal(err)
		}
		again, err := decodeCacheFile(data, French)
		if err != nil {
			t.Fatalf("what was kept cannot be read: %v\n%s", err, data)
		}
		if !slices.Equal(again.Provinces, c.Provinces) || len(again.Unknown) != len(c.Unknown) || again.Insurance != c.Insurance || len(again.Issuers) != len(c.Issuers) {
			t.Fatalf("kept %s\nread %+v\nwant %+v", data, again, c)
		}
	})
}
