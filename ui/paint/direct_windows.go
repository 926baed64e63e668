package paint

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// runDirect runs the stock renderer: the direct painter reads keys and sets
// modes the way Unix terminals do, which the Windows console does not.
func runDirect(ctx context.Context, model tea.Model, opts Options) (tea.Model, error) {
	return runStock(ctx, model, opts)
}
