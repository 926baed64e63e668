package training

// This file runs the server by itself, for consoles and other clients.

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"countertop/api/sandbox"
	"countertop/ui/cli"
)

// Alone runs the training server that others connect to.
func Alone(ctx context.Context, asked cli.Sandbox, ready func(cli.Serving)) (err error) {
	o := sandbox.Options{
		Seed: asked.Seed, Latency: asked.Latency, Locations: asked.Locations, ClientSecret: asked.Secret,
		Standard: asked.Standard, Override: asked.Override, ConsumerOnly: !asked.Business, CaptureOnly: !asked.Preauthorization,
		Anywhere: asked.Anywhere, ControlAnywhere: asked.Control,
		Idempotency: sandbox.Idempotency(slices.Index(cli.IdempotencyWords, asked.Idempotency)),
		Lists:       sandbox.Lists(slices.Index(cli.ListWords, asked.Lists)),
		Strict:      asked.Strict, ApplicationPIN: asked.ApplicationPIN, DeferredByMonth: asked.DeferredByMonth,
		NoCaptures: asked.NoCaptures, NoTotal: asked.NoTotal, PageSize: int(asked.PageSize), //nolint:gosec // the width of a page
	}
	if o.Employees, o.Permissions, err = sandbox.ParseEmployees(asked.Employees); err != nil {
		return fmt.Errorf("read the employees: %w", err)
	}
	switch {
	case o.ClientSecret != "":
	case asked.Anywhere:
		o.ClientSecret = rand.Text() // everybody knows the usual one
	default:
		o.ClientSecret = sandbox.DefaultClientSecret
	}
	if asked.PIN != nil {
		o.PIN = func(p sandbox.PIN) { asked.PIN(p.AccountNumber, p.Channel, p.Digits) }
	}
	if o.TLS, err = certificate(asked); err != nil {
		return err
	}
	faults, err := written(asked.Faults) // before a state file is made
	if err != nil {
		return err
	}
	o.ControlSecret = rand.Text()
	secretFile, forget, err := forOwner(o.ControlSecret)
	if err != nil {
		return err
	}
	defer forget()
	training, err := sandbox.Open(asked.State, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, training.Close()) }()
	arm(training, faults)
	err = training.Serve(ctx, asked.Addr, func(at sandbox.Address) {
		ready(cli.Serving{BaseURL: at.BaseURL, ControlURL: at.ControlURL, ClientID: sandbox.DefaultClientID, Secret: o.ClientSecret, ControlSecretFile: secretFile})
	})
	if errors.Is(err, sandbox.ErrNotLoopback) {
		return fmt.Errorf("%w (--anywhere lets other machines reach it)", err)
	}
	return err
}

// forOwner keeps a secret where only this user of the machine can read it.
func forOwner(secret string) (path string, forget func(), err error) {
	folder, err := os.MkdirTemp("", "countertop-control-") // 0700
	if err != nil {
		return "", nil, fmt.Errorf("make a folder for the control secret: %w", err)
	}
	forget = func() { _ = os.RemoveAll(folder) } // the system clears its temporary files too
	path = filepath.Join(folder, "secret")
	if err := os.WriteFile(path, []byte(secret+"\n"), 0o600); err != nil {
		forget()
		return "", nil, fmt.Errorf("keep the control secret: %w", err)
	}
	return path, forget, nil
}

func certificate(asked cli.Sandbox) (*tls.Config, error) {
	if asked.Certificate == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(asked.Certificate, asked.Key)
	if err != nil {
		return nil, fmt.Errorf("read the certificate: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}
