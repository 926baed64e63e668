// Command countertop is a console for the store counter: a clerk opens it, and a
// customer leaves financed. This file only wires the parts together.
package main

import (
	"context"
	_ "embed"
	"os"
	"time"

	"countertop/api"
	"countertop/api/certification"
	"countertop/ui"
	"countertop/ui/cli"
	"countertop/ui/config"
	"countertop/ui/dumps"
	"countertop/ui/services"
	"countertop/ui/training"
)

// version is set by the linker.
var version = "unversioned"

//go:embed config.example.toml
var example string

func main() {
	dumps.Forbid()
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Options{
		Version: version, Example: example, Env: os.Getenv, Start: start, Target: target,
		Sandbox: training.Alone, FaultKinds: training.FaultKinds(), Vet: training.Vet,
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
	}))
}

func start(ctx context.Context, c config.Config) error {
	return ui.Run(ctx, ui.Options{
		Version:      version,
		Environment:  c.EnvironmentName(),
		Training:     c.IsTraining(),
		Language:     c.API.Language,
		Locations:    c.Store.Locations,
		Terminal:     c.Store.Terminal,
		Zone:         c.Zone(),
		AskSIN:       c.Application.AskSIN,
		Managers:     c.Store.Managers,
		Theme:        string(c.Console.Theme),
		Stock:        c.Console.Renderer == config.RendererStock,
		Mouse:        c.Console.Mouse,
		SlipFolder:   c.Console.SlipFolder,
		PrintCommand: c.Console.PrintCommand,
		Longest:      c.Timeouts.Submit,
		Grace:        c.Journal.Grace,
		Tell:         os.Stderr,
		Connect:      func(ctx context.Context) (*services.Connection, error) { return connect(ctx, c) },
	})
}

// target returns the certification's target, and a function that ends it.
func target(ctx context.Context, c config.Config) (certification.Target, func(), error) {
	server, err := training.Reach(ctx, c, "")
	if err != nil {
		return certification.Target{}, nil, err
	}
	log := services.OpenLog(c)
	connect := func(change func(*api.Options)) (*api.Client, error) {
		o := server.Options(c, version, log)
		change(&o)
		return api.New(o)
	}
	return certification.Target{
		Connect: connect, Location: c.Store.Locations[0], Clerk: "CERTIFICATION",
		Now: func() time.Time { return time.Now().In(c.Zone()) }, NewID: api.NewReferenceID, Language: c.API.Language,
	}, func() { server.Stop(); _ = log.Close() }, nil // what was logged is written
}

// connect makes what the console works with. The console calls it after its first
// frame: it reads the disk and, in training, starts the server.
func connect(ctx context.Context, c config.Config) (*services.Connection, error) {
	server, err := training.Reach(ctx, c, c.TrainingStatePath())
	if err != nil {
		return nil, err
	}
	return services.Connect(c, server, version)
}
