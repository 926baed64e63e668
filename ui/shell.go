package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/signin"
	"countertop/ui/look"
	"countertop/ui/services"
)

// Shell is the console's one tea.Model: it owns the stack of screens, the status line, the dialog
// and the theme, and applies what screens ask for in the same Update.
type Shell struct {
	options Options
	now     func() time.Time

	// Screen
	width, height int
	profile       colorprofile.Profile
	dark, utf8    bool
	theme         *look.Theme
	language      api.Language

	// Content
	stack  []screen
	dialog *dialog
	help   *helpScreen
	say    lang.Text // one line of news, until the next key

	// Keys typed while a task runs, for the page it leads to, or before a text was painted.
	ahead    []tea.Msg
	painting bool // a text is being painted for them

	// State
	clerk, location string
	services        *services.Services
	phone           lang.Text   // the last PIN to the customer's phone
	waits           waits       // the entry of the home screen that waits for something
	settled         int         // doubts that were settled and that the clerk has not looked at
	setup           flows.Setup // what the server refused for good, kept while the console runs
}

// NewShell is the console before its first frame: no file is read and nothing is sent yet.
func NewShell(o Options, now func() time.Time) *Shell {
	m := &Shell{options: o, now: in(o.Zone, now), language: o.Language, dark: true}
	m.profile, m.utf8 = o.profile(), look.UTF8Locale(o.env())
	m.dark = o.Theme != "light"
	m.dress()
	m.services = services.New(services.Wiring{
		Connect: o.Connect, Now: m.now, Later: o.later, Grace: o.Grace, Longest: o.Longest,
		Language: func() api.Language { return m.language },
	})
	m.stack = []screen{m.newSignIn()}
	return m
}

// in is the clock of a zone.
func in(zone *time.Location, now func() time.Time) func() time.Time {
	if zone == nil {
		zone = time.Local
	}
	return func() time.Time { return now().In(zone) }
}

// dress makes the theme for what is known of the terminal.
func (m *Shell) dress() {
	profile := m.profile
	if m.options.Theme == "none" {
		profile = colorprofile.ASCII
	}
	m.theme = look.NewTheme(profile, m.dark, m.utf8)
}

// Init starts what the first frame does not wait for.
func (m *Shell) Init() tea.Cmd {
	cmds := []tea.Cmd{m.services.Connect()}
	if m.options.Theme == "auto" || m.options.Theme == "" {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Update is the only place where the console's state changes.
func (m *Shell) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	model, cmd := m.take(msg)
	if asking := m.services.Doubts.Watch(); asking != nil {
		cmd = tea.Batch(cmd, asking)
	}
	return model, cmd
}

// take gives a message to whom it is for.
func (m *Shell) take(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		return m, nil
	case tea.BackgroundColorMsg:
		m.dark = msg.IsDark()
		m.dress()
		return m, nil
	case tea.ColorProfileMsg:
		m.profile = m.options.limit(msg.Profile)
		m.dress()
		return m, nil
	case tea.KeyPressMsg:
		m.services.Wake()
		return m, m.key(msg)
	case tea.PasteMsg:
		return m, m.paste(msg)
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		return m, m.mouse(msg)
	case services.Msg:
		event, cmd := m.services.Take(msg)
		return m, tea.Batch(cmd, m.happened(event))
	case paintedMsg:
		m.painting = false
		return m, m.replay()
	case savedMsg:
		m.say = msg.text()
		return m, nil
	case printedMsg:
		m.say = msg.text()
		return m, nil
	case taskDoneMsg:
		if msg.player == m.top() && msg.player.awaits(msg) {
			m.say = lang.Text{} // it was about the waiting
		}
		return m, m.apply(msg.player, msg.player.update(msg))
	case taskSecondMsg:
		return m, m.apply(msg.player, msg.player.update(msg))
	}
	return m, nil
}

// key gives a key to whoever is in front: the dialog, the help, the keys that work
// everywhere, the screen.
func (m *Shell) key(msg tea.KeyPressMsg) tea.Cmd {
	m.say = lang.Text{}
	switch {
	case m.dialog != nil:
		return m.dialogKey(msg)
	case look.Language.Pressed(msg):
		return m.speak()
	case look.Quit.Pressed(msg):
		m.help = nil
		return m.quit()
	case m.help != nil:
		if m.help.key(msg) {
			m.help = nil
			return m.replay()
		}
		return nil
	case look.HelpKey.Pressed(msg) || look.Question.Pressed(msg) && !m.typing():
		m.help = m.newHelp()
		return nil
	case look.Doubts.Pressed(msg):
		return m.openDoubts()
	}
	return m.toScreen(msg)
}

// typing reports whether a letter is text.
func (m *Shell) typing() bool {
	p, ok := m.top().(*player)
	if !ok {
		return false
	}
	_, fields := p.page.Body.(*flows.Ask)
	return fields || p.busy()
}

// paste gives pasted text to the screen, where nothing stands before it.
func (m *Shell) paste(msg tea.PasteMsg) tea.Cmd {
	if m.dialog != nil || m.help != nil {
		return nil
	}
	m.say = lang.Text{}
	return m.toScreen(msg)
}

// apply does what a screen asked for. What a screen that is no longer shown asks for is not
// done.
func (m *Shell) apply(from screen, a action) tea.Cmd {
	if !a.say.Empty() {
		m.say = a.say
	}
	if from != m.top() {
		return a.cmd
	}
	var cmd tea.Cmd
	switch a.do {
	case actPop:
		cmd = m.pop()
	case actOpen, actShow:
		opened := newPlayer(a.flow, m.language, m.now)
		opened.spoken = "" // whoever made it may have spoken another language
		if a.do == actOpen {
			m.stack = m.stack[:len(m.stack)-1]
		}
		m.push(opened)
		cmd = tea.Batch(m.apply(opened, opened.refresh(m.language)), m.replay())
	case actRead:
		m.push(newPlayer(newDocumentFlow(a.doc), m.language, m.now))
	case actSave:
		cmd = m.save(a.doc)
	case actPrint:
		cmd = m.print(a.doc)
	case actAsk:
		m.ask(a.ask)
	case actHome:
		cmd = m.home(a.home)
	case actSignOut:
		m.signOut()
	case actSettled:
		cmd = m.replay()
	case actDropped:
		m.drop()
	}
	return tea.Batch(a.cmd, cmd, m.warm())
}

// warm has the line opened when a page has come from which something is sent.
func (m *Shell) warm() tea.Cmd {
	p, ok := m.top().(*player)
	if !ok || !p.arrived || m.services.Conn() == nil {
		return nil
	}
	p.arrived = false
	return m.services.Warm()
}

func (m *Shell) top() screen {
	if len(m.stack) == 0 {
		return nil
	}
	return m.stack[len(m.stack)-1]
}

func (m *Shell) push(s screen) { m.stack = append(m.stack, s) }

// pop leaves the screen on top. Leaving the sign-in page with a clerk's id leads home.
func (m *Shell) pop() tea.Cmd {
	top := m.top()
	if p, ok := top.(*player); ok {
		p.stop()
	}
	if len(m.stack) > 1 {
		m.stack = m.stack[:len(m.stack)-1]
		if _, home := m.top().(*home); home { // the customer with the phone has gone
			m.phone = lang.Text{}
		}
		m.drop()
		return m.refresh()
	}
	if p, ok := top.(*player); ok {
		m.signIn(p.flow)
	}
	return m.replay()
}

// signIn takes who signed in, and opens the home screen.
func (m *Shell) signIn(flow flows.Flow) {
	if entered, ok := flow.(*signin.Flow); ok && entered.Clerk() != "" {
		m.clerk, m.location = entered.Clerk(), entered.Location()
		m.stack = []screen{newHome(m)}
	}
}

func (m *Shell) signedIn() bool { return m.clerk != "" }

func (m *Shell) signOut() {
	m.clerk, m.location, m.phone = "", "", lang.Text{}
	m.stack = []screen{m.newSignIn()}
}

// speak changes the language, of everything at once.
func (m *Shell) speak() tea.Cmd {
	if m.language == api.English {
		m.language = api.French
	} else {
		m.language = api.English
	}
	open := m.help != nil
	m.help = nil
	cmd := m.refresh()
	if open {
		m.help = m.newHelp()
	}
	return cmd
}

// refresh lets every screen take the language and the lists as they are now.
func (m *Shell) refresh() tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range m.stack {
		cmds = append(cmds, m.apply(s, s.refresh(m.language)))
	}
	return tea.Batch(cmds...)
}

// quit closes the console, with a question once a clerk has signed in: a letter from a scanner must not take the console
// away, even where nothing would be lost.
func (m *Shell) quit() tea.Cmd {
	question := &dialog{title: msgQuitTitle, yes: look.DoQuit, no: msgLeaveNo, then: action{do: actNothing, cmd: tea.Quit}}
	for _, s := range m.stack {
		p, ok := s.(*player)
		switch {
		case !ok:
		case p.moneyUnderWay():
			question.text = msgQuitBusy
		case p.flow.Dirty() && question.text.Empty():
			question.text = msgLeaveText
		}
	}
	if n := len(m.services.Journal.InDoubt()); n > 0 {
		question.text = lang.Join(" ", msgQuitDoubt.With(n), question.text)
	}
	switch {
	case !m.signedIn():
		return tea.Quit
	case question.text.Empty():
		question.text = msgQuitPlain
	}
	m.ask(question)
	return nil
}

// mouse gives a click or a turn of the wheel to the screen, where nothing stands before it.
func (m *Shell) mouse(msg tea.Msg) tea.Cmd {
	if m.dialog != nil || m.help != nil || m.waiting() || m.small() {
		return nil
	}
	m.say = lang.Text{}
	top := m.top()
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if msg.Button != tea.MouseLeft {
			return nil
		}
		msg.X, msg.Y = msg.X-margin, msg.Y-linesAbove
		return m.apply(top, top.update(msg))
	case tea.MouseWheelMsg:
		return m.apply(top, top.update(msg))
	}
	return nil
}
