package ui

import (
	"strings"

	"countertop/flows"
	"countertop/flows/lang"
)

// noticeLines draws a notice in few lines: what happened; whether money moved and what to do next;
// in the server's words, with what support will ask for.
func noticeLines(n *flows.Notice, f frame) []string {
	if n == nil {
		return nil
	}
	mark, style := toneOf(n.Tone, f.theme)
	lines := marked(mark, n.What.In(f.language), style, f.width)
	inner := f
	if mark != "" {
		inner.width = max(1, f.width-2)
	}
	below := append(moneyAndNext(n, inner), serverLines(n, inner)...)
	for _, line := range below {
		lines = append(lines, fit(spaces(f.width-inner.width)+line, f.width, ""))
	}
	return lines
}

// moneyAndNext is one paragraph, of which what money did stands out.
func moneyAndNext(n *flows.Notice, f frame) []string {
	money, next := legible(n.Money.In(f.language)), legible(n.Next.In(f.language))
	if money == "" && next == "" {
		return nil
	}
	text := strings.TrimSpace(money + " " + next)
	pieces := broken(text, f.width)
	lines := make([]string, len(pieces))
	for i, p := range pieces {
		split := min(max(p.from, len(money)), p.to)
		lines[i] = rendered(f.theme.Strong, text[p.from:split]) + rendered(f.theme.Text, text[split:p.to])
	}
	return lines
}

func rendered(style ink, s string) string {
	if s == "" {
		return ""
	}
	return style.Render(s)
}

// serverShare is which part of the height the server's own words may take.
const serverShare = 6

// serverLines quotes the server, and names code and reference.
func serverLines(n *flows.Notice, f frame) []string {
	var lines []string
	if n.Server != "" {
		lines = wrap(msgServerSays.With(n.Server).In(f.language), f.width)
	}
	if most := max(2, f.height/serverShare); len(lines) > most {
		lines = lines[:most]
		lines[most-1] = fit(lines[most-1], f.width-2, "") + " " + fit(f.theme.Glyphs.Ellipsis, 1, "")
	}
	var support []lang.Text
	if n.Code != "" {
		support = append(support, msgCode.With(n.Code))
	}
	if n.Ref != "" {
		support = append(support, msgReference.With(string(n.Ref)))
	}
	if about := lang.Join(" "+f.theme.Glyphs.Dot+" ", support...).In(f.language); about != "" {
		last := len(lines) - 1
		if last >= 0 && cells(lines[last])+2+cells(about) <= f.width {
			lines[last] += "  " + about
		} else {
			lines = append(lines, wrap(about, f.width)...)
		}
	}
	return styled(f.theme.Muted, lines)
}
