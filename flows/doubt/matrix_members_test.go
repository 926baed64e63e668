package doubt_test

// This file holds what a server may say of a sale by members that no contract has.

// members are rows that say more than the contract.
func members() []twist {
	says := func(name string, value any) func(question, object) *said {
		return eachRow(func(row object) { row[name] = value })
	}
	return []twist{
		{name: "rows that say what they are", answer: eachRow(honestly), made: every, none: every},
		{name: "rows that are void", answer: says("voided", true), made: never, none: must},
		{name: "rows with a result that says no", answer: says("result", "declined"), made: never, none: must},
		{name: "rows of which a part was approved", answer: says("approved_amount", 30), made: never, none: must},
		{name: "rows in another currency", answer: says("currency", "USD"), made: never, none: must},
		{name: "rows with more captures than they list", answer: says("captures_count", 9), made: never, none: must},
		{name: "rows that are not complete", answer: says("complete", false), made: never, none: must},
		{name: "rows of which something is pending", answer: says("pending_release", 1), made: never, none: must},
	}
}

// honestly says by other members what the contract's say.
func honestly(row object) {
	row["currency"], row["voided"], row["returned_amount"] = "CAD", false, 0
	if row["capture_id"] == nil {
		row["approved_amount"] = row["amount"]
	}
}
