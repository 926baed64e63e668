//go:build !unix

package journal

var unixRoles = map[string]func([]string) error{}
