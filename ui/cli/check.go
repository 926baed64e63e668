package cli

import (
	"context"
	"fmt"
	"strings"

	"countertop/ui/config"
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
	var b strings.Builder
	writeFacts(&b, c, secretOrigin(c, r.Env, secretProblem))
	writeValues(&b, c.Values())
	if _, err := fmt.Fprint(r.Out, b.String()); err != nil {
		return fmt.Errorf("print the settings: %w", err)
	}
	return secretProblem
}

func writeFacts(b *strings.Builder, c config.Config, secret string) {
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
		{"secret", secret}, {"cached files", cache}, {"slips", c.Console.SlipFolder},
	} {
		fmt.Fprintf(b, "# %-13s %s\n", fact[0], fact[1])
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
