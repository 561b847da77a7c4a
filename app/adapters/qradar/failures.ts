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

const transientCodes: ReadonlySet<ProblemCode> = new Set([
  'console-unreachable',
  'console-answer-invalid',
]);

/** Whether repeating the same call may help: a busy or stumbling console, a broken line, a torn body. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ConsoleRefusal) return transientStatuses.includes(error.status);
  return error instanceof AppError && transientCodes.has(error.code);
}

/** How the TLS layers of Node and OpenSSL name a certificate that cannot be trusted. */
const trustCodes =
  /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH|INVALID_CA|ERR_SSL|EPROTO)/;

/**
 * What a call that got no answer means. `giveUp` is the caller's signal: its own reason wins, because a
 * deadline and a Cancel button look the same to the HTTP client. The original error is not kept as cause: it
 * holds the request with its headers, and so the session's token.
 */
export function failureOf(error: unknown, giveUp: AbortSignal, timeoutMs: number): AppError {
  if (error instanceof AppError) return error;
  if (giveUp.aborted) return reasonOf(giveUp);
  const { code, message } = describe(error);
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED') {
    return tooLate(timeoutMs);
  }
  if (code === 'ERR_BAD_RESPONSE' || code === 'ERR_FR_MAX_BODY_LENGTH_EXCEEDED') {
    return new AppError('console-answer-invalid', { detail: message });
  }
  if (trustCodes.test(code)) return new AppError('console-untrusted', { detail: code });
  return new AppError('console-unreachable', { detail: code });
}

/** What an answer that did not come in time means. */
export function tooLate(ms: number): AppError {
  return new AppError('console-unreachable', { detail: `no answer within ${ms / 1000} s` });
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
