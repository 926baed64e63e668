package ui

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// segment is a part of the status line. Where they do not all fit, those with the highest drop leave
// first; 0 always stays.
type segment struct {
	text  lang.Text
	style look.Ink
	drop  int
}

// statusLine says where the console stands: training or live, location, clerk, environment,
// connection, token, and what goes to the customer's phone.
func (m *Shell) statusLine() string {
	t := m.theme
	mark, style := msgTraining, t.Training
	if !m.options.Training {
		mark, style = msgLive, t.Live
	}
	segments := []segment{{lang.Join("", lang.Same(" "), mark, lang.Same(" ")), style, 0}}
	if text := m.doubtsText(); !text.Empty() {
		segments = append(segments, segment{text, t.Bad, 0})
	}
	if _, bad := m.journalText(); bad {
		segments = append(segments, segment{msgNoJournal, t.Bad, 0})
	}
	if !m.phone.Empty() {
		segments = append(segments, segment{m.phone, t.Strong, 0})
	}
	segments = append(segments, segment{m.place(), t.Text, 1}, segment{lang.Same(m.clerk), t.Text, 2},
		segment{lang.Same(m.options.Environment), t.Text, 5},
		segment{m.connection(), m.connectionStyle(), 3}, segment{m.token(), t.Text, 4})
	return m.fitSegments(segments)
}

// place is the location, with the terminal where it has a name.
func (m *Shell) place() lang.Text {
	if m.location == "" {
		return msgNotSignedIn
	}
	return lang.Join(" / ", lang.Same(m.location), lang.Same(m.options.Terminal))
}

func (m *Shell) connection() lang.Text {
	switch {
	case m.services.Err() != nil:
		return msgOffline
	case m.services.Conn() == nil:
		return msgStarting
	}
	if !m.services.Conn().Client.Reachable() {
		return msgOffline
	}
	switch m.services.Conn().Client.Token().Phase {
	case api.TokenUnreachable:
		return msgOffline
	case api.TokenNone, api.TokenFetching:
		return msgConnecting
	}
	return msgConnected
}

func (m *Shell) connectionStyle() look.Ink {
	if c := m.connection(); c == msgOffline {
		return m.theme.Bad
	}
	return m.theme.Text
}

// token is the token's state: minutes left, being refreshed, refused.
func (m *Shell) token() lang.Text {
	if m.services.Conn() == nil {
		return lang.Text{}
	}
	state := m.services.Conn().Client.Token()
	left := state.Expires.Sub(m.now())
	switch {
	case state.Phase == api.TokenRefused:
		return msgTokenRefused
	case state.Phase == api.TokenFetching:
		return msgTokenFetch
	case state.Phase == api.TokenRefreshing:
		return msgTokenRefresh
	case left <= 0:
		return msgTokenNone
	case left < time.Minute:
		return msgTokenLast
	}
	return msgTokenMinutes.With(int(left / time.Minute))
}

// fitSegments joins the segments that fit into the width.
func (m *Shell) fitSegments(segments []segment) string {
	separator := " " + m.theme.Glyphs.Dot + " "
	for {
		total, worst := 0, -1
		for i, s := range segments {
			if s.text.Empty() || s.text.In(m.language) == "" {
				continue
			}
			total += lipgloss.Width(s.text.In(m.language)) + lipgloss.Width(separator)
			if s.drop > 0 && (worst < 0 || s.drop > segments[worst].drop) {
				worst = i
			}
		}
		if total-lipgloss.Width(separator) <= m.width || worst < 0 {
			break
		}
		segments = append(segments[:worst:worst], segments[worst+1:]...)
	}
	var parts []string
	for _, s := range segments {
		if text := s.text.In(m.language); text != "" {
			parts = append(parts, s.style.Render(text))
		}
	}
	return look.Fit(strings.Join(parts, m.theme.Muted.Render(separator)), m.width, m.theme.Glyphs.Ellipsis)
}

// helpLine names the keys that work right now, as many as fit. The first of the page goes before
// those that work everywhere, its second before the last of them.
func (m *Shell) helpLine() string {
	head, tail := m.bindings()
	room := m.width - margin + len(keysGap) // the first key has the margin before it in place of a gap
	first, second := keysWidth(head[:min(1, len(head))]), keysWidth(head[:min(2, len(head))])
	if own := m.ownKeys(head); own > 2 {
		for len(tail) > 2 && keysWidth(head[:own])+keysWidth(tail) > room {
			tail = tail[:len(tail)-1]
		}
	}
	if most := len(tail) - 1; most > 1 && second+keysWidth(tail) > room && second+keysWidth(tail[:most]) <= room {
		tail = tail[:most]
	}
	for len(tail) > 1 && first+keysWidth(tail) > room {
		tail = tail[:len(tail)-1]
	}
	shown, width := 0, keysWidth(tail)
	for shown < len(head) && width+keysWidth(head[shown:shown+1]) <= room {
		width += keysWidth(head[shown : shown+1])
		shown++
	}
	var line strings.Builder
	m.writeKeys(&line, head[:shown])
	m.writeKeys(&line, tail)
	return look.Fit(line.String(), m.width, m.theme.Glyphs.Ellipsis)
}

// ownKeys returns how many of the keys do something on the page, not how to move on it: those are
// shown nowhere else.
func (m *Shell) ownKeys(head []key.Binding) int {
	p, ok := m.top().(*player)
	if !ok || m.dialog != nil || m.help != nil {
		return 0
	}
	switch p.page.Body.(type) {
	case *flows.Report, *flows.Ask: // they list them on the page
		return 0
	}
	return min(len(head), 1+len(p.page.Actions))
}

// keysGap is the space before a key and what it does.
const keysGap = "  "

// keysWidth returns the width of keys beside one another, with the gaps before all but the line's first.
func keysWidth(bindings []key.Binding) int {
	width := 0
	for _, b := range bindings {
		width += len(keysGap) + look.Cells(b.Help().Key) + 1 + look.Cells(b.Help().Desc)
	}
	return width
}

func (m *Shell) writeKeys(line *strings.Builder, bindings []key.Binding) {
	for _, b := range bindings {
		gap := keysGap
		if line.Len() == 0 {
			gap = keysGap[:margin]
		}
		line.WriteString(gap + m.theme.Key.Render(b.Help().Key) + " " + m.theme.Muted.Render(b.Help().Desc))
	}
}
