package config

import (
	"fmt"
	"strings"
)

// Problem is one thing in the configuration that can't be used.
type Problem struct {
	File string // empty: there is no file, the environment is at fault
	Line int    // 1 is the first; 0: no line of the file says it
	Key  string // such as "api.environment"; empty: the file as a whole
	// Value is what stands there, as TOML writes it; empty where nothing does and
	// where it might be a secret.
	Value   string
	Message string // what was expected, or what is wrong
}

// Error is one line: file:line: key = value: what was expected.
func (p Problem) Error() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.File)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
		}
		b.WriteString(": ")
	}
	if p.Key != "" {
		b.WriteString(p.Key)
		if p.Value != "" {
			b.WriteString(" = " + p.Value)
		}
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	return b.String()
}

// Refuse is a value of the configuration that another part of the program can't use, with the line
// it stands on.
func (c Config) Refuse(key, value, message string) Problems {
	return Problems{{File: c.File, Line: c.lines[key], Key: key, Value: written(value), Message: message}}
}

// Problems is everything that was wrong, in the order of the file.
type Problems []Problem

// Error is a line for each problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}
