package api

// This file says why a call got no answer: the name, the certificate, the proxy, the line.

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
)

// LineFault is the reason for which a call got no answer.
type LineFault int

// The faults of a line.
const (
	LineUnknown     LineFault = iota // broken in some other way, or there was an answer
	LineName                         // the server's name is not found
	LineCertificate                  // the certificate is not trusted, or not the server's
	LineNoTLS                        // what answers does not speak TLS
	LineRefused                      // nobody listens at the address
	LineProxyLogin                   // the proxy asks for a user and a password
	LineProxy                        // the proxy does not let it through
	LineDeadline                     // the deadline passed
)

// LineFaultOf finds the fault in an error of this package. It goes by the types of the causes, since their texts
// quote what was sent.
func LineFaultOf(err error) LineFault {
	var (
		name    *net.DNSError
		trusted *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		proxy   *proxyError
	)
	switch {
	case errors.As(err, &proxy) && proxy.status == http.StatusProxyAuthRequired:
		return LineProxyLogin
	case errors.As(err, &proxy):
		return LineProxy
	case errors.As(err, &name):
		return LineName
	case errors.As(err, &trusted):
		return LineCertificate
	case errors.As(err, &record):
		return LineNoTLS
	case errors.Is(err, syscall.ECONNREFUSED):
		return LineRefused
	case errors.Is(err, context.DeadlineExceeded):
		return LineDeadline
	}
	return LineUnknown
}

// proxyError says that a proxy did not open the way to the server. net/http keeps of it only a text.
type proxyError struct{ status int }

func (e *proxyError) Error() string { return fmt.Sprintf("the proxy answered %d", e.status) }

// throughProxy is an OnProxyConnectResponse.
func throughProxy(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &proxyError{answer.StatusCode}
}
