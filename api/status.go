package api

import "strings"

// AuthorizationStatus is what a purchase's status says (docs/contract.md §7).
type AuthorizationStatus int

// The statuses. Only an opened or a closed purchase was made.
const (
	StatusUntold       AuthorizationStatus = iota // none: it has to be asked for
	StatusOpened                                  // made, and not all captured or released
	StatusClosed                                  // made
	StatusUnauthorized                            // refused
	StatusUnknown                                 // another word: whether it was made is not known
)

// StatusOf reads a status in any spelling of the server's.
func StatusOf(text string) AuthorizationStatus {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "":
		return StatusUntold
	case "opened":
		return StatusOpened
	case "closed":
		return StatusClosed
	case "unauthorized":
		return StatusUnauthorized
	}
	return StatusUnknown
}

// Made reports whether an authorization of this status was made. One without a status is not proved to be.
func (s AuthorizationStatus) Made() bool { return s == StatusOpened || s == StatusClosed }
