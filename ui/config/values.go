package config

import "fmt"

// Value is one setting as it is in force, for a person to check.
type Value struct {
	Key    string // "table.name"
	TOML   string // the value as TOML writes it
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
		}
	}
	return values
}
