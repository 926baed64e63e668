package look

import "countertop/api"

// Frame is the room something has and how it is drawn there.
type Frame struct {
	Width, Height int
	Theme         *Theme
	Language      api.Language
}
