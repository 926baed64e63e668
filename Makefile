# Everything one does with the sources. Go is enough for run, test and build; lint and
# e2e fetch what they need first.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The version is the tag, or the commit, and says where the tree was changed.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unversioned)
BUILD   := go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)'

GOLANGCI_VERSION := v2.15.0
GOLANGCI := .bin/golangci-lint-$(GOLANGCI_VERSION)

# What every release is built for.
TARGETS := linux/amd64 linux/arm64 windows/amd64 darwin/arm64

# How much of each fuzz target is run. A number of tries, not a time: go test now and
# then takes the end of the time for a failure of the target.
FUZZTIME ?= 50000x

# How many courses of events the property tries.
CHECKS ?= 1000

# How often crash kills the console, and what decides what it tries; empty: another each time.
KILLS ?= 1000
SEED  ?=

.PHONY: help run build test race lint bites bench property fuzz e2e crash crossbuild clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## Build the console and start it: training, unless a configuration says otherwise
	@./countertop

build: ## Build the console for this machine: ./countertop
	@$(BUILD) -o countertop .

test: ## Run the tests
	go test ./...

race: ## Run the tests with the race detector (needs a C compiler)
	CGO_ENABLED=1 go test -race ./...

lint: $(GOLANGCI) ## Check style, mistakes and the directions of imports
	$(GOLANGCI) run ./...
	bash -n .ci/run .ci/lint-bites

bites: $(GOLANGCI) ## Show that the import rule names offenders
	.ci/lint-bites $(GOLANGCI)

bench: ## Run the benchmarks, with their allocations
	go test -run '^$$' -bench . -benchmem ./...

property: ## Hold journals against the server whatever happens, CHECKS times (1000)
	go test ./flows/doubt -count=1 -run WhateverHappens -timeout 60m -rapid.checks=$(CHECKS)

fuzz: ## Run every fuzz target for FUZZTIME (50000x)
	@set -e; for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5s $$package; \
		done; \
	done

e2e: build ## Work the console in tmux as a clerk would (needs tmux)
	COUNTERTOP_BINARY=$(CURDIR)/countertop go test -count=1 ./ui/e2e

crash: build ## Kill the console at every step of a money call, KILLS times (1000)
	COUNTERTOP_BINARY=$(CURDIR)/countertop CRASH_KILLS=$(KILLS) CRASH_SEED=$(SEED) go test -count=1 -v -timeout 40m ./ui/crash

crossbuild: ## Build for every system that is released for, into dist/
	@set -e; for target in $(TARGETS); do \
		os=$${target%/*}; arch=$${target#*/}; suffix=; \
		if [ $$os = windows ]; then suffix=.exe; fi; \
		echo "dist/countertop-$$os-$$arch$$suffix"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(BUILD) -o dist/countertop-$$os-$$arch$$suffix .; \
	done

clean: ## Remove what was built
	rm -rf countertop dist

$(GOLANGCI):
	GOBIN=$(CURDIR)/.bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv .bin/golangci-lint $@
