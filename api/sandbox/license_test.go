package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"countertop/api/sandbox"
)

// sampleBarcode is the contract's sample of a scanned licence (docs/contract.md §4, SEEN).
const sampleBarcode = "@\n\u001e\rANSI\n604428040101 DL00310219DLDCAunavI\nDCBNONE\nDCDNONE\nDBA20200515\nDCSNUMBER1\nDACENSTREAM \nDAD\nDBD20140516\n" +
	"DBB19740515\nDBCZ\nDAYBLU\nDAU163 cm\nDAG55 UNIVERSITY AVE\nDAITORONTO\nDAJON\nDAKM5J 2H7\nDAQD61014070660905\nDCFPEJK368N4\nDCGCAN\nDDEU\nDDFU\nDDGU\r"

// FuzzLicence finds a scan that makes the server fail, or that it answers with anything but what stands
// in the scan.
func FuzzLicence(f *testing.F) {
	for _, scan := range []string{
		sampleBarcode, strings.ReplaceAll(sampleBarcode, "ANSI", "xxx"), "", "ANSI", "ANSI\nDBB19740515\nDCSX", "DLD", "ANSI DLDDLD\nDCS\n",
		"ANSI\r\nDCSÉté\nDBB20240230\n", "\x00\x1e\x1fANSI\nDCSA\nDBB00010101",
	} {
		f.Add(scan)
	}
	server := sandbox.New(sandbox.Options{})
	token := tokenFor(f, server)
	f.Fuzz(func(t *testing.T, scan string) {
		if !utf8.ValidString(scan) {
			t.Skip("JSON cannot hold it")
		}
		body, err := json.Marshal(map[string]string{"code": scan})
		if err != nil {
			t.Fatal(err)
		}
		recorder := httptest.NewRecorder()
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/"+base+"customers/driverslicense", strings.NewReader(string(body)))
		request.Header.Set("x-reference-id", reference)
		request.Header.Set("Authorization", "Bearer "+token)
		server.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusOK && recorder.Code != http.StatusConflict {
			t.Fatalf("answers %d %s", recorder.Code, recorder.Body)
		}
		var answer map[string]string
		if recorder.Code != http.StatusOK {
			return
		}
		if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
			t.Fatalf("answers %s: %v", recorder.Body, err)
		}
		for _, name := range []string{"first_name", "last_name", "address_1", "govid_number"} {
			if !strings.Contains(scan, answer[name]) {
				t.Errorf("%s is %q, which the scan does not hold", name, answer[name])
			}
		}
	})
}
