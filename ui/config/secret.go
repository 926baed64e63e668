package config

import (
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"countertop/api"
	"countertop/api/plainfile"
)

// Secret reads the client secret: from COUNTERTOP_CLIENT_SECRET, else from
// client_secret_file, whose first line it is. A file that everybody on the machine
// may open is refused, because then the secret is none. The embedded server asks for
// no secret. Called after the first frame: it touches the disk.
func (c Config) Secret(env func(string) string) (api.Secret, error) {
	if c.IsEmbedded() {
		return "", nil
	}
	if value := strings.TrimSpace(env(SecretVariable)); value != "" { // a script's line end is no part of it
		return checkedSecret(value, Problem{Key: SecretVariable})
	}
	at := Problem{File: c.File, Line: c.lines["api.client_secret_file"], Key: "api.client_secret_file", Value: written(c.API.ClientSecretFile)}
	info, err := os.Stat(c.API.ClientSecretFile)
	if err != nil {
		return "", at.because("cannot be read: " + reason(err))
	}
	if open := openToAll(info); open != "" {
		return "", at.because(open)
	}
	text, err := plainfile.Read(c.API.ClientSecretFile)
	if err != nil {
		return "", at.because("cannot be read: " + reason(err))
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	return checkedSecret(strings.TrimSpace(first), at)
}

// openToAll says what to do about a file that others may open; empty where they
// can't. Windows keeps such rights elsewhere and is not asked.
func openToAll(info fs.FileInfo) string {
	if info.IsDir() {
		return "is a folder, expected a file"
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0 {
		return fmt.Sprintf("everybody on this machine may open it (mode %04o): run chmod 600 on it", info.Mode().Perm())
	}
	return ""
}

// checkedSecret holds docs/contract.md §2: ASCII(100).
func checkedSecret(value string, at Problem) (api.Secret, error) {
	if !acceptsASCII(1, 100)(value) {
		return "", at.because("holds no secret: expected 1 to 100 ASCII characters without spaces")
	}
	return api.Secret(value), nil
}

// because is a problem on its own, as an error.
func (p Problem) because(message string) error {
	p.Message = message
	return Problems{p}
}
