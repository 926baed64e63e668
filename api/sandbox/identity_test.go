package sandbox

import (
	"testing"
	"time"
)

// TestAnOlderStateFilesAuthorizedUserIsFound restores an account whose authorized user had a card and a contact only.
func TestAnOlderStateFilesAuthorizedUserIsFound(t *testing.T) {
	st := emptyState(1)
	st.begin(time.Now())
	kept := st.find("100000011").kept()
	kept.Users = []keptUser{{Card: authorizedUserCard, Phone: "4165550191", Email: "helper@example.com"}, {Card: "9900000000000092"}}
	st.restore(kept)
	for _, who := range []identity{{card: authorizedUserCard}, {customer: "900000000011-01"}, {number: "100000011"}, {card: "9900000000000092"}} {
		if a, err := st.named(who); err != nil || a.number != "100000011" {
			t.Errorf("%+v names %v (%v)", who, a, err)
		}
	}
	if a, err := st.named(identity{number: "100000001"}); err != nil || a.number != "100000001" {
		t.Errorf("an account by itself names %v (%v)", a, err)
	}
	if a, err := st.named(identity{}); err == nil {
		t.Errorf("nothing names %v", a)
	}
}
