import * as z from 'zod/mini';
import { AppError } from '../../ports/app-error.ts';
import { endpoints, type EndpointName } from './endpoints.ts';
import { ConsoleRefusal, ForeignAnswer } from './failures.ts';
import { errorBodySchema } from './wire.ts';

/** An answer as it came off the wire, whole. Header names are in lower case. */
export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};

/** The end of a body that holds an appended error object; QRadar's is a few hundred characters. */
const tailCharacters = 4096;
/** Enough for the longest AQL error with its context, and little enough for a log line. */
const messageCharacters = 500;

/**
 * Believes an answer or refuses it: the status, the content type, the whole body as JSON, its shape.
 * Throws `ConsoleRefusal` for what the console refused, `console-answer-invalid` for what cannot be read.
 * `secrets` are taken out of any text of the console that goes into an error.
 */
export function readAnswer<T>(
  endpoint: EndpointName,
  answer: RawAnswer,
  schema: z.ZodMiniType<T>,
  secrets: readonly string[],
): T {
  const accepted: readonly number[] = endpoints[endpoint].answers;
  if (!accepted.includes(answer.status)) throw refusal(endpoint, answer, secrets);
  const parsed = z.safeParse(schema, bodyOf(endpoint, answer, secrets));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue ? `${issue.path.join('.')}: ${issue.message}` : 'unexpected shape';
  throw new AppError('console-answer-invalid', { detail: `${endpoint}: ${where}` });
}

/** `null` where there is none to be (RFC 9110, 15.3.5). */
function bodyOf(endpoint: EndpointName, answer: RawAnswer, secrets: readonly string[]): unknown {
  if (answer.status === 204) return null;
  requireJson(answer);
  return parseBody(endpoint, answer, secrets);
}

/** The web tier answers in HTML (log-in page, gateway errors), with status 200 too. */
function requireJson({ headers, status }: RawAnswer): void {
  const type = headers['content-type'] ?? '';
  if (/^application\/([\w.+-]+\+)?json\b/i.test(type)) return;
  const kind = type === '' ? 'no content type' : printable(type);
  throw new ForeignAnswer(`HTTP ${status} with ${kind}, not JSON`);
}

function parseBody(endpoint: EndpointName, answer: RawAnswer, secrets: readonly string[]): unknown {
  const text = new TextDecoder().decode(answer.body);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw appendedError(endpoint, text, secrets) ?? torn(error);
  }
}

/**
 * QRadar may begin a result with status 200, fail half-way and append an error object to what it has
 * written (IBM APAR IV98260). That is a server error, not a result.
 */
function appendedError(
  endpoint: EndpointName,
  text: string,
  secrets: readonly string[],
): ConsoleRefusal | null {
  const tail = text.slice(-tailCharacters);
  for (
    let at = tail.lastIndexOf('{');
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf('{', at - 1)
  ) {
    const error = errorBody(tail.slice(at));
    if (!error) continue;
    const message = clean(error.message, secrets);
    return new ConsoleRefusal(endpoint, {
      status: 500,
      reason: error.code,
      message,
      retryAfterMs: null,
    });
  }
  return null;
}

function torn(error: unknown): AppError {
  // The parser's message quotes the body, which holds events; only its kind is kept.
  const kind = error instanceof Error ? error.name : 'error';
  return new AppError('console-answer-invalid', { detail: `${kind}: the body is not whole JSON` });
}

function refusal(
  endpoint: EndpointName,
  { status, headers, body }: RawAnswer,
  secrets: readonly string[],
): ConsoleRefusal {
  const error = errorBody(new TextDecoder().decode(body));
  const words = error ? error.message || error.description : '';
  return new ConsoleRefusal(endpoint, {
    status,
    reason: error?.code ?? null,
    message: clean(words === '' ? `HTTP ${status}` : words, secrets),
    retryAfterMs: retryAfterMs(headers['retry-after']),
  });
}

function errorBody(text: string): z.infer<typeof errorBodySchema> | null {
  try {
    const parsed = z.safeParse(errorBodySchema, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: an HTML page of the web tier. The status alone speaks then.
    return null;
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3); `null` where there is none that can be read. */
function retryAfterMs(header: string | undefined): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - Date.now());
}

/** A text of the console made fit for a log and a page: no token it may echo, no control characters. */
export function clean(text: string, secrets: readonly string[]): string {
  const safe = secrets
    .filter((secret) => secret !== '')
    .reduce((kept, secret) => kept.replaceAll(secret, '[redacted]'), text);
  return printable(safe).slice(0, messageCharacters);
}

function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
