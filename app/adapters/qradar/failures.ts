import { isAxiosError } from 'axios';
import type { ProblemCode } from '../../../contract/problem.ts';
import { AppError } from '../../ports/app-error.ts';
import { problemOfRefusal, transientStatuses, type EndpointName } from './endpoints.ts';

/** An answer of the console that says no. `reason` is QRadar's code, `null` where the body has none. */
export class ConsoleRefusal extends AppError {
  readonly endpoint: EndpointName;
  readonly status: number;
  readonly reason: number | null;
  readonly retryAfterMs: number | null;

  constructor(
    endpoint: EndpointName,
    answer: {
      readonly status: number;
      readonly reason: number | null;
      readonly message: string;
      readonly retryAfterMs: number | null;
    },
  ) {
    super(problemOfRefusal(endpoint, answer.status, answer.reason), { detail: answer.message });
    this.name = 'ConsoleRefusal';
    this.endpoint = endpoint;
    this.status = answer.status;
    this.reason = answer.reason;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

/** A call that got no answer. `wasSent`: the console may have carried it out all the same. */
export class NoAnswer extends AppError {
  readonly wasSent: boolean;

  constructor(
    code: 'console-unreachable' | 'console-untrusted',
    { detail, wasSent }: { readonly detail: string; readonly wasSent: boolean },
  ) {
    super(code, { detail });
    this.name = 'NoAnswer';
    this.wasSent = wasSent;
  }
}

/** An answer that is not the API's: a page that something before it has written. */
export class ForeignAnswer extends AppError {
  constructor(detail: string) {
    super('console-answer-invalid', { detail });
    this.name = 'ForeignAnswer';
  }
}

const transientCodes: ReadonlySet<ProblemCode> = new Set([
  'console-unreachable',
  'console-answer-invalid',
]);

/** Whether repeating the same call may help: a busy or stumbling console, a broken line, a torn body. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ConsoleRefusal) return transientStatuses.includes(error.status);
  return error instanceof AppError && transientCodes.has(error.code);
}

/**
 * Whether waiting may help somebody whom the console has answered before: besides what is transient, another certificate,
 * which may well be a passing state of it.
 */
export function mayPass(error: unknown): boolean {
  return isTransient(error) || (error instanceof AppError && error.code === 'console-untrusted');
}

/**
 * What kind of trouble a transient failure is. `outage`: nobody of QRadar has answered, or QRadar says that it is busy or
 * starting; it passes. `stumble`: QRadar has answered with a failure of its own, or something that cannot be read.
 */
export function troubleOf(error: unknown): 'outage' | 'stumble' {
  if (error instanceof NoAnswer || error instanceof ForeignAnswer) return 'outage';
  if (!(error instanceof ConsoleRefusal)) return 'stumble';
  return error.status === 500 && error.reason !== null ? 'stumble' : 'outage';
}

/**
 * Whether a call that failed was certainly not carried out: it never left, or QRadar itself, by its error body, refuses it
 * or says that it is too busy for it. A page of the web tier says nothing about what is behind it.
 */
export function wasNotCarriedOut(error: unknown): boolean {
  if (error instanceof NoAnswer) return !error.wasSent;
  if (!(error instanceof ConsoleRefusal)) return false;
  return error.reason !== null && (error.code === 'console-busy' || error.status < 500);
}

/**
 * How the TLS layers of Node and OpenSSL name a certificate that cannot be trusted. A handshake that breaks off before
 * there is one (EPROTO, ERR_SSL_…) is no answer: what listens there does not speak TLS, or not yet.
 */
const trustCodes =
  /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH|INVALID_CA)/;

/**
 * What a call that got no answer means. `giveUp` is the caller's signal: its own reason wins, because a
 * deadline and a Cancel button look the same to the HTTP client. The original error is not kept as cause: it
 * holds the request with its headers, and so the session's token.
 */
export function failureOf(
  error: unknown,
  giveUp: AbortSignal,
  { timeoutMs, wasSent }: { readonly timeoutMs: number; readonly wasSent: boolean },
): AppError {
  if (error instanceof AppError) return error;
  if (giveUp.aborted) return reasonOf(giveUp);
  const { code, message } = describe(error);
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED') return tooLate(timeoutMs, wasSent);
  if (code === 'ERR_BAD_RESPONSE' || code === 'ERR_FR_MAX_BODY_LENGTH_EXCEEDED') {
    return new AppError('console-answer-invalid', { detail: message });
  }
  const isUntrusted = trustCodes.test(code);
  const problem = isUntrusted ? 'console-untrusted' : 'console-unreachable';
  return new NoAnswer(problem, { detail: code, wasSent });
}

/** What an answer that did not come in time means. */
export function tooLate(ms: number, wasSent = true): AppError {
  const detail = `no answer within ${ms / 1000} s`;
  return new NoAnswer('console-unreachable', { detail, wasSent });
}

/** Why a signal was aborted: the `AppError` it carries, else `cancelled`. */
export function reasonOf(signal: AbortSignal): AppError {
  return signal.reason instanceof AppError ? signal.reason : new AppError('cancelled');
}

function describe(error: unknown): { code: string; message: string } {
  if (isAxiosError(error)) return { code: error.code ?? 'unknown', message: error.message };
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    return { code, message: error.message };
  }
  return { code: 'unknown', message: '' };
}
