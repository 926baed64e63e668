package api

// This file judges by its status and its headers whether an answer that proves something is whole, and the server's own of now
// (docs/contract.md §10). A cache's answer may be of before a purchase.

import (
	"errors"
	"net/http"
	"strings"
)

// errNotOfNow says that an answer may be older than the question, or a part of one.
var errNotOfNow = errors.Join(errNotJSON, errors.New("an answer from a cache, or a part of one"))

// notOfNow reports whether an answer may be that. A number of entries in a header has to be the body's.
func notOfNow(resp *http.Response, body []byte) bool {
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusCreated {
		return true
	}
	for _, age := range resp.Header.Values("Age") {
		if strings.Trim(age, "0 ") != "" {
			return true
		}
	}
	for _, link := range resp.Header.Values("Link") {
		if strings.Contains(strings.ToLower(link), "next") {
			return true
		}
	}
	if counted := resp.Header.Get("X-Total-Count"); counted != "" {
		var page struct {
			Total text `json:"total_count"`
		}
		if unmarshal(withoutMark(body), &page) != nil || strings.TrimSpace(counted) != strings.TrimSpace(string(page.Total)) {
			return true
		}
	}
	return resp.Header.Get("Warning") != "" || resp.Header.Get("Content-Range") != ""
}
