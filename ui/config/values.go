package config

import "fmt"

// Value is one setting as it is in force, for a person to check.
type Value struct {
	Key    string // "table.name"
	TOML   string // the value as TOML writes it; empty where none is in force
	Origin string // "default", or file:line
}

// Values lists every setting in the order of the example. No secret is among them:
// the configuration holds none.
func (c Config) Values() []Value {
	known := settings()
	values := make([]Value, len(known))
	for i, s := range known {
		values[i] = Value{Key: s.key, TOML: s.show(&c), Origin: "default"}
		if line := c.lines[s.key]; line > 0 {
			values[i].Origin = fmt.Sprintf("%s:%d", c.File, line)
		} else if !c.inForce(s) {
			values[i].TOML = ""
		}
	}
	return values
}

// inForce reports whether the default of a setting that the file leaves out means anything.
func (c Config) inForce(s setting) bool {
	switch s.key {
	case "api.environment":
		return c.API.BaseURL == ""
	case "api.base_url_training":
		return c.API.BaseURL != ""
	}
	return s.show(&c) != `""`
}
