package api

// This file names every code of the vendor's lists that a rule of this program depends on (docs/decisions.md). Everything else that
// a clerk chooses from comes from the catalogue at run time, and stands nowhere in the program.

// Codes of i18n's provinces (docs/contract.md §3, SEEN). The age of majority, the letters of postal codes and what the law of
// Quebec wants depend on them.
const (
	Alberta              = "AB"
	BritishColumbia      = "BC"
	Manitoba             = "MB"
	NewBrunswick         = "NB"
	Newfoundland         = "NL"
	NovaScotia           = "NS"
	NorthwestTerritories = "NT"
	Nunavut              = "NU"
	Ontario              = "ON"
	PrinceEdwardIsland   = "PE"
	Quebec               = "QC"
	Saskatchewan         = "SK"
	Yukon                = "YT"
)

// Codes of i18n's occupation_ids (docs/contract.md §3, SEEN): those with an employer.
const (
	FullTimeEmployment = "FE"
	PartTimeEmployment = "PE"
	SelfEmployed       = "SE"
	SeasonalWorker     = "SW"
)

// Codes of i18n's transaction_types (docs/contract.md §3, §7, SEEN).
const (
	PromotionalPurchase = "promotional_purchase"
	RegularPurchaseType = "regular_purchase"
)

// The account types (docs/contract.md §4, SEEN). No list of i18n has them.
const (
	ConsumerAccount = "consumer"
	BusinessAccount = "business"
)

// The statuses of an account (docs/contract.md §4, SEEN). AccountNormal is the only one that may purchase.
const (
	AccountNormal     = "N"
	AccountProhibited = "A"
	AccountFrozen     = "F"
	AccountChargedOff = "Z"
	AccountClosed     = "C"
)

// ReasonNormal is the reason code of an account without a reason (docs/contract.md §4, SEEN).
const ReasonNormal = "NNOR"

// NoRating is the risk rating of an account that has none (docs/contract.md §4, SEEN).
const NoRating = "N"
