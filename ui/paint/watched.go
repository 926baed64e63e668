//go:build !windows

package paint

import tea "charm.land/bubbletea/v2"

// watched returns cmd with abandon called should it panic, before Bubble Tea
// prints the panic. Commands within a batch are watched too.
func watched(cmd tea.Cmd, abandon func()) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		completed := false
		defer func() {
			if !completed {
				abandon()
			}
		}()
		msg := cmd()
		completed = true
		batch, ok := msg.(tea.BatchMsg)
		if !ok {
			return msg
		}
		all := make(tea.BatchMsg, len(batch))
		for i, one := range batch {
			all[i] = watched(one, abandon)
		}
		return all
	}
}
