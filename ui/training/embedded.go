// Package training runs the training server: within a console, and by itself for others.
package training

// This file runs it within a console.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/ui/config"
	"countertop/ui/services"
)

// Reach finds the server that the configuration names, or starts the embedded one, which keeps what it
// knows in the file state; empty: nowhere.
func Reach(ctx context.Context, c config.Config, state string) (services.Server, error) {
	if c.IsEmbedded() {
		return embedded(ctx, c, state)
	}
	return services.Reach(c, os.Getenv)
}

// embedded starts the training server within this program. It keeps what it knows in the file state; empty: nowhere.
func embedded(ctx context.Context, c config.Config, state string) (services.Server, error) {
	phone := make(chan services.PIN, 16)
	employees, permissions, err := sandbox.ParseEmployees(c.Training.Employees)
	if err != nil {
		return services.Server{}, fmt.Errorf("start the training server: %w", err)
	}
	faults, err := written(c.Training.Faults)
	if err != nil {
		return services.Server{}, fmt.Errorf("start the training server: %w", err)
	}
	training, forgets := trainingServer(state, sandbox.Options{
		Seed: c.Training.Seed, Latency: c.Training.Latency, Locations: c.Store.Locations,
		Standard: c.Training.Standard, Override: c.Training.Override,
		ConsumerOnly: !c.Training.Business, CaptureOnly: !c.Training.Preauthorization,
		Employees: employees, Permissions: permissions,
		PIN: func(p sandbox.PIN) {
			select {
			case phone <- services.PIN{Channel: p.Channel, Digits: api.Secret(p.Digits)}:
			default: // nobody looks at the phone: the call that sent the PIN goes on
			}
		},
	})
	arm(training, faults)
	baseURL, stop, err := training.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		return services.Server{}, errors.Join(fmt.Errorf("start the training server: %w", err), training.Close())
	}
	end := func() {
		stop()
		_ = training.Close() // what it answered is on the disk already
	}
	return services.Server{
		BaseURL: baseURL, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret,
		Phone: phone, Forgets: forgets, Trainer: desk{training}, Now: training.Now, Stop: end,
	}, nil
}

var errForgets = errors.New("the configuration says so")

// trainingServer is one that goes on from its state file, or begins anew and says why: another
// console has the file, or it cannot be used.
func trainingServer(state string, o sandbox.Options) (training *sandbox.Server, forgets error) {
	if state == "" {
		return sandbox.New(o), errForgets
	}
	if err := os.MkdirAll(filepath.Dir(state), 0o700); err != nil {
		return sandbox.New(o), err
	}
	training, err := sandbox.Open(state, o)
	if err != nil {
		return sandbox.New(o), err
	}
	return training, nil
}
