package api

// This file writes the log: one record a request, without personal data.

import (
	"context"
	"log/slog"
	"time"
)

// log writes one record a request. The URL is not in it: its query holds names.
func (c *Client) log(ctx context.Context, p prepared, attempt, status int, took time.Duration, failed *Error) {
	attrs := append(p.logged(attempt), slog.Int("status", status), slog.Duration("duration", took))
	if failed != nil {
		attrs = append(attrs, slog.String("kind", failed.Kind.String()), slog.String("executed", failed.Executed.String()))
		if failed.Code != "" {
			attrs = append(attrs, slog.String("code", printableCode(failed.Code)))
		}
		if why := reason(failed.Err); why != "" {
			attrs = append(attrs, slog.String("why", why))
		}
	}
	c.logger.LogAttrs(ctx, logLevel(failed), "request", attrs...)
}

// logSending says, at debug, that a request is on its way: the one that hangs has no other record.
func (c *Client) logSending(ctx context.Context, p prepared, attempt int) {
	if c.logger.Enabled(ctx, slog.LevelDebug) {
		c.logger.LogAttrs(ctx, slog.LevelDebug, "sending", p.logged(attempt)...)
	}
}

// logged returns the attributes of a request that every record has.
func (p prepared) logged(attempt int) []slog.Attr {
	return []slog.Attr{
		slog.String("method", p.method), slog.String("route", p.version+"/"+p.pattern),
		slog.String("ref", string(p.ref)), slog.Int("attempt", attempt),
	}
}

// logLevel is error where the server, the line or the credentials are to blame, or nobody knows
// whether the request was executed; warn for a refusal; info for what went well, or was cancelled before
// it was executed.
func logLevel(failed *Error) slog.Level {
	switch {
	case failed == nil:
		return slog.LevelInfo
	case failed.Executed == ExecutedUnknown:
		return slog.LevelError
	case failed.Kind == KindCanceled:
		return slog.LevelInfo
	case failed.Kind == KindServer || failed.Kind == KindNetwork || failed.Kind == KindAuth || failed.Kind == KindBlocked:
		return slog.LevelError
	}
	return slog.LevelWarn
}
