// Package sandbox answers the POS API for training and for tests: an http.Handler
// with state, so that a whole sale can be practised without a network, a credit
// bureau or money.
//
// It reads CONTRACT for itself: it shares the exact amount (api.Money) with the
// client and nothing else, so that a misreading in one of the two is found by
// talking to the other. It is strict about input: an unknown member, a code that the
// catalogue does not hold or a length over the limit is refused with the name of
// the parameter. It is not the vendor's server: what CONTRACT marks ASSUMED is
// assumed here too, limits and prices are invented, and every disclosure says that
// it is a sample.
//
// Nothing in it is global. Time, the seed of ids and PINs, the catalogue and what
// happens to a "sent" PIN come with Options. Money is computed by pure functions
// over integers (interest.go); everything that changes is in one state behind one
// lock (state.go), and no lock is held while the network is read or written.
//
// SampleCustomers lists the invented customers to train with; all of them answer
// "sample" to their security question.
package sandbox
