package talk

import "countertop/flows/words"

var (
	msgNotConcluded     = words.NotRecorded
	msgNotConcludedNext = words.KeepSlip
	msgLeaveInDoubt     = words.LeaveInDoubt

	// OtherHeadline is the headline of the page where an earlier call is in doubt.
	OtherHeadline = words.OtherDoubtFirst
)
