package fault_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"countertop/api/sandbox/fault"
)

func never() bool { return false }

func TestAQueueHitsInItsOrderUntilAFaultIsOver(t *testing.T) {
	now := time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)
	q := fault.NewQueue(rand.NewPCG(1, 2))
	q.Arm(fault.Fault{Path: "capture", Status: 500, Count: 1}, now)
	q.Arm(fault.Fault{Path: "authorization/*/capture", Status: 504, For: time.Minute}, now)
	q.Arm(fault.Fault{Path: "oauth/token", Status: 400, RefreshOnly: true}, now)
	for _, call := range []struct {
		name, path string
		refreshes  bool
		after      time.Duration
		want       int
	}{
		{"another path", "/v2.5/authorization/1/release", false, 0, 0},
		{"the first fault, once", "/v2.5/authorization/1/capture", false, 0, 500},
		{"then the second", "/v2.5/authorization/1/capture", false, 59 * time.Second, 504},
		{"until its time is over", "/v2.5/authorization/1/capture", false, time.Minute, 0},
		{"a token by credentials", "/v2.5/oauth/token", false, 0, 0},
		{"a token by refresh", "/v2.5/oauth/token", true, time.Hour, 400},
	} {
		if hit := q.Hit(call.path, func() bool { return call.refreshes }, now.Add(call.after)); hit.Status != call.want {
			t.Errorf("%s: status %d, want %d", call.name, hit.Status, call.want)
		}
	}
	left := q.Armed(now.Add(time.Minute))
	if len(left) != 1 || left[0].ID != 3 {
		t.Fatalf("%+v wait after a minute", left)
	}
	q.DisarmOne(3)
	if left := q.Armed(now); len(left) != 1 || left[0].ID != 2 {
		t.Errorf("%+v wait after one was disarmed", left)
	}
	q.Disarm()
	if hit := q.Hit("/capture", never, now); hit != (fault.Fault{}) || q.Armed(now) != nil {
		t.Errorf("%+v hits after all were disarmed", hit)
	}
}

func TestAPercentageIsDrawnFromTheSource(t *testing.T) {
	hits := func(percent int) int {
		q, n := fault.NewQueue(rand.NewPCG(1, 2)), 0
		q.Arm(fault.Fault{Status: 500, Percent: percent}, time.Time{})
		for range 1000 {
			if q.Hit("/apply", never, time.Time{}).Status == 500 {
				n++
			}
		}
		return n
	}
	if all, some := hits(100), hits(20); all != 1000 || some < 150 || some > 250 || some != hits(20) {
		t.Errorf("%d of 1000 at 100 %%, %d at 20 %%", all, some)
	}
}

func TestAFaultIsReadAsItIsWritten(t *testing.T) {
	paths := fault.Paths{"/v2.5/oauth/token", "/v2.5/client-id/{client_id}/apply"}
	read, err := fault.Parse("slow path=apply delay=3s percent=20 count=2", paths)
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(read)
	if err != nil {
		t.Fatal(err)
	}
	var again fault.Fault
	if err := json.Unmarshal(written, &again); err != nil || again != read {
		t.Errorf("%s is read as %+v (%v), want %+v", written, again, err, read)
	}
	if _, err := fault.Parse("slow path=refund", paths); err == nil {
		t.Error("a path that is not among the paths is taken")
	}
	if err := json.Unmarshal([]byte(`{"kind":"slow","speed":1}`), &again); err == nil {
		t.Error("an unknown member is taken")
	}
}
