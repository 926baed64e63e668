package sandbox_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
)

func TestAFaultOfNoCallIsRefused(t *testing.T) {
	for _, path := range []string{
		"nonsense", "Authorization", "authorisation", "captures/1", "authorization/nonsense", "accounts/*/captures", "*/nonsense", "a//b", "*/*/*/*/*/*/*/*/*",
		"account/100000001/refund", "v2.5.1/client-id/*/apply", sandbox.BasePath + "v2.5/oauth/token", "_training/reset", "100000001",
	} {
		read, err := sandbox.ParseFault("dropped_after path=" + path)
		if err == nil {
			t.Errorf("%s is accepted: %+v", path, read)
			continue
		}
		for _, says := range []string{`"` + path + `"`, "oauth/token", "customers/search", "authorization/*/capture/*/return"} {
			if !strings.Contains(err.Error(), says) {
				t.Errorf("%s is refused without %s: %v", path, says, err)
			}
		}
		if checked := sandbox.CheckFault(fault.Fault{Kind: fault.Slow, Path: path}); checked == nil {
			t.Errorf("%s is refused as a line only", path)
		}
	}
	if _, err := sandbox.ParseFault("refresh_refused path=apply"); err == nil || !strings.HasSuffix(err.Error(), "expected one of oauth/token") {
		t.Errorf("a refresh token in an application: %v", err)
	}
}

// TestEveryPathThatIsOfferedIsMet reads the paths that a refusal offers, arms each, and has a call of its endpoint hit.
func TestEveryPathThatIsOfferedIsMet(t *testing.T) {
	_, err := sandbox.ParseFault("slow path=nonsense")
	if err == nil {
		t.Fatal("it is accepted")
	}
	_, list, _ := strings.Cut(err.Error(), "expected one of ")
	seen := map[string]bool{}
	below := func(endpoint string) bool { // v2.5 and v2.5.1 end alike
		_, path, _ := strings.Cut(endpoint, "{client_id}")
		again := path != "" && seen[endpoint[:3]+path]
		seen[endpoint[:3]+path] = true
		return again
	}
	offered, endpoints := strings.Split(list, ", "), slices.DeleteFunc(sandbox.Endpoints(), below)
	if len(offered) != len(endpoints) {
		t.Fatalf("%d are offered of %d", len(offered), len(endpoints))
	}
	named := strings.NewReplacer("{client_id}", sandbox.DefaultClientID, "{account_number}", "1", "{authorization_id}", "1", "{capture_id}", "1", "{key}", "x")
	for i, endpoint := range endpoints {
		method, path, _ := strings.Cut(endpoint, " ")
		k := setup(t, sandbox.Options{})
		k.server.Arm(parsed(t, "status=418 path="+offered[i]))
		if got := k.do(method, strings.TrimPrefix(named.Replace(path), "/"), "", nil, nil); got.status != http.StatusTeapot {
			t.Errorf("%s does not hit %s: %d %s", offered[i], endpoint, got.status, got.raw)
		}
	}
}

// TestPathsMayBeWrittenInManyWays accepts what a call can end in.
func TestPathsMayBeWrittenInManyWays(t *testing.T) {
	for _, path := range []string{
		"authorization", "/authorization/", "authorization/*/capture", "*/capture", "*", "auth*", "authorization/17", "accounts/100000001/refund", "capture/?/return",
		"i18n/salutations", "client-id/training/apply", "v2.5.1/client-id/*/captures", "token", "v2.5/oauth/token", "search", "[a-b]pply",
	} {
		if _, err := sandbox.ParseFault("slow path=" + path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}
