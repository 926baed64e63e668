package page

import (
	"fmt"
	"testing"

	"countertop/api/private"
)

func TestAFormPrintsAsDots(t *testing.T) {
	form, _ := inventedForm()
	if text := fmt.Sprintf("%+v", askOver(form)); text != private.Dots {
		t.Error(text)
	}
}
