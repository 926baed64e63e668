package config

// This file finds the folder where a counter keeps its journal: one for each environment, so that
// training and money never share a file.

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
)

// journalFile is the journal's name in its folder.
const journalFile = "journal.db"

// resolveJournal makes the journal's folder absolute, or takes the default.
func (r *reading) resolveJournal() {
	c := &r.config
	if c.lines["journal.folder"] > 0 {
		c.Journal.Folder = r.absolute("journal.folder", c.Journal.Folder)
		return
	}
	if state := stateFolder(r.env); state != "" {
		c.Journal.Folder = filepath.Join(state, "countertop")
	}
}

// stateFolder returns the system's folder for what must outlive a program and is no setting;
// empty if there is none.
func stateFolder(env func(string) string) string {
	if runtime.GOOS == "windows" {
		if folder := env("LocalAppData"); filepath.IsAbs(folder) {
			return folder
		}
	}
	if folder := env("XDG_STATE_HOME"); filepath.IsAbs(folder) {
		return folder
	}
	if folder, err := os.UserConfigDir(); err == nil && runtime.GOOS == "darwin" {
		return folder // Application Support
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".local", "state")
}

// JournalMemory is a folder away from the journal's, in which the end of each journal is remembered, so that one that was removed is
// missed; empty where there is none. The embedded server forgets with its journal: nothing is lost there.
func (c Config) JournalMemory(env func(string) string) string {
	if c.IsEmbedded() {
		return ""
	}
	folder := env("XDG_DATA_HOME")
	if runtime.GOOS == "windows" {
		folder = env("AppData")
	}
	if !filepath.IsAbs(folder) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		folder = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(folder, "countertop", c.folderName())
}

// JournalPath is the journal's file; empty where there is no place for it. Each seed of the embedded
// server is a world of its own, with a journal of its own.
func (c Config) JournalPath() string { return c.kept(journalFile) }

// TrainingStatePath returns the file of the embedded server's state, beside its journal; empty
// if nothing is kept.
func (c Config) TrainingStatePath() string {
	if !c.IsEmbedded() || !c.Training.Keep {
		return ""
	}
	return c.kept("server.state")
}

func (c Config) kept(file string) string {
	if c.Journal.Folder == "" {
		return ""
	}
	folder := filepath.Join(c.Journal.Folder, c.folderName())
	if c.IsEmbedded() {
		folder = filepath.Join(folder, "seed-"+strconv.FormatUint(c.Training.Seed, 10))
	}
	return filepath.Join(folder, file)
}
