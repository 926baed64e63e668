package plainfile

// This file is open.go's for Windows, whose pipes have no names among files.

const nonblocking = 0
