package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"countertop/ui/services"
)

// TestTheClerkIsToldOnceThatTheLogCannotBeWritten lets it fail while the clerk is at the home screen: what
// is said goes with the next key, and the work goes on.
func TestTheClerkIsToldOnceThatTheLogCannotBeWritten(t *testing.T) {
	w := newWorld(t)
	failed := make(chan error, 1)
	connect := w.options.Connect
	w.options.Connect = func(ctx context.Context) (*services.Connection, error) {
		connection, err := connect(ctx)
		if err == nil {
			connection.LogFailed = failed
		}
		return connection, err
	}
	h := w.home()
	if strings.Contains(h.screen(), "log for support") {
		t.Fatalf("it is told before it happened:\n%s", h.screen())
	}
	failed <- errors.New("the disk is full")
	h.sees("The log for support can't be written. Sales go on as usual; tell support.")
	h.types("l")
	h.on("account.find")
	if strings.Contains(h.screen(), "log for support") {
		t.Errorf("it stays on the screen:\n%s", h.screen())
	}
}
