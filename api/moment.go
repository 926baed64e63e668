package api

// This file reads the server's timestamps, in every form that they come in (docs/contract.md §10).

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// farZone is the greatest distance of a time zone from UTC.
const farZone = 14 * time.Hour

var (
	isoTime   = regexp.MustCompile(`^(\d{4})-?(\d{2})-?(\d{2})(?:(?:[Tt]|\s*)(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9})\d*)?)?\s*([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$`)
	epochTime = regexp.MustCompile(`^(\d{10})(\d{3})?(?:\.(\d{1,9})\d*)?$`)
)

// Moment is the earliest and the latest instant that a server's timestamp can mean: any ISO 8601 form of a day or a
// time, epoch seconds and milliseconds, and RFC 1123. Without a zone it may be of any; a midnight may be a day. Ok is
// false where it cannot be read: it is then of no time, not of an old one.
func Moment(text string) (from, to time.Time, ok bool) {
	text = strings.TrimSpace(text)
	if epoch := epochTime.FindStringSubmatch(text); epoch != nil {
		return epochMoment(epoch)
	}
	if parts := isoTime.FindStringSubmatch(text); parts != nil {
		return isoMoment(parts)
	}
	for _, layout := range []string{"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 GMT", "Mon, 2 Jan 2006 15:04:05 UTC"} {
		if at, err := time.Parse(layout, text); err == nil {
			at = at.UTC()
			return at, at.Add(time.Second - 1), true
		}
	}
	if at, err := time.Parse("Mon, 2 Jan 2006 15:04:05", text); err == nil {
		return at.Add(-farZone), at.Add(farZone + time.Second - 1), true
	}
	return time.Time{}, time.Time{}, false
}

// epochMoment reads seconds since 1970, or milliseconds.
func epochMoment(parts []string) (from, to time.Time, ok bool) {
	seconds, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return time.Time{}, time.Time{}, false
	}
	from, unit := time.Unix(seconds, 0).UTC(), time.Second
	switch {
	case parts[2] != "":
		part, _ := fraction(parts[2]) // three digits can be read
		from, unit = from.Add(part), time.Millisecond
	case parts[3] != "":
		var part time.Duration
		part, unit = fraction(parts[3])
		from = from.Add(part)
	}
	return from, from.Add(unit - 1), true
}

// isoMoment reads year, month, day, and as far as they are there hour, minute, second, fraction and zone.
func isoMoment(parts []string) (from, to time.Time, ok bool) {
	day, err := time.Parse(time.DateOnly, parts[1]+"-"+parts[2]+"-"+parts[3])
	if err != nil {
		return time.Time{}, time.Time{}, false
	}
	ofDay, unit := time.Duration(0), 24*time.Hour
	if parts[4] != "" {
		if ofDay, unit, ok = clockTime(parts[4:8]); !ok {
			return time.Time{}, time.Time{}, false
		}
	}
	if ofDay == 0 { // a day, or a midnight that may stand for one
		return day.Add(-farZone), day.Add(24*time.Hour + farZone - 1), true
	}
	at := day.Add(ofDay)
	offset, told := zoneOffset(parts[8])
	if !told {
		return at.Add(-farZone), at.Add(farZone + unit - 1), true
	}
	at = at.Add(-offset)
	return at, at.Add(unit - 1), true
}

// clockTime reads hour, minute, second and fraction. Unit is the smallest of them that is given.
func clockTime(parts []string) (ofDay, unit time.Duration, ok bool) {
	var number [3]int
	for i, text := range parts[:3] {
		number[i], _ = strconv.Atoi(text) // two digits, or none
	}
	if number[0] > 24 || number[1] > 59 || number[2] > 60 { // 24:00 is the day's end, :60 a leap second
		return 0, 0, false
	}
	ofDay = time.Duration(number[0])*time.Hour + time.Duration(number[1])*time.Minute + time.Duration(number[2])*time.Second
	switch {
	case parts[3] != "":
		part, unit := fraction(parts[3])
		return ofDay + part, unit, true
	case parts[2] != "":
		return ofDay, time.Second, true
	}
	return ofDay, time.Minute, true
}

// fraction reads the digits behind a second's decimal sign, and how exact they are.
func fraction(digits string) (part, unit time.Duration) {
	nanoseconds, _ := strconv.Atoi((digits + "000000000")[:9])
	unit = time.Second
	for range min(len(digits), 9) {
		unit /= 10
	}
	return time.Duration(nanoseconds), unit
}

// zoneOffset reads a zone: how far it is ahead of UTC. Told is false where there is none.
func zoneOffset(zone string) (offset time.Duration, told bool) {
	switch strings.ToUpper(zone) {
	case "":
		return 0, false
	case "Z", "UTC", "GMT":
		return 0, true
	}
	digits := strings.ReplaceAll(zone[1:], ":", "")
	hours, _ := strconv.Atoi(digits[:2])
	minutes := 0
	if len(digits) == 4 {
		minutes, _ = strconv.Atoi(digits[2:])
	}
	offset = time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if zone[0] == '-' {
		offset = -offset
	}
	return offset, true
}
