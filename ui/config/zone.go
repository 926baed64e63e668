package config

import (
	"strings"
	"time"
	_ "time/tzdata" // a Windows counter and a small container have no zones of their own
)

// ZoneSystem is the time zone of this computer.
const ZoneSystem = "system"

const expectedZone = `"system" or a time zone of the IANA's, such as "America/Toronto"`

// Zone is the store's time zone: whose day it is on slips, in documents, the history and a day's end.
func (c Config) Zone() *time.Location {
	if c.Store.Timezone == ZoneSystem {
		return time.Local
	}
	zone, err := time.LoadLocation(c.Store.Timezone)
	if err != nil { // the file was refused
		return time.Local
	}
	return zone
}

// acceptsZone takes names that mean the same everywhere: Go's "Local" and an empty name do not.
func acceptsZone(name string) bool {
	if name == ZoneSystem {
		return true
	}
	_, err := time.LoadLocation(name)
	return err == nil && name != "" && !strings.EqualFold(name, "local")
}
