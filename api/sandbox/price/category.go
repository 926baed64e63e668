package price

// The categories of risk ratings (docs/contract.md §4). This server answers the newest letters; XH, XXH and XXXH
// are older servers' words, and those of state files that were kept before.
const (
	Preferred = "preferred"
	Premium   = "premium"
	Standard  = "standard"
)

// CategoryOf is the category of a risk rating; "" for one that is not known.
func CategoryOf(rating string) string {
	switch rating {
	case "L", "M":
		return Preferred
	case "H", "X", "XH":
		return Premium
	case "Y", "Z", "P", "Q", "R", "S", "XXH", "XXXH":
		return Standard
	}
	return ""
}
