import { AppError } from '../detection/errors.ts';
import type { Clock } from '../detection/ports.ts';

type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Structured log. Fields named like a secret are not written, whatever they hold. */
export type Log = {
  readonly info: (message: string, fields?: Fields) => void;
  readonly warn: (message: string, error: unknown, fields?: Fields) => void;
  readonly error: (message: string, error: unknown, fields?: Fields) => void;
};

/** One JSON object a line: time (ISO 8601, UTC), level, message, fields. */
export function createLog(write: (line: string) => void, clock: Clock): Log {
  const line = (level: string, message: string, fields: object) => {
    const time = new Date(clock.nowMs()).toISOString();
    write(`${JSON.stringify({ time, level, message, ...fields }, withoutSecrets)}\n`);
  };
  return {
    info: (message, fields = {}) => line('info', message, fields),
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
