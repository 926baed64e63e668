// Command countertop is a console for the store counter: a clerk opens it, and a
// customer leaves financed. This file only wires the parts together.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"time"

	"countertop/api"
	"countertop/api/certification"
	"countertop/api/sandbox"
	"countertop/ui"
	"countertop/ui/cli"
	"countertop/ui/config"
)

// version is set by the linker.
var version = "unversioned"

//go:embed config.example.toml
var example string

func main() {
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Options{
		Version: version, Example: example, Env: os.Getenv, Start: start, Target: target,
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
	}))
}

func start(ctx context.Context, c config.Config) error {
	return ui.Run(ctx, ui.Options{
		Version:     version,
		Environment: c.EnvironmentName(),
		Training:    c.IsTraining(),
		Language:    c.API.Language,
		Locations:   c.Store.Locations,
		Terminal:    c.Store.Terminal,
		AskSIN:      c.Application.AskSIN,
		Theme:       string(c.Console.Theme),
		Stock:       c.Console.Renderer == config.RendererStock,
		Mouse:       c.Console.Mouse,
		SlipFolder:  c.Console.SlipFolder,
		Connect:     func(ctx context.Context) (*ui.Connection, error) { return connect(ctx, c) },
	})
}

// target is what the certification runs against.
func target(ctx context.Context, c config.Config) (certification.Target, func(), error) {
	server, err := reach(ctx, c)
	if err != nil {
		return certification.Target{}, nil, err
	}
	connect := func(change func(*api.Options)) (*api.Client, error) {
		o := server.options(c)
		change(&o)
		return api.New(o)
	}
	return certification.Target{
		Connect: connect, Location: c.Store.Locations[0], Clerk: "CERTIFICATION",
		Now: time.Now, NewID: api.NewReferenceID, Language: c.API.Language,
	}, server.stop, nil
}

// connect makes what the console works with. The console calls it after its first
// frame: it reads the disk and, in training, starts the server.
func connect(ctx context.Context, c config.Config) (*ui.Connection, error) {
	server, err := reach(ctx, c)
	if err != nil {
		return nil, err
	}
	client, err := api.New(server.options(c))
	if err != nil {
		server.stop()
		return nil, err
	}
	client.Start()
	folder, err := c.CacheFolder()
	if err != nil {
		folder = "" // the lists come from the server each time
	}
	cache := api.CatalogueCache{Dir: folder}
	if c.IsEmbedded() {
		cache.Key = c.EnvironmentName() // its address is another at each start
	}
	return &ui.Connection{
		Client:     client,
		Catalogues: api.NewCatalogues(client, cache),
		Phone:      server.phone,
		Close:      func() { client.Close(); server.stop() },
	}, nil
}

// server is what a client connects to.
type server struct {
	baseURL, clientID string
	secret            api.Secret
	phone             <-chan ui.PIN // what the customer's phone would show; embedded only
	stop              func()
}

// options are those of a client for the server.
func (s server) options(c config.Config) api.Options {
	return api.Options{
		BaseURL: s.baseURL, ClientID: s.clientID, Secret: s.secret,
		Timeouts: api.Timeouts{Read: c.Timeouts.Read, Submit: c.Timeouts.Submit, Token: c.Timeouts.Token},
	}
}

// reach finds the server that the configuration names, or starts the embedded one.
func reach(ctx context.Context, c config.Config) (server, error) {
	if c.IsEmbedded() {
		return embedded(ctx, c)
	}
	secret, err := c.Secret(os.Getenv)
	return server{baseURL: c.BaseURL(), clientID: c.API.ClientID, secret: secret, stop: func() {}}, err
}

func embedded(ctx context.Context, c config.Config) (server, error) {
	phone := make(chan ui.PIN, 16)
	training := sandbox.New(sandbox.Options{
		Seed: c.Training.Seed, Latency: c.Training.Latency, Locations: c.Store.Locations,
		Standard: true, Override: true, // so that lessons reach every rating and every verification
		PIN: func(p sandbox.PIN) {
			select {
			case phone <- ui.PIN{Channel: p.Channel, Digits: api.Secret(p.Digits)}:
			default: // nobody looks at the phone: the call that sent the PIN goes on
			}
		},
	})
	baseURL, stop, err := training.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		return server{}, fmt.Errorf("start the training server: %w", err)
	}
	return server{baseURL, sandbox.DefaultClientID, api.Secret(sandbox.DefaultClientSecret), phone, stop}, nil
}
