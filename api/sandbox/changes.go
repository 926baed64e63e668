package sandbox

// What a call has changed, so that only that need be written to the state file.

import "slices"

// changes names what was added, changed or removed since they were taken last.
type changes struct {
	accounts       []*account
	authorizations []*authorization
	verifications  []verificationKey
	replays        []string
	clock          bool
}

func (c *changes) account(a *account) {
	if !slices.Contains(c.accounts, a) {
		c.accounts = append(c.accounts, a)
	}
}

func (c *changes) authorization(a *authorization) {
	if !slices.Contains(c.authorizations, a) {
		c.authorizations = append(c.authorizations, a)
	}
}

func (c *changes) none() bool {
	return len(c.accounts)+len(c.authorizations)+len(c.verifications)+len(c.replays) == 0 && !c.clock
}

// take gives the changes and begins anew.
func (c *changes) take() changes {
	taken := *c
	*c = changes{}
	return taken
}
