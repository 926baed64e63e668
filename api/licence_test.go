package api

import (
	"context"
	"strings"
	"testing"
)

func TestLicenceIsReadByTheServer(t *testing.T) {
	c, s := setup(t)
	s.handle("POST v2.5/client-id/test-client/customers/driverslicense", answer(200, `{"first_name":"TESTA","dob":"1990-01-02","postal_code":"K1A 0B1","govid_type":"CADL","govid_number":123}`))
	got, err := c.ReadLicence(context.Background(), testCall, "@\n\x1e\rANSI")
	want := Licence{FirstName: "TESTA", BirthDate: "1990-01-02", PostalCode: "K1A 0B1", GovIDType: "CADL", GovIDNumber: "123"}
	if err != nil || got != want || s.requests()[0].body != `{"code":"@\n\u001e\rANSI"}` {
		t.Errorf("not as it should be read (%v)", err)
	}
	s.handle("POST v2.5/client-id/test-client/accounts/12/close", answer(200, "{}"))
	if err := c.CloseAccount(context.Background(), testCall, "12"); err != nil {
		t.Error(err)
	}
	if last := s.requests()[1]; !strings.HasSuffix(last.path, "/accounts/12/close") || last.header.Get("X-Idempotency-Key") != "" {
		t.Errorf("asked %+v", last)
	}
}
