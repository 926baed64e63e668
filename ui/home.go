package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/application"
	"countertop/flows/dayend"
	"countertop/flows/history"
	"countertop/flows/lang"
	"countertop/flows/loss"
	"countertop/flows/payment"
	"countertop/flows/purchase"
	"countertop/flows/sale"
	"countertop/flows/signin"
	"countertop/flows/trainer"
	"countertop/ui/look"
)

// home lists what can be done, each with a key.
type home struct {
	shell    *Shell
	language api.Language
	at       int
	// row is how many lines an entry takes: two where there is room.
	row int
}

// entry is one thing to do.
type entry struct {
	key        rune
	name, what lang.Text
}

// The entries' keys.
const (
	entryApply    = 'n'
	entryPurchase = 'p'
	entryLookup   = 'l'
	entrySales    = 's'
	entryPayment  = 'd'
	entryHistory  = 'h'
	entryDayEnd   = 'e'
	entryDoubts   = 'i'
	entryLoss     = 'j'
	entryLesson   = 't'
	entryRetry    = 'r'
	entrySignOut  = 'o'
	entryQuit     = 'q'
)

func newHome(m *Shell) *home { return &home{shell: m, language: m.language, row: 1} }

// entries are what can be done now: without a connection, only what does not need one.
func (h *home) entries() []entry {
	var list []entry
	if h.shell.link.err != nil {
		list = append(list, entry{entryRetry, msgRetry, msgRetryWhat})
	} else {
		list = append(list, entry{entryApply, msgApply, msgApplyWhat},
			entry{entryPurchase, msgPurchase, msgPurchaseWhat},
			entry{entryLookup, msgLookup, msgLookupWhat},
			entry{entrySales, msgSales, msgSalesWhat},
			entry{entryPayment, msgPayments, msgPaymentsWhat})
	}
	if h.shell.reads() {
		list = append(list, entry{entryHistory, msgHistory, msgHistoryWhat}, entry{entryDayEnd, msgDayEnd, msgDayEndWhat})
	}
	if h.shell.hasDoubts() {
		list = append(list, entry{entryDoubts, msgDoubts, msgDoubtsWhat})
	}
	if h.shell.hasLoss() {
		list = append(list, entry{entryLoss, msgLoss, msgLossWhat})
	}
	if h.shell.trainer() != nil {
		list = append(list, entry{entryLesson, msgLesson, msgLessonWhat})
	}
	return append(list, entry{entrySignOut, msgSignOut, msgSignOutWhat}, entry{entryQuit, msgQuit, msgQuitWhat})
}

func (h *home) update(msg tea.Msg) action {
	entries := h.entries()
	h.at = min(h.at, len(entries)-1)
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return h.key(msg, entries)
	case tea.MouseClickMsg:
		if i := (msg.Y - homeTop) / h.row; msg.Y >= homeTop && (msg.Y-homeTop)%h.row == 0 && i < len(entries) {
			h.at = i
			return action{do: actHome, home: entries[i].key}
		}
	}
	return action{}
}

// homeKeys are the keys of the home screen beside the entries' own.
var homeKeys = []look.Row[*home, action]{
	{Key: look.EntryUp, As: look.UpDown, Does: look.DoMove, Do: func(h *home) action { return h.to(h.at - 1) }},
	{Key: look.EntryDown, As: look.UpDown, Does: look.DoMove, Do: func(h *home) action { return h.to(h.at + 1) }},
	{Key: look.Home, Do: func(h *home) action { return h.to(0) }},
	{Key: look.End, Do: func(h *home) action { return h.to(len(h.entries()) - 1) }},
	{Key: look.Enter, Does: look.DoChoose, Do: func(h *home) action { return action{do: actHome, home: h.entries()[h.at].key} }},
}

func (h *home) to(at int) action {
	h.at = max(0, min(at, len(h.entries())-1))
	return action{}
}

func (h *home) key(msg tea.KeyPressMsg, entries []entry) action {
	if a, ok := look.Press(h, homeKeys, msg); ok {
		return a
	}
	for _, e := range entries {
		if look.Letter(e.key).Pressed(msg) {
			return action{do: actHome, home: e.key}
		}
	}
	return action{}
}

// homeTop is the line the entries begin at; homeBelow is what stands below them at least.
const homeTop, homeBelow = 2, 3

func (h *home) view(f look.Frame) []string {
	t := f.Theme
	lines := []string{t.Heading.Render(look.Fit(msgHomeTitle.In(f.Language), f.Width, t.Glyphs.Ellipsis)), ""}
	entries, below := h.entries(), h.below(f)
	h.row = 1
	if homeTop+2*len(entries)+max(homeBelow, len(below)) <= f.Height {
		h.row = 2
	}
	names := 0
	for _, e := range entries {
		names = max(names, lipgloss.Width(e.name.In(f.Language)))
	}
	for i, e := range entries {
		marker, style := "  ", t.Text
		if i == h.at {
			marker, style = t.Accent.Render(t.Glyphs.Marker)+" ", t.Selected
		}
		line := marker + t.Key.Render(string(e.key)) + "  " + style.Render(look.Pad(e.name.In(f.Language), names)) +
			"   " + t.Muted.Render(e.what.In(f.Language))
		lines = append(lines, look.Fit(line, f.Width, t.Glyphs.Ellipsis))
		if h.row == 2 {
			lines = append(lines, "")
		}
	}
	if h.row == 1 {
		lines = append(lines, "")
	}
	return append(lines, below...)
}

// below is what stands below the entries: why nothing can be sent, and what the console works with.
func (h *home) below(f look.Frame) (lines []string) {
	t := f.Theme
	if err := h.shell.link.err; err != nil {
		return look.Styled(t.Bad, look.Wrap(msgConnectFailed.With(err.Error()).In(f.Language), f.Width))
	}
	if text := h.shell.noToken(); !text.Empty() {
		lines = append(lines, look.Styled(t.Bad, look.Wrap(text.In(f.Language), f.Width))...)
	}
	if text, bad := h.shell.journalText(); !text.Empty() {
		style := t.Muted
		if bad {
			style = t.Bad
		}
		lines = append(lines, look.Styled(style, look.Wrap(text.In(f.Language), f.Width))...)
	}
	return append(lines, look.Styled(t.Muted, look.Wrap(h.shell.listsText().In(f.Language), f.Width))...)
}

func (h *home) refresh(language api.Language) action {
	h.language = language
	return action{}
}

func (h *home) title() lang.Text     { return lang.Text{} }
func (h *home) canLeave() bool       { return false }
func (h *home) leaveWord() lang.Text { return look.DoBack }

func (h *home) bindings(l api.Language) []key.Binding {
	entries := h.entries()
	letters := make([]look.Key, len(entries))
	for i, e := range entries {
		letters[i] = look.Letter(e.key)
	}
	return append(look.Help(h, homeKeys, l), look.Joined(letters...).Help(l, look.DoOpen))
}

// home does what an entry of the home screen names. What needs the connection waits
// for it, with the keys typed meanwhile.
func (m *Shell) home(entry rune) tea.Cmd {
	switch entry {
	case entryQuit:
		return m.quit()
	case entrySignOut:
		m.ask(&dialog{title: msgSignOutTitle, text: msgSignOutText, yes: msgSignOut, no: msgLeaveNo,
			then: action{do: actHome, home: entrySignedOut}})
		return nil
	case entrySignedOut:
		m.clerk, m.location, m.link.phone = "", "", lang.Text{}
		m.stack = []screen{m.newSignIn()}
		return nil
	case entryRetry:
		return m.connect()
	case entryDoubts:
		return m.openDoubts()
	}
	var again tea.Cmd
	if entry == entryApply && m.link.conn != nil && m.link.lists == listsFailed && !m.link.askedAgain {
		m.link.askedAgain, m.link.lists = true, listsLoading // the line may be back
		again = m.freshLists()
	}
	if !m.reaches(entry) {
		m.link.opening = entry
		m.say = msgWaitConnect
		switch {
		case entry == entryHistory, entry == entryDayEnd:
			m.say = msgWaitJournal
		case m.link.conn != nil:
			m.say = msgWaitLists
		}
		return again
	}
	m.link.askedAgain = false
	opened := newPlayer(m.open(entry), m.language, m.now)
	m.push(opened)
	opened.spoken = "" // what begins with reading does so now
	return tea.Batch(m.apply(opened, opened.refresh(m.language)), m.renewLists())
}

// entrySignedOut is what the question for signing out leads to.
const entrySignedOut = 'O'

// open makes the flow of an entry.
func (m *Shell) open(entry rune) flows.Flow {
	counter, client, recorder := m.counter(), m.link.conn.Client, m.link.conn.Journal
	switch entry {
	case entryPurchase:
		return purchase.New(counter, client, recorder).LeadingTo(m.madeSale).AskedBy(m.link.doubts.resolver)
	case entryLookup:
		return account.New(counter, client, func(found account.Found) flows.Flow {
			return purchase.ForAccount(m.counter(), client, recorder, found).LeadingTo(m.madeSale).AskedBy(m.link.doubts.resolver)
		}).Offer(append(m.saleWays(), m.closingWay())...)
	case entrySales:
		return sale.Find(counter, client, m.link.conn.Journal)
	case entryHistory:
		return history.New(counter, recorder.Opened(), m.openSale)
	case entryDayEnd:
		return dayend.New(counter, client, recorder.Opened()).LeadingTo(m.openSale)
	case entryLoss:
		return loss.New(counter, recorder.Opened())
	case entryPayment:
		return payment.New(counter, client, recorder)
	case entryLesson:
		return trainer.New(m.trainer(), m.now().Location())
	}
	return application.New(counter, client, application.Deps{
		Recorder: recorder,
		Lost:     m.link.doubts.resolver.Remember,
		Refresh:  m.link.conn.Catalogues.Refresh,
		Purchase: func(decision api.Decision, requestID string, reference api.ReferenceID) flows.Flow {
			return purchase.AfterApproval(m.counter(), client, recorder, decision, requestID, reference).LeadingTo(m.madeSale).AskedBy(m.link.doubts.resolver)
		},
	})
}

// newSignIn is the page a console starts with.
func (m *Shell) newSignIn() screen {
	p := newPlayer(signin.New(m.options.Locations), m.language, m.now)
	p.root = true
	return p
}
