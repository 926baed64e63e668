package dumps

import "golang.org/x/sys/windows"

// withoutHeap is WER_FAULT_REPORTING_FLAG_NOHEAP: an error report of Windows holds no heap.
const withoutHeap = 1

// Forbid keeps the values of this process, such as a customer's and the client secret, out of the reports of Windows
// Error Reporting, which GOTRACEBACK=wer asks for too. A failure changes nothing for the clerk.
func Forbid() {
	windows.SetErrorMode(windows.SEM_FAILCRITICALERRORS | windows.SEM_NOGPFAULTERRORBOX | windows.SEM_NOOPENFILEERRORBOX)
	if set := windows.NewLazySystemDLL("kernel32.dll").NewProc("WerSetFlags"); set.Find() == nil {
		_, _, _ = set.Call(withoutHeap)
	}
}
