package flows

import "testing"

func TestACellIsNeverAFormula(t *testing.T) {
	for text, want := range map[string]string{
		"ORDER-1": "ORDER-1", "": "", "5941": "5941", "2026-06-15T12:00:00Z": "2026-06-15T12:00:00Z",
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)",
		"\t=1+1": "' =1+1", "\x00=1+1": "'=1+1", "\r\n=1+1": "'=1+1", "\ufeff=1+1": "'=1+1", "\u200b\u202e-1": "'-1",
		"  =1+1": "'  =1+1", "\u00a0@x": "'\u00a0@x", "＝1": "'＝1", "＠x": "'＠x",
		"\"=1+1": "'\"=1+1", "''=1": "'''=1", "a;=1+1": "a;'=1+1", "a; =1;b": "a;' =1;b", "a=1": "a=1", "a\n=1": "a =1",
	} {
		if got := Cell(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAFileNameLeadsNowhere(t *testing.T) {
	for text, want := range map[string]string{"00-12345": "00-12345", "../../etc/x": "etcx", `C:\x y`: "Cxy", "é\u202e": ""} {
		if got := FileName(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
