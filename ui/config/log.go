package config

import (
	"log/slog"
	"os"
	"path/filepath"
)

// Log holds the settings of the log of requests, for support. The log never says who the customer is.
type Log struct {
	Level LogLevel
	// File is absolute; a console that finds it taken by another writes beside it.
	File       string
	MaxSizeMB  int // how large a file may grow, in megabytes
	KeptFiles  int // how many full files are kept beside it
	MaxAgeDays int // after how many days a full file is removed
}

// LogLevel is the least that is worth a line.
type LogLevel string

// The levels. Error: requests of which the server, the line or the credentials are to blame, and
// those of which nobody knows whether they were executed. Warn: those that were refused, too. Info:
// every request. Debug: also that one is being sent.
const (
	LogOff   LogLevel = "off"
	LogError LogLevel = "error"
	LogWarn  LogLevel = "warn"
	LogInfo  LogLevel = "info"
	LogDebug LogLevel = "debug"
)

// Slog is the level for slog; false where nothing is to be logged.
func (l LogLevel) Slog() (slog.Level, bool) {
	level, known := map[LogLevel]slog.Level{
		LogError: slog.LevelError, LogWarn: slog.LevelWarn, LogInfo: slog.LevelInfo, LogDebug: slog.LevelDebug,
	}[l]
	return level, known
}

// resolveLog makes the log's file absolute, or takes the default: the state folder's, or, where the
// system knows none, the one for files that may be lost. Each environment has its own.
func (r *reading) resolveLog() {
	c := &r.config
	if c.lines["log.file"] > 0 {
		c.Log.File = r.absolute("log.file", c.Log.File)
		return
	}
	folder := stateFolder(r.env)
	if folder == "" {
		folder = os.TempDir()
	}
	c.Log.File = filepath.Join(folder, "countertop", c.folderName(), "console.log")
}
