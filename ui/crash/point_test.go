//go:build !windows

package crash

import (
	"math/rand/v2"
	"os"
	"time"
)

// point is a moment at which a console is killed.
type point string

// The points, in the order of a money call's life.
const (
	withTheKey  point = "with the key that confirms"
	atIntent    point = "while the intent is written"
	unsent      point = "after the intent, nothing sent on"
	onTheLine   point = "after the intent, sent on later"
	executed    point = "after sending, before the answer"
	answered    point = "with the answer, 0 to 1.5 ms after"
	atOutcome   point = "while the outcome is written"
	concluded   point = "after the outcome is shown"
	moving      point = "while the log is moved into the file"
	around      point = "0 to 40 ms after the key"
	starting    point = "while it starts"
	anywhere    point = "at any moment since the start"
	whileAsking point = "while a doubt is asked about"
)

// mosts limit the random wait at a point. What is on the line arrives within the time that the
// console allows for it (submit and grace), and mostly after it was asked for in vain.
var mosts = map[point]time.Duration{
	atIntent: time.Millisecond, onTheLine: submit + grace - 600*time.Millisecond, answered: 1500 * time.Microsecond, atOutcome: time.Millisecond,
	around: 40 * time.Millisecond, starting: 250 * time.Millisecond, anywhere: 1600 * time.Millisecond, whileAsking: 3 * time.Millisecond, moving: 4 * time.Millisecond,
}

// points are all of them, each as often as it is chosen among the others.
var points = []struct {
	point
	weight int
}{
	{withTheKey, 8}, {atIntent, 10}, {unsent, 9}, {onTheLine, 10}, {executed, 16}, {answered, 12},
	{atOutcome, 12}, {concluded, 8}, {moving, 3}, {around, 10}, {starting, 6}, {anywhere, 8}, {whileAsking, 8},
}

// plan says when and how one console is killed.
type plan struct {
	at    point
	delay time.Duration // what is left to chance at the point
}

// planned draws a plan among the points that are possible.
func planned(chance *rand.Rand, possible func(point) bool) plan {
	sum := 0
	for _, p := range points {
		sum += p.weight
	}
	for {
		drawn := chance.IntN(sum)
		for _, p := range points {
			if drawn -= p.weight; drawn >= 0 {
				continue
			}
			if !possible(p.point) {
				break
			}
			return plan{p.point, delayOf(p.point, chance)}
		}
	}
}

func delayOf(p point, chance *rand.Rand) time.Duration {
	most := mosts[p]
	if most == 0 || (p == atIntent || p == atOutcome) && chance.IntN(2) == 0 {
		return 0
	}
	return time.Duration(chance.Int64N(int64(most)))
}

// stamp is the state of a file at one moment.
type stamp struct {
	size int64
	at   time.Time
}

func stampOf(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// logOf is a journal's log. What is recorded is added to it, or where it was moved into the file, written
// over it.
func logOf(journal string) string { return journal + "-wal" }

// whenWritten calls then as soon as something was written to a file since it stood as before; not after
// the end of done.
func whenWritten(path string, before stamp, done <-chan struct{}, then func()) {
	look := time.NewTicker(100 * time.Microsecond)
	defer look.Stop()
	for stampOf(path) == before {
		select {
		case <-look.C:
		case <-done:
			return
		}
	}
	then()
}

// after calls then after a time; not after the end of done.
func after(wait time.Duration, done <-chan struct{}, then func()) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		then()
	case <-done:
	}
}
