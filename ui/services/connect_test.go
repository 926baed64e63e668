package services

import (
	"errors"
	"testing"

	"countertop/ui/config"
)

func TestWithoutAFolderForItNothingIsRecordedOrSent(t *testing.T) {
	c := config.Default()
	c.Journal.Folder = ""
	opening, end := journalOf(c, Server{}, nil)
	defer end()
	kept, err := opening.Open(t.Context())
	if kept != nil || !errors.Is(err, errNoJournalFolder) {
		t.Errorf("%v, %v", kept, err)
	}
}
