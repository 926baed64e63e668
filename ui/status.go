package ui

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"

	"countertop/api"
	"countertop/flows/lang"
)

// segment is a part of the status line. Where they do not all fit, those with the highest drop leave
// first; 0 always stays.
type segment struct {
	text  lang.Text
	style ink
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
	if n := len(m.recorder.InDoubt()); n > 0 {
		segments = append(segments, segment{msgInDoubt.With(n), t.Bad, 0})
	}
	if !m.link.phone.Empty() {
		segments = append(segments, segment{m.link.phone, t.Strong, 0})
	}
	segments = append(segments, segment{m.place(), t.Text, 1}, segment{lang.Same(m.clerk), t.Text, 2},
		segment{lang.Same(m.options.Environment), t.Text, 4},
		segment{m.connection(), m.connectionStyle(), 3}, segment{m.token(), t.Text, 5})
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
	case m.link.err != nil:
		return msgOffline
	case m.link.conn == nil:
		return msgStarting
	}
	if !m.link.conn.Client.Reachable() {
		return msgOffline
	}
	switch m.link.conn.Client.Token().Phase {
	case api.TokenUnreachable:
		return msgOffline
	case api.TokenNone, api.TokenFetching:
		return msgConnecting
	}
	return msgConnected
}

func (m *Shell) connectionStyle() ink {
	if c := m.connection(); c == msgOffline {
		return m.theme.Bad
	}
	return m.theme.Text
}

// token is the token's state: minutes left, being refreshed, refused.
func (m *Shell) token() lang.Text {
	if m.link.conn == nil {
		return lang.Text{}
	}
	state := m.link.conn.Client.Token()
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
	return fit(strings.Join(parts, m.theme.Muted.Render(separator)), m.width, m.theme.Glyphs.Ellipsis)
}

// helpLine names the keys that work right now, as many as fit. The first of the page goes before
// those that work everywhere, its second before the last of them.
func (m *Shell) helpLine() string {
	here, always := m.bindings()
	head, tail := m.keyTexts(here), m.keyTexts(always)
	room := m.width - margin
	first, second := head[:min(1, len(head))], head[:min(2, len(head))]
	if most := len(tail) - 1; most > 1 && keysWidth(second, tail) > room && keysWidth(second, tail[:most]) <= room {
		tail = tail[:most]
	}
	for len(tail) > 1 && keysWidth(first, tail) > room {
		tail = tail[:len(tail)-1]
	}
	shown := 0
	for shown < len(head) && keysWidth(head[:shown+1], tail) <= room {
		shown++
	}
	line := strings.Repeat(" ", margin) + strings.Join(append(head[:shown:shown], tail...), keysGap)
	return fit(line, m.width, m.theme.Glyphs.Ellipsis)
}

const keysGap = "  "

// keysWidth is how wide keys are beside one another.
func keysWidth(head, tail []string) int {
	width := 0
	for _, text := range append(head[:len(head):len(head)], tail...) {
		width += lipgloss.Width(text) + len(keysGap)
	}
	return max(0, width-len(keysGap))
}

func (m *Shell) keyTexts(bindings []key.Binding) []string {
	texts := make([]string, 0, len(bindings))
	for _, b := range bindings {
		texts = append(texts, m.theme.Key.Render(b.Help().Key)+" "+m.theme.Muted.Render(b.Help().Desc))
	}
	return texts
}

// bindings are the keys that work right now: of what is in front, and everywhere.
func (m *Shell) bindings() (here, always []key.Binding) {
	if m.dialog != nil {
		return m.dialog.bindings(m.language), []key.Binding{bind(m.language, keyLanguage, doLanguage, languageKeys...)}
	}
	if m.help != nil {
		return []key.Binding{bind(m.language, keyEsc, doClose, backKeys...)}, []key.Binding{bind(m.language, keyLanguage, doLanguage, languageKeys...)}
	}
	return m.top().bindings(m.language), m.globalBindings()
}
