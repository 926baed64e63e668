package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"countertop/api"
)

// setting is one key of the file: what it expects, how it is read and how it is
// written. The table of them is the only list of keys: reading, refusing, checking
// and the example's test all go by it.
type setting struct {
	key      string // "table.name"
	expected string
	// read puts the file's value where it belongs, or answers false where the value is not as expected.
	read func(c *Config, value any) bool
	// show is the value as TOML.
	show func(c *Config) string
}

// settings lists every key in the order of the example.
func settings() []setting {
	return []setting{
		choice("api.environment", func(c *Config) *Environment { return &c.API.Environment }, Embedded, TrainingServer, MerchantIntegration, Production),
		text("api.base_url", expectedBaseURL, func(c *Config) *string { return &c.API.BaseURL }, acceptsBaseURL),
		flag("api.base_url_training", func(c *Config) *bool { return &c.API.BaseURLTraining }),
		text("api.client_id", "1 to 100 ASCII characters without spaces", func(c *Config) *string { return &c.API.ClientID }, acceptsASCII(1, 100)),
		text("api.client_secret_file", "the path of a file", func(c *Config) *string { return &c.API.ClientSecretFile }, isFilled),
		text("api.ca_file", "the path of a file", func(c *Config) *string { return &c.API.CAFile }, isFilled),
		text("api.proxy", expectedProxy, func(c *Config) *string { return &c.API.Proxy }, acceptsProxy),
		choice("api.language", func(c *Config) *api.Language { return &c.API.Language }, api.English, api.French),
		list("store.locations", "a list of at least one external location id, each once, such as [\"00-12345\"]", func(c *Config) *[]string { return &c.Store.Locations }, acceptsLocations),
		list("store.managers", "a list of employee ids, each once, such as [\"12345-BOSS\"]", func(c *Config) *[]string { return &c.Store.Managers }, acceptsManagers),
		text("store.terminal_id", "at most 50 ASCII characters without spaces", func(c *Config) *string { return &c.Store.Terminal }, acceptsASCII(0, 50)),
		text("store.timezone", expectedZone, func(c *Config) *string { return &c.Store.Timezone }, acceptsZone),
		flag("application.ask_sin", func(c *Config) *bool { return &c.Application.AskSIN }),
		choice("console.theme", func(c *Config) *Theme { return &c.Console.Theme }, ThemeAuto, ThemeDark, ThemeLight, ThemeNone),
		flag("console.mouse", func(c *Config) *bool { return &c.Console.Mouse }),
		choice("console.renderer", func(c *Config) *Renderer { return &c.Console.Renderer }, RendererDirect, RendererStock),
		text("console.slip_folder", "the path of a folder", func(c *Config) *string { return &c.Console.SlipFolder }, isFilled),
		list("console.print_command", "a list of a program and its words, such as [\"lp\", \"-d\", \"counter\"]", func(c *Config) *[]string { return &c.Console.PrintCommand }, acceptsCommand),
		text("journal.folder", "the path of a folder", func(c *Config) *string { return &c.Journal.Folder }, isFilled),
		text("journal.group", "the name or number of a group of this system", func(c *Config) *string { return &c.Journal.Group }, acceptsASCII(0, 100)),
		duration("journal.grace", time.Second, time.Hour, func(c *Config) *time.Duration { return &c.Journal.Grace }),
		duration("timeouts.read", time.Second, 5*time.Minute, func(c *Config) *time.Duration { return &c.Timeouts.Read }),
		duration("timeouts.submit", time.Second, 5*time.Minute, func(c *Config) *time.Duration { return &c.Timeouts.Submit }),
		duration("timeouts.token", time.Second, 5*time.Minute, func(c *Config) *time.Duration { return &c.Timeouts.Token }),
		choice("log.level", func(c *Config) *LogLevel { return &c.Log.Level }, LogOff, LogError, LogWarn, LogInfo, LogDebug),
		text("log.file", "the path of a file", func(c *Config) *string { return &c.Log.File }, isFilled),
		count("log.max_size_mb", 1, 1000, func(c *Config) *int { return &c.Log.MaxSizeMB }),
		count("log.kept_files", 1, 100, func(c *Config) *int { return &c.Log.KeptFiles }),
		count("log.max_age_days", 1, 3650, func(c *Config) *int { return &c.Log.MaxAgeDays }),
		number("training.seed", func(c *Config) *uint64 { return &c.Training.Seed }),
		flag("training.keep", func(c *Config) *bool { return &c.Training.Keep }),
		duration("training.latency", 0, 10*time.Second, func(c *Config) *time.Duration { return &c.Training.Latency }),
		list("training.faults", "a list of faults, such as [\"slow delay=3s percent=20\"]", func(c *Config) *[]string { return &c.Training.Faults }, acceptsFaults),
		flag("training.standard", func(c *Config) *bool { return &c.Training.Standard }),
		flag("training.override", func(c *Config) *bool { return &c.Training.Override }),
		flag("training.business", func(c *Config) *bool { return &c.Training.Business }),
		flag("training.preauthorization", func(c *Config) *bool { return &c.Training.Preauthorization }),
		list("training.employees", "a list of employees, such as [\"12345-SMITH\", \"12345-TRAINEE apply authorization\"]", func(c *Config) *[]string { return &c.Training.Employees }, acceptsEmployees),
	}
}

// text is a string that a rule accepts.
func text[T ~string](key, expected string, field func(*Config) *T, accepts func(string) bool) setting {
	return setting{key, expected,
		func(c *Config, value any) bool {
			s, ok := value.(string)
			if ok = ok && accepts(s); ok {
				*field(c) = T(s)
			}
			return ok
		},
		func(c *Config) string { return strconv.Quote(string(*field(c))) },
	}
}

// choice is one of a few words.
func choice[T ~string](key string, field func(*Config) *T, words ...T) setting {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = strconv.Quote(string(word))
	}
	return text(key, "one of "+strings.Join(quoted, ", "), field, func(s string) bool { return slices.Contains(words, T(s)) })
}

// flag is true or false.
func flag(key string, field func(*Config) *bool) setting {
	return setting{key, "true or false",
		func(c *Config, value any) bool {
			b, ok := value.(bool)
			if ok {
				*field(c) = b
			}
			return ok
		},
		func(c *Config) string { return strconv.FormatBool(*field(c)) },
	}
}

// number is a whole number that is not negative.
func number(key string, field func(*Config) *uint64) setting {
	return setting{key, "a whole number from 0, such as 7",
		func(c *Config, value any) bool {
			n, ok := value.(int64)
			if ok = ok && n >= 0; ok {
				*field(c) = uint64(n)
			}
			return ok
		},
		func(c *Config) string { return strconv.FormatUint(*field(c), 10) },
	}
}

// count is a whole number within bounds.
func count(key string, least, most int, field func(*Config) *int) setting {
	return setting{key, fmt.Sprintf("a whole number from %d to %d", least, most),
		func(c *Config, value any) bool {
			n, ok := value.(int64)
			if ok = ok && n >= int64(least) && n <= int64(most); ok {
				*field(c) = int(n)
			}
			return ok
		},
		func(c *Config) string { return strconv.Itoa(*field(c)) },
	}
}

// duration is a time with its unit, within bounds.
func duration(key string, least, most time.Duration, field func(*Config) *time.Duration) setting {
	return setting{key, "a time with its unit from \"" + least.String() + "\" to \"" + most.String() + "\", such as \"2s\"",
		func(c *Config, value any) bool {
			s, ok := value.(string)
			if !ok {
				return false
			}
			d, err := time.ParseDuration(s)
			if err != nil || d < least || d > most {
				return false
			}
			*field(c) = d
			return true
		},
		func(c *Config) string { return strconv.Quote(field(c).String()) },
	}
}

// list is a list of strings that a rule accepts.
func list(key, expected string, field func(*Config) *[]string, accepts func([]string) bool) setting {
	return setting{key, expected,
		func(c *Config, value any) bool {
			all, ok := value.([]any)
			if !ok {
				return false
			}
			texts := make([]string, len(all))
			for i, one := range all {
				if texts[i], ok = one.(string); !ok {
					return false
				}
			}
			if !accepts(texts) {
				return false
			}
			*field(c) = texts
			return true
		},
		func(c *Config) string { return written(*field(c)) },
	}
}

func isFilled(s string) bool { return strings.TrimSpace(s) != "" }

// acceptsASCII is the contract's ASCII(n), without spaces and control characters.
func acceptsASCII(least, most int) func(string) bool {
	return func(s string) bool {
		for _, r := range s {
			if r <= ' ' || r > '~' {
				return false
			}
		}
		return len(s) >= least && len(s) <= most
	}
}

// acceptsFaults looks at the length only: what a fault may say, the server knows.
func acceptsFaults(faults []string) bool {
	return len(faults) <= 100 && !slices.ContainsFunc(faults, func(fault string) bool { return !isFilled(fault) || len(fault) > 200 })
}

// acceptsCommand takes a program with its words, and no words for the system's own.
func acceptsCommand(words []string) bool { return len(words) == 0 || isFilled(words[0]) }

// acceptsEmployees looks at the length only, as acceptsFaults does.
func acceptsEmployees(employees []string) bool { return len(employees) > 0 && acceptsFaults(employees) }

func acceptsLocations(locations []string) bool {
	return len(locations) > 0 && acceptsManagers(locations)
}

// acceptsManagers takes ids that stand there once each.
func acceptsManagers(ids []string) bool {
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		if seen[id] || !acceptsASCII(1, 100)(id) {
			return false
		}
		seen[id] = true
	}
	return true
}
