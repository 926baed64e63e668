package training

// This file puts the server's faults into the words of the trainer's pages.

import (
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows/trainer"
)

// desk is the embedded server as a trainer works it: its faults in the words of the trainer's pages.
type desk struct{ *sandbox.Server }

func (d desk) Armed() []trainer.Armed {
	var armed []trainer.Armed
	for _, a := range d.ArmedFaults() {
		armed = append(armed, trainer.Armed{ID: a.ID, Until: a.Until, Fault: trainer.Fault{
			Kind: string(a.Kind), Path: a.Path, Count: a.Count, Percent: a.Percent, Delay: a.Delay, For: a.For,
		}})
	}
	return armed
}

func (d desk) Arm(f trainer.Fault) error {
	arms := fault.Fault{
		Kind: fault.Kind(f.Kind), Path: f.Path, Count: f.Count, Percent: f.Percent, Delay: f.Delay, For: f.For,
	}
	if err := sandbox.CheckFault(arms); err != nil {
		return err
	}
	d.Server.Arm(arms)
	return nil
}

func (d desk) Disarm(ids ...int) {
	for _, id := range ids {
		d.DisarmOne(id)
	}
}
