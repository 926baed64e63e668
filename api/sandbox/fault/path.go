package fault

// This file says which paths a fault can be armed for: the ends of those that a server answers. A fault that no call can meet is a
// typing error, and is refused where it is written.

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Paths are the paths that a server answers, with the names of what differs in them ("{client_id}"). The first is the one of tokens.
type Paths []string

// ends returns the paths that a fault may have, one for each endpoint: the path below the client, with * for an id.
func (p Paths) ends() []string {
	named := strings.NewReplacer("client-id/{client_id}/", "", "{account_number}", "*", "{authorization_id}", "*", "{capture_id}", "*", "{key}", "*")
	var all []string
	for _, route := range p {
		_, below, _ := strings.Cut(strings.TrimPrefix(route, "/"), "/")
		if end := named.Replace(below); !slices.Contains(all, end) { // v2.5 and v2.5.1 end alike
			all = append(all, end)
		}
	}
	return all
}

// problem says what is wrong with the path of a fault; "" is nothing.
func (p Paths) problem(f Fault) string {
	if f.RefreshOnly {
		p = p[:1] // no other call has a refresh token
	}
	for _, route := range p {
		if endOf(route, f.Path) {
			return ""
		}
	}
	return fmt.Sprintf("path: %q is the end of no call's path; expected one of %s", f.Path, strings.Join(p.ends(), ", "))
}

// endOf reports whether the path of a call of a route can end in a pattern. The pattern must name something of the
// route itself: any number could be the last segment of authorization/{authorization_id}.
func endOf(route, pattern string) bool {
	pattern = strings.Trim(pattern, "/")
	if pattern == "" {
		return true
	}
	wanted, segments := strings.Split(pattern, "/"), strings.Split(strings.Trim(route, "/"), "/")
	if len(segments) < len(wanted) {
		return false
	}
	segments = segments[len(segments)-len(wanted):]
	named := false
	for i, segment := range segments {
		if !strings.HasPrefix(segment, "{") {
			if matched, err := path.Match(wanted[i], segment); err != nil || !matched {
				return false
			}
			named = true
			continue
		}
		introduced := i > 0 && wanted[i-1] == segments[i-1]
		if !fills(segment, wanted[i], introduced) {
			return false
		}
	}
	return named
}

// fills reports whether what is written can stand for the name of what differs. Numbers are digits; a word could be
// meant otherwise, and stands for a client or a key only where "client-id" or "i18n" is written before it.
func fills(name, written string, introduced bool) bool {
	switch {
	case strings.ContainsAny(written, `*?[\`):
		return true
	case name == "{client_id}" || name == "{key}":
		return written != "" && introduced
	}
	return written != "" && strings.Trim(written, "0123456789") == ""
}
