package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
)

// reading is one file on its way into a Config.
type reading struct {
	config   Config
	meta     toml.MetaData
	problems Problems
	env      func(string) string
}

// parse makes a Config of a file's text; the path is for problems and for what the
// file says of other files. An empty path is no file.
func parse(path, text string, env func(string) string) (Config, error) {
	r := &reading{config: Default(), env: env}
	r.config.File = path
	r.config.lines = map[string]int{}
	tables := map[string]toml.Primitive{}
	meta, err := toml.Decode(text, &tables)
	if err != nil {
		return Config{}, Problems{r.syntax(err)}
	}
	r.meta = meta
	known := settings()
	for table, content := range tables {
		r.table(table, content, known)
	}
	r.resolvePaths()
	r.checkTogether()
	if len(r.problems) > 0 {
		slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
		return Config{}, r.problems
	}
	return r.config, nil
}

// syntax is a file that is no TOML; nothing else can be said of it.
func (r *reading) syntax(err error) Problem {
	p := Problem{File: r.config.File, Message: err.Error()}
	var at toml.ParseError
	if errors.As(err, &at) {
		p.Line, p.Key, p.Message = at.Position.Line, at.LastKey, at.Message
		if strings.Contains(p.Message, "escape") || strings.Contains(p.Message, "hexadecimal digits after") {
			p.Message += `; write a Windows path in single quotes, such as 'C:\Users\counter'`
		}
	}
	return p
}

// table reads the keys of one table.
func (r *reading) table(name string, content toml.Primitive, known []setting) {
	if !slices.ContainsFunc(known, func(s setting) bool { return strings.HasPrefix(s.key, name+".") }) {
		r.refuse(name, r.line(content), "", unknown("table", name, tableNames(known)))
		return
	}
	var whole any
	values := map[string]toml.Primitive{}
	err := errors.Join(r.meta.PrimitiveDecode(content, &whole), r.meta.PrimitiveDecode(content, &values))
	if _, isTable := whole.(map[string]any); err != nil || !isTable {
		r.refuse(name, r.line(content), "", "expected a table: ["+name+"] on its own line and its keys below")
		return
	}
	for key, value := range values {
		r.key(name+"."+key, value, known)
	}
}

// key reads one value.
func (r *reading) key(key string, value toml.Primitive, known []setting) {
	line := r.line(value)
	i := slices.IndexFunc(known, func(s setting) bool { return s.key == key })
	if i < 0 {
		// The value of an unknown key is not repeated: it may be a secret in the wrong place.
		table, name, _ := strings.Cut(key, ".")
		message := unknown("key", name, keyNames(table, known))
		if name == "client_secret" {
			message = "a secret never stands in this file: name a file with client_secret_file or set " + SecretVariable
		}
		r.refuse(key, line, "", message)
		return
	}
	r.config.lines[key] = line
	var decoded any
	if err := r.meta.PrimitiveDecode(value, &decoded); err != nil {
		r.refuse(key, line, "", "expected "+known[i].expected)
		return
	}
	if !known[i].read(&r.config, decoded) {
		r.refuse(key, line, withoutUser(written(decoded)), "expected "+known[i].expected)
	}
}

// locator is decoded into to learn where a value stands: the library tells a
// position only with a refusal.
type locator struct{}

var errHere = errors.New("here")

// UnmarshalTOML refuses whatever it is given.
func (*locator) UnmarshalTOML(any) error { return errHere }

func (r *reading) line(value toml.Primitive) int {
	var at toml.ParseError
	if errors.As(r.meta.PrimitiveDecode(value, &locator{}), &at) {
		return at.Position.Line
	}
	return 0
}

func (r *reading) refuse(key string, line int, value, message string) {
	r.problems = append(r.problems, Problem{File: r.config.File, Line: line, Key: key, Value: value, Message: message})
}

// refuseTogether refuses a key for what stands, or is missing, beside it.
func (r *reading) refuseTogether(key, value, message string) {
	r.refuse(key, r.config.lines[key], value, message)
}

// checkTogether holds the rules between keys.
func (r *reading) checkTogether() {
	c := &r.config
	given := func(key string) bool { return c.lines[key] > 0 }
	if given("api.base_url") && given("api.environment") {
		r.refuseTogether("api.base_url", written(c.API.BaseURL), "stands in place of environment: keep one of the two")
	}
	if name, ok := namedAt(c.API.BaseURL); ok {
		r.refuseTogether("api.base_url", written(c.API.BaseURL), fmt.Sprintf("is the environment %q: write environment = %q", name, name))
	}
	if given("api.base_url_training") && !given("api.base_url") {
		r.refuseTogether("api.base_url_training", "", "belongs to base_url, which is not set; an environment knows by itself whether it is for training")
	}
	if strings.HasPrefix(c.API.BaseURL, "http:") && c.hasProxy() {
		r.refuseTogether("api.proxy", written(c.API.Proxy), "base_url is not encrypted: such a server is on this machine and is reached without a proxy")
	}
	if c.IsEmbedded() && !given("api.base_url") {
		return
	}
	if !given("api.client_id") {
		r.refuseTogether("api.client_id", "", "is missing: every server but the embedded one asks for it")
	}
	if !given("api.client_secret_file") && strings.TrimSpace(r.env(SecretVariable)) == "" {
		r.refuseTogether("api.client_secret_file", "", "is missing: name the file that holds the secret, or set "+SecretVariable)
	}
	if !given("store.locations") || len(c.Store.Locations) == 0 {
		r.refuseTogether("store.locations", "", "is missing: name at least one external location id, such as [\"00-12345\"]")
	}
}

// resolvePaths makes the paths absolute: "~/" is the person's home, and a relative
// path starts at the file's own folder, wherever the console is started.
func (r *reading) resolvePaths() {
	c := &r.config
	c.API.BaseURL = normalBaseURL(c.API.BaseURL)
	c.API.ClientSecretFile = r.absolute("api.client_secret_file", c.API.ClientSecretFile)
	c.API.CAFile = r.absolute("api.ca_file", c.API.CAFile)
	r.resolveLog()
	c.Console.SlipFolder = r.absolute("console.slip_folder", c.Console.SlipFolder)
	if c.Console.SlipFolder == "" {
		c.Console.SlipFolder = defaultSlipFolder(c.folderName())
	}
	r.resolveJournal()
}

func (r *reading) absolute(key, path string) string {
	if why := unmeant(path); why != "" {
		r.refuseTogether(key, written(path), why)
		return path
	}
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			r.refuseTogether(key, written(path), "there is no home folder here: write the whole path")
			return path
		}
		return filepath.Join(home, filepath.FromSlash(rest))
	}
	whole, err := filepath.Abs(filepath.Join(filepath.Dir(r.config.File), filepath.FromSlash(path)))
	if err != nil {
		r.refuseTogether(key, written(path), "can't be found from here: write the whole path")
	}
	return whole
}

var variableInPath = regexp.MustCompile(`\$\{?[A-Za-z_]|%[^%/\\]+%|^~[^/]`)

// unmeant says what is wrong with a path that its writer meant otherwise: with a control character, which is a Windows path in double
// quotes, or with a variable, which nobody expands here. A folder of that very name would be made in its place.
func unmeant(path string) string {
	if strings.ContainsFunc(path, unicode.IsControl) {
		return `holds a control character: in double quotes "\t" is a tab; write a Windows path in single quotes, such as 'C:\temp\new'`
	}
	if found := variableInPath.FindString(path); found != "" {
		return "variables are not expanded here: write the whole path, or begin it with ~/ for the home folder"
	}
	return ""
}

// defaultSlipFolder is in the clerk's home, where a saved slip is found again; each
// environment has its own, so that no training slip lies among real ones.
func defaultSlipFolder(environment string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = os.TempDir()
	}
	return filepath.Join(home, "countertop", environment, "slips")
}

// unknown says what may stand in place of a name that nobody knows.
func unknown(what, name string, names []string) string {
	for _, near := range names {
		if strings.EqualFold(near, name) {
			return fmt.Sprintf("unknown %s: names are written in small letters, expected %s", what, near)
		}
	}
	return fmt.Sprintf("unknown %s: expected one of %s", what, strings.Join(names, ", "))
}

func tableNames(known []setting) []string {
	var names []string
	for _, s := range known {
		if table, _, _ := strings.Cut(s.key, "."); !slices.Contains(names, table) {
			names = append(names, table)
		}
	}
	return names
}

func keyNames(table string, known []setting) []string {
	var names []string
	for _, s := range known {
		if name, ok := strings.CutPrefix(s.key, table+"."); ok {
			names = append(names, name)
		}
	}
	return names
}

var userOfAddress = regexp.MustCompile(`//[^/@]*@`)

// withoutUser hides the user and password that somebody put into an address.
func withoutUser(value string) string {
	return userOfAddress.ReplaceAllString(value, "//•••@")
}

// written is a value as TOML writes it, for a person to find it again.
func written(value any) string {
	switch v := value.(type) {
	case string:
		return strconv.Quote(v)
	case []string:
		quoted := make([]string, len(v))
		for i, one := range v {
			quoted[i] = strconv.Quote(one)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	case []any:
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = written(one)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any, []map[string]any:
		return "a table"
	default:
		return fmt.Sprint(v)
	}
}
