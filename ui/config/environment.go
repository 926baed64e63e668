package config

import (
	"net"
	"net/url"
	"strings"
)

// Environment is one of the servers that a counter can speak to by name.
type Environment string

// The environments (docs/contract.md §1, SEEN; Embedded is the console's own).
const (
	Embedded            Environment = "embedded"
	TrainingServer      Environment = "training"
	MerchantIntegration Environment = "mi"
	Production          Environment = "production"
)

// baseURLs are the environments' addresses (docs/contract.md §1, SEEN). The embedded server
// has none before it listens.
var baseURLs = map[Environment]string{
	TrainingServer:      "https://posapi-training.flexiti.fi/flexiti/pos-api/",
	MerchantIntegration: "https://posapi-mi.flexiti.fi/flexiti/pos-api/",
	Production:          "https://posapi.flexiti.fi/flexiti/pos-api/",
}

// IsEmbedded reports whether the console starts its own server.
func (c Config) IsEmbedded() bool {
	return c.API.BaseURL == "" && c.API.Environment == Embedded
}

// IsTraining reports whether nothing that happens is money. A server that is known by
// its address alone counts as live until the configuration says otherwise: a sale
// taken for an exercise is the worse mistake.
func (c Config) IsTraining() bool {
	if c.API.BaseURL != "" {
		return c.API.BaseURLTraining
	}
	return c.API.Environment != Production
}

// BaseURL is the server's address up to the version, ending in a slash; empty for
// the embedded server.
func (c Config) BaseURL() string {
	if c.API.BaseURL != "" {
		return c.API.BaseURL
	}
	return baseURLs[c.API.Environment]
}

// EnvironmentName returns the name that the clerk reads: the environment's, or the host of base_url.
func (c Config) EnvironmentName() string {
	if c.API.BaseURL == "" {
		return string(c.API.Environment)
	}
	return host(c.API.BaseURL)
}

// folderName is an environment's own folder name; a host can't take the name of an
// environment, and what a file system might refuse in it is replaced.
func (c Config) folderName() string {
	if c.API.BaseURL == "" {
		return string(c.API.Environment)
	}
	plain := func(r rune) rune {
		if r == '.' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return '_'
	}
	return "server-" + strings.Map(plain, strings.ToLower(host(c.API.BaseURL)))
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// hostname is a server's name as it is looked up: without a port, in lower case, and without
// the dot that may end it.
func hostname(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}

// normalBaseURL gives an address the slash that paths are joined to.
func normalBaseURL(address string) string {
	if address == "" || strings.HasSuffix(address, "/") {
		return address
	}
	return address + "/"
}

const expectedBaseURL = "an https address such as \"https://pos.example.com/flexiti/pos-api/\" without user, query or fragment (http on loopback only)"

// acceptsBaseURL holds the rule that nothing leaves the machine unencrypted.
func acceptsBaseURL(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname())
}

func isLoopback(hostname string) bool {
	if hostname == "localhost" {
		return true
	}
	ip := net.ParseIP(hostname)
	return ip != nil && ip.IsLoopback()
}

// namedAt is the environment that lives at an address: such a server is chosen by
// its name, because the name decides whether TRAINING stands on the screen.
func namedAt(address string) (Environment, bool) {
	for name, known := range baseURLs {
		if hostname(address) == hostname(known) {
			return name, true
		}
	}
	return "", false
}
