package page

import (
	"strings"

	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// NoticeLines draws a notice in few lines: what happened; whether money moved and what to do next;
// in the server's words, with what support will ask for.
func NoticeLines(n *flows.Notice, f look.Frame) []string {
	if n == nil {
		return nil
	}
	mark, style := toneOf(n.Tone, f.Theme)
	lines := marked(mark, n.What.In(f.Language), style, f.Width)
	inner := f
	if mark != "" {
		inner.Width = max(1, f.Width-2)
	}
	below := append(moneyAndNext(n, inner), serverLines(n, inner)...)
	for _, line := range below {
		lines = append(lines, look.Fit(look.Spaces(f.Width-inner.Width)+line, f.Width, ""))
	}
	return lines
}

// moneyAndNext is one paragraph, of which what money did stands out.
func moneyAndNext(n *flows.Notice, f look.Frame) []string {
	money, next := look.Legible(n.Money.In(f.Language)), look.Legible(n.Next.In(f.Language))
	if money == "" && next == "" {
		return nil
	}
	text := strings.TrimSpace(money + " " + next)
	pieces := look.Break(text, f.Width)
	lines := make([]string, len(pieces))
	for i, p := range pieces {
		split := min(max(p.From, len(money)), p.To)
		lines[i] = rendered(f.Theme.Strong, text[p.From:split]) + rendered(f.Theme.Text, text[split:p.To])
	}
	return lines
}

func rendered(style look.Ink, s string) string {
	if s == "" {
		return ""
	}
	return style.Render(s)
}

// serverShare is which part of the height the server's own words may take.
const serverShare = 6

// serverLines quotes the server, and names code and reference.
func serverLines(n *flows.Notice, f look.Frame) []string {
	var lines []string
	if n.Server != "" {
		lines = look.Wrap(msgServerSays.With(n.Server).In(f.Language), f.Width)
	}
	if most := max(2, f.Height/serverShare); len(lines) > most {
		lines = lines[:most]
		lines[most-1] = look.Fit(lines[most-1], f.Width-2, "") + " " + look.Fit(f.Theme.Glyphs.Ellipsis, 1, "")
	}
	var support []lang.Text
	if n.Code != "" {
		support = append(support, msgCode.With(n.Code))
	}
	if n.Ref != "" {
		support = append(support, msgReference.With(string(n.Ref)))
	}
	if about := lang.Join(" "+f.Theme.Glyphs.Dot+" ", support...).In(f.Language); about != "" {
		last := len(lines) - 1
		if last >= 0 && look.Cells(lines[last])+2+look.Cells(about) <= f.Width {
			lines[last] += "  " + about
		} else {
			lines = append(lines, look.Wrap(about, f.Width)...)
		}
	}
	return look.Styled(f.Theme.Muted, lines)
}
