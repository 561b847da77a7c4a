import { AppError } from '../../ports/app-error.ts';
import type { Log } from '../../ports/log.ts';
import type { Clock } from '../../ports/clock.ts';

/** From most to least; `notice` is what is normal and yet always told, as starting and stopping. */
export const levels = ['debug', 'info', 'notice', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];

/** Where lines go. Asked for its level at each line, so that it can change while the app runs. */
export type Sink = { readonly write: (line: string) => void; readonly level: () => Level };

/** One JSON object a line: time (ISO 8601, UTC), level, message, fields. */
export function createLog(sinks: readonly Sink[], clock: Clock): Log {
  const line = (level: Level, message: string, fields: object) => {
    const asked = sinks.filter((sink) => levels.indexOf(sink.level()) <= levels.indexOf(level));
    if (asked.length === 0) return;
    const time = new Date(clock.nowMs()).toISOString();
    const text = `${JSON.stringify({ time, level, message, ...fields }, withoutSecrets)}\n`;
    for (const { write } of asked) write(text);
  };
  return {
    debug: (message, fields = {}) => line('debug', message, fields),
    info: (message, fields = {}) => line('info', message, fields),
    notice: (message, fields = {}) => line('notice', message, fields),
    warn: (message, error, fields = {}) =>
      line('warn', message, { ...fields, error: describe(error) }),
    error: (message, error, fields = {}) =>
      line('error', message, { ...fields, error: describe(error) }),
  };
}

const secretNames = /^(sec|.*(csrf|token|cookie|authorization|secret|password).*)$/i;
/** `SEC=…`, `QRadarCSRF: …` inside a text, as a client library may put it into a message. */
const secretTexts = /\b(SEC|QRadarCSRF|SEC_ADMIN_TOKEN)(["']?\s*[=:]\s*["']?)[^\s;,"']+/gi;

function withoutSecrets(name: string, value: unknown): unknown {
  if (secretNames.test(name)) return '[redacted]';
  return typeof value === 'string' ? value.replaceAll(secretTexts, '$1$2[redacted]') : value;
}

/** Causes of causes end somewhere; a loop of them must not end the log. */
const deepestCause = 5;

function describe(error: unknown, depth = 0): object | string {
  if (!(error instanceof Error)) return typeof error;
  const { cause } = error;
  return {
    name: error.name,
    ...(error instanceof AppError
      ? { code: error.code, detail: error.detail }
      : { message: error.message, stack: error.stack }),
    ...(cause === undefined || depth === deepestCause ? {} : { cause: describe(cause, depth + 1) }),
  };
}
