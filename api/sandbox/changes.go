package sandbox

// What a call has changed, so that only that need be written to the state file.

import (
	"slices"
	"time"
)

// changes names what was added, changed or removed since they were taken last.
type changes struct {
	accounts       []*account
	authorizations []*authorization
	verifications  []verificationKey
	replays        []string
	clock, whole   bool
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

// everything names the whole state.
func (st *state) everything(now time.Time) changes {
	all := changes{accounts: st.accounts, authorizations: st.authorizations, whole: true}
	st.verifications.each(now, func(key verificationKey, _ verification, _ time.Time) {
		all.verifications = append(all.verifications, key)
	})
	st.replays.each(now, func(key string, _ replay, _ time.Time) { all.replays = append(all.replays, key) })
	return all
}
