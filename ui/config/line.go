package config

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/url"

	"countertop/api/plainfile"
)

// The words that may stand in place of a proxy's address.
const (
	ProxyEnvironment = "environment" // as HTTPS_PROXY and NO_PROXY say
	ProxyNone        = "none"
)

const expectedProxy = "\"environment\", \"none\" or an address such as \"http://proxy.example.com:3128\" (http, https or socks5) without user, path or query"

// acceptsProxy refuses a user in the address: a password never stands in the file.
func acceptsProxy(s string) bool {
	if s == ProxyEnvironment || s == ProxyNone {
		return true
	}
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.Path != "" && u.Path != "/" {
		return false
	}
	return u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "socks5"
}

// hasProxy reports whether the file names a proxy by its address.
func (c Config) hasProxy() bool {
	return c.API.Proxy != ProxyEnvironment && c.API.Proxy != ProxyNone
}

// Proxy chooses the proxy of a request, as net/http asks; nil: as the environment says. The embedded
// server is reached without one.
func (c Config) Proxy() func(*http.Request) (*url.URL, error) {
	direct := func(*http.Request) (*url.URL, error) { return nil, nil }
	switch {
	case c.IsEmbedded() || c.API.Proxy == ProxyNone:
		return direct
	case !c.hasProxy():
		return nil
	}
	address, err := url.Parse(c.API.Proxy)
	if err != nil {
		return func(*http.Request) (*url.URL, error) { return nil, fmt.Errorf("read the proxy's address: %w", err) }
	}
	return http.ProxyURL(address)
}

// RootCAs are the authorities that the server's certificate is checked against: the system's, and
// those of ca_file; nil where that is not set: the system's. Called after the first frame: it
// touches the disk.
func (c Config) RootCAs() (*x509.CertPool, error) {
	if c.API.CAFile == "" || c.IsEmbedded() {
		return nil, nil
	}
	at := Problem{File: c.File, Line: c.lines["api.ca_file"], Key: "api.ca_file", Value: written(c.API.CAFile)}
	text, err := plainfile.Read(c.API.CAFile)
	if err != nil {
		return nil, at.because("cannot be read: " + reason(err))
	}
	extra, problem := certificates(text)
	if problem != "" {
		return nil, at.because(problem)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // a system without certificates of its own has those of the file
	}
	for _, certificate := range extra {
		pool.AddCert(certificate)
	}
	return pool, nil
}

// certificates reads PEM, or says what is wrong with it. What stands between the blocks, as
// programs that print certificates write it, is no matter.
func certificates(text []byte) (found []*x509.Certificate, problem string) {
	for rest := text; ; {
		before := rest
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		line := 1 + bytes.Count(text[:len(text)-len(before)], []byte("\n"))
		if block.Type != "CERTIFICATE" {
			return nil, fmt.Sprintf("holds a block %q after line %d: expected certificates only (PEM, -----BEGIN CERTIFICATE-----)", block.Type, line)
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Sprintf("holds a certificate after line %d that can't be read: expected PEM as the authority issued it", line)
		}
		found = append(found, certificate)
	}
	if len(found) == 0 {
		return nil, "holds no certificate: expected PEM (-----BEGIN CERTIFICATE-----)"
	}
	return found, ""
}
