package api

import (
	"encoding/json"
	"testing"
)

func TestMoneyIsReadInEveryShape(t *testing.T) {
	for text, want := range map[string]Money{
		`1000`: 100000, `"1000.00"`: 100000, `10.5`: 1050, `"659.51"`: 65951, `-3.5`: -350, `0`: 0, `"0.07"`: 7,
		`1e3`: 100000, `1.05E1`: 1050, `12e-1`: 120, `10.500`: 1050,
		`234.44999999999999`: 23445, `3.5600000000000001`: 356, `-0.00999999999999`: -1, `0.0000000001`: 0,
		`9999999999999999.99`: maxMoney, `null`: 42, `""`: 42,
	} {
		got := Money(42)
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: got %d (%v), want %d", text, got, err, want)
		}
	}
}

func TestWhatIsNotMoneyIsRefused(t *testing.T) {
	for _, text := range []string{`1.005`, `"12,50"`, `true`, `{}`, `[1]`, `"$5"`, `1e41`, `1e17`, `99999999999999999.00`, `"--1"`, `"1.2.3"`, `"0x10"`, `" "  `, `"1e"`} {
		var got Money
		if err := json.Unmarshal([]byte(text), &got); err == nil && got != 0 {
			t.Errorf("%s: got %d, want an error", text, got)
		}
	}
}

func TestMoneyIsWrittenAsANumberWithTwoDecimals(t *testing.T) {
	for amount, want := range map[Money]string{0: "0.00", 7: "0.07", -350: "-3.50", 123450: "1234.50", maxMoney: "9999999999999999.99"} {
		data, err := json.Marshal(amount)
		if err != nil || string(data) != want {
			t.Errorf("%d: got %s (%v), want %s", amount, data, err, want)
		}
	}
}

func TestRateInPercent(t *testing.T) {
	for text, want := range map[string]string{
		`0.0999`: "9.99", `"0.3099"`: "30.99", `0.3`: "30.00", `0`: "0.00", `0.12345`: "12.345", `1`: "100.00", `0.00000001`: "0.000001",
		`0.09990000000000000435`: "9.99", `0.0998999999999`: "9.99", `9.99e-2`: "9.99", `-0.05`: "-5.00",
	} {
		var rate Rate
		if err := json.Unmarshal([]byte(text), &rate); err != nil || rate.Percent() != want {
			t.Errorf("%s: got %q (%v), want %q", text, rate.Percent(), err, want)
		}
	}
	for _, text := range []string{`"9.99%"`, `true`, `{}`, `"abc"`, `1e30`} {
		var rate Rate
		if err := json.Unmarshal([]byte(text), &rate); err == nil {
			t.Errorf("%s: read as %s, want an error", text, rate.Percent())
		}
	}
}

func TestIDsAreReadAsNumbersAndStrings(t *testing.T) {
	for text, want := range map[string]ID{
		`123456789`: "123456789", `"0001"`: "0001", `123321.0`: "123321", `12345678901234567890`: "12345678901234567890",
		`null`: "before", `""`: "before", `"00-1\u001b[31m"`: "00-1[31m",
	} {
		got := ID("before")
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: got %q (%v), want %q", text, got, err, want)
		}
	}
	for _, text := range []string{`{}`, `[1]`} {
		var got ID
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s: read as %q, want an error", text, got)
		}
	}
}

func FuzzMoney(f *testing.F) {
	for _, seed := range []string{"0", "10.5", `"1000.00"`, "234.44999999999999", "-0.01", "1e3", "null", `""`, "9999999999999999.99", "1.005"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var read Money
		if json.Unmarshal([]byte(text), &read) != nil {
			return
		}
		if read > maxMoney || read < -maxMoney {
			t.Fatalf("%q: %d is more than number(18,2) holds", text, read)
		}
		data, err := json.Marshal(read)
		if err != nil {
			t.Fatal(err)
		}
		var again Money
		if err := json.Unmarshal(data, &again); err != nil || again != read {
			t.Fatalf("%q: %s read again is %d (%v), want %d", text, data, again, err, read)
		}
		if parsed, err := ParseMoney(read.String()); err != nil || parsed != read {
			t.Fatalf("%q: %s parsed is %d (%v)", text, read, parsed, err)
		}
	})
}

func FuzzID(f *testing.F) {
	for _, seed := range []string{"1", `"0001"`, "12.0", "null", "{}", "1e5", `"../x"`, "-1", `"\u0000"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var read ID
		if json.Unmarshal([]byte(text), &read) != nil {
			return
		}
		data, err := json.Marshal(read)
		if err != nil {
			t.Fatal(err)
		}
		var again ID
		if err := json.Unmarshal(data, &again); err != nil || again != read {
			t.Fatalf("%q: %s read again is %q (%v), want %q", text, data, again, err, read)
		}
		path, err := routeAuthorization.fill(testClient, []ID{read})
		if want := "v2.5.1/client-id/" + testClient + "/authorization/" + string(read); err == nil && path != want {
			t.Fatalf("%q: path %q, want %q", text, path, want)
		}
	})
}
