// Package flowtest plays flows in tests: a clerk who fills fields in by their keys and goes the usual way through pages that a
// test does not name, and a recorder that keeps intents in memory.
package flowtest
