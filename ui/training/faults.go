package training

// This file reads the faults and employees of a configuration or a command line.

import (
	"fmt"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/ui/config"
)

// written reads faults that stand in a configuration or on a command line.
func written(lines []string) ([]fault.Fault, error) {
	var faults []fault.Fault
	for _, line := range lines {
		read, err := sandbox.ParseFault(line)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		faults = append(faults, read)
	}
	return faults, nil
}

func arm(training *sandbox.Server, faults []fault.Fault) {
	for _, each := range faults {
		training.Arm(each)
	}
}

// Vet finds what the training server would not take.
func Vet(c config.Config) error {
	for _, line := range c.Training.Faults {
		if _, err := sandbox.ParseFault(line); err != nil {
			return c.Refuse("training.faults", line, err.Error())
		}
	}
	if _, _, err := sandbox.ParseEmployees(c.Training.Employees); err != nil {
		refused := c.Refuse("training.employees", "", err.Error())
		refused[0].Value = "" // the message quotes the line
		return refused
	}
	return nil
}

// FaultKinds are the words for faults.
func FaultKinds() []string {
	var names []string
	for _, kind := range fault.Kinds() {
		names = append(names, string(kind))
	}
	return names
}
