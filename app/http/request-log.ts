import type { Request, RequestHandler } from 'express';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Timers } from '../ports/timers.ts';

/**
 * Lines a minute of requests that are alike. A choice: enough to see what goes on, and 20 a minute for a day are less than
 * 6 MB of the 10 that the log keeps by default, so that a flood does not rotate everything else away.
 */
const mostPerMinute = 20;
const minuteMs = 60_000;

type RequestLogOptions = { readonly log: Log; readonly clock: Clock; readonly timers: Timers };

/**
 * Names each request, whatever the caller says, and writes one log line when its answer is out, without query and headers. Of
 * requests that are alike (route and status) only the first of a minute are written, then how many more there were.
 */
export function requestLog({ log, clock, timers }: RequestLogOptions): RequestHandler {
  /** How many there were this minute, by route and status: routes are few, and paths are not. */
  const counts = new Map<string, number>();
  const told = (kind: string) => {
    const count = counts.get(kind) ?? 0;
    if (count === 0) timers.after(minuteMs, () => sumUp(kind));
    counts.set(kind, count + 1);
    return count < mostPerMinute;
  };
  const sumUp = (kind: string) => {
    const more = (counts.get(kind) ?? 0) - mostPerMinute;
    counts.delete(kind);
    if (more > 0) log.info('more requests', { kind, more, seconds: minuteMs / 1000 });
  };
  return (request, response, next) => {
    const id = randomUUID();
    const beganMs = clock.monotonicMs();
    const { method, path } = request;
    response.set('X-Request-Id', id);
    response.once('close', () => {
      const { statusCode: status, writableFinished: complete } = response;
      if (!told(`${method} ${routeOf(request)} ${status}`)) return;
      const ms = Math.round(clock.monotonicMs() - beganMs);
      log.info('request', { method, path, status, complete, ms, request: id });
    });
    next();
  };
}

/** The pattern of the route that answered, bounded in number as the paths of files and mistakes are not. */
function routeOf(request: Request): string {
  // express types it as `any`; it is set once a route has matched.
  const route = request.route as { readonly path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'other';
}
