package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"countertop/ui/config"
	"countertop/ui/logfile"
)

// check prints what a counter would run with: the settings as TOML, each with its
// origin, and what follows from them. It reads the secret, to find out whether it
// can, and says only where it came from.
func (r *run) check(context.Context) error {
	c, err := r.load()
	if err != nil {
		return err
	}
	_, secretProblem := c.Secret(r.Env)
	_, caProblem := c.RootCAs()
	var b strings.Builder
	writeFacts(&b, c, secretOrigin(c, r.Env, secretProblem), trusted(c, caProblem))
	writeValues(&b, c.Values())
	if _, err := fmt.Fprint(r.Out, b.String()); err != nil {
		return fmt.Errorf("print the settings: %w", err)
	}
	return problemsOf(secretProblem, caProblem)
}

// problemsOf is one error of all, or nil.
func problemsOf(errs ...error) error {
	var all config.Problems
	for _, err := range errs {
		var problems config.Problems
		switch {
		case errors.As(err, &problems):
			all = append(all, problems...)
		case err != nil:
			return err
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

func writeFacts(b *strings.Builder, c config.Config, secret, certificates string) {
	file, server, money := c.File, c.BaseURL(), "live: what happens here is money"
	if file == "" {
		file = "none, the defaults are in force"
	}
	if server == "" {
		server = "the console's own, on this machine"
	}
	if c.IsTraining() {
		money = "training: nothing here is money"
	}
	cache, err := c.CacheFolder()
	if err != nil {
		cache = "none: " + err.Error()
	}
	for _, fact := range [][2]string{
		{"file", file}, {"environment", c.EnvironmentName() + " (" + money + ")"}, {"server", server},
		{"secret", secret}, {"certificates", certificates}, {"proxy", proxyOf(c)},
		{"cached files", cache}, {"journal", journalPlace(c)}, {"time zone", zoneOf(c)}, {"slips", c.Console.SlipFolder}, {"log", logOf(c)},
	} {
		fmt.Fprintf(b, "# %-13s %s\n", fact[0], fact[1])
	}
}

// zoneOf names the store's zone with its offset of today, by which a person sees whether it is the store's.
func zoneOf(c config.Config) string {
	name := c.Store.Timezone
	if name == config.ZoneSystem {
		name = "this computer's"
	}
	return name + time.Now().In(c.Zone()).Format(" (MST, UTC-07:00)")
}

func journalPlace(c config.Config) string {
	switch path := c.JournalPath(); {
	case path == "":
		return "none: set folder under [journal]"
	case c.IsEmbedded() && !c.Training.Keep:
		return "forgotten at the end of each lesson"
	default:
		return path
	}
}

func secretOrigin(c config.Config, env func(string) string, problem error) string {
	switch {
	case c.IsEmbedded():
		return "not needed"
	case problem != nil:
		return "can't be used, see below"
	case env(config.SecretVariable) != "":
		return "from " + config.SecretVariable
	default:
		return "from " + c.API.ClientSecretFile
	}
}

func trusted(c config.Config, problem error) string {
	switch {
	case c.IsEmbedded():
		return "not needed"
	case problem != nil:
		return "can't be used, see below"
	case c.API.CAFile == "":
		return "the system's"
	default:
		return "the system's, and those of " + c.API.CAFile
	}
}

// proxyOf says which proxy the server would be reached through, without a user that stands in its address.
func proxyOf(c config.Config) string {
	if c.IsEmbedded() {
		return "not needed"
	}
	choose := c.Proxy()
	if choose == nil {
		choose = http.ProxyFromEnvironment
	}
	server, err := url.Parse(c.BaseURL())
	if err != nil {
		return "none"
	}
	address, err := choose(&http.Request{URL: server})
	switch {
	case err != nil:
		return "the environment names one that can't be used" // the error would repeat a password
	case address == nil:
		return "none"
	}
	return withoutUser(address)
}

// withoutUser leaves out what could be a password.
func withoutUser(address *url.URL) string { return address.Scheme + "://" + address.Host }

// logOf tries whether the log can be written. Where it can't, that is no reason not to sell.
func logOf(c config.Config) string {
	if c.Log.Level == config.LogOff {
		return "off"
	}
	err := logfile.Check(logfile.Options{
		Path: c.Log.File, MaxSizeMB: c.Log.MaxSizeMB, KeptFiles: c.Log.KeptFiles, MaxAgeDays: c.Log.MaxAgeDays,
	})
	if err != nil {
		return "can't be written (" + err.Error() + "): the console works without one"
	}
	return c.Log.File
}

// writeValues writes tables of settings with their origins in a column.
func writeValues(b *strings.Builder, values []config.Value) {
	width := 0
	for _, v := range values {
		_, key, _ := strings.Cut(v.Key, ".")
		width = max(width, len([]rune(key+" = "+v.TOML)))
	}
	table := ""
	for _, v := range values {
		name, key, _ := strings.Cut(v.Key, ".")
		if name != table {
			table = name
			fmt.Fprintf(b, "\n[%s]\n", name)
		}
		if v.TOML == "" {
			fmt.Fprintf(b, "# %s is not set\n", key)
			continue
		}
		line := key + " = " + v.TOML
		fmt.Fprintf(b, "%s%s  # %s\n", line, strings.Repeat(" ", width-len([]rune(line))), v.Origin)
	}
}
