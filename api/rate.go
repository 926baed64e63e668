package api

// Rate is a yearly rate as a fraction, exact, in units of 1e-8: 0.0999 (9.99 %) is 9_990_000.
type Rate int64
