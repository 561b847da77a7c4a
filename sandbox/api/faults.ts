import type { Construct } from './ariel/refused-constructs.ts';
import type { ErrorEntry } from './errors.ts';

/**
 * Faults a test or a demo can order. Each is something public code or IBM's own notices report of real consoles
 * (docs/qradar-facts.md#faults).
 *
 * On the wire, before the call is looked at:
 * - `error`: the given status and code; presets below;
 * - `hang`: the call is never answered; the client has to give up;
 * - `reset`: the connection is cut instead of an answer;
 * - `close-mid-body`: a 200 whose body stops in the middle, then the connection is cut;
 * - `invalid-json`: a 200 that says JSON and is none;
 * - `html`: the web tier's own page with status 502.
 *
 * In the answer of an otherwise served call:
 * - `truncated`: a 200 whose body is cut off and continued by an error object of code 13 (IBM APAR IV98260);
 * - `fewer-rows`: results pages hold half of the rows asked for, Content-Range still promising all.
 *
 * In the life of a search, from its creation on:
 * - `slow-wait`: it stays in WAIT for `ms` more milliseconds;
 * - `search-error`: it ends as ERROR with error_messages;
 * - `restricted`: it ends as CANCELED by a resource restriction, half of its rows kept.
 *
 * In how AQL is read:
 * - `refuse-constructs`: a query with one of these constructs is no AQL (`ariel/refused-constructs.ts`);
 * - `form-ignored`: parameters in a form are not read, as if there were none.
 *
 * - `vanish`: the search is gone (404/1002), from this call on, for everybody.
 */
export type Fault =
  | WireFault
  | { readonly kind: 'vanish' }
  | { readonly kind: 'truncated' | 'fewer-rows' }
  | { readonly kind: 'slow-wait'; readonly ms: number }
  | { readonly kind: 'search-error' | 'restricted' | 'form-ignored' }
  | { readonly kind: 'refuse-constructs'; readonly constructs: readonly Construct[] };

/** Those that need no endpoint. */
export type WireFault =
  | { readonly kind: 'error'; readonly entry: ErrorEntry; readonly message: string }
  | { readonly kind: 'hang' | 'reset' | 'close-mid-body' | 'invalid-json' | 'html' };

/** Ready-made `error` faults. */
export const errorFaults = {
  busy: error(
    503,
    1010,
    'The Ariel server might be temporarily unavailable or offline.',
    'Ariel is busy',
  ),
  serverError: error(
    500,
    1020,
    'An error occurred during the attempt to process the request.',
    'Fault',
  ),
  unauthorized: error(
    401,
    18,
    '',
    'No SEC header present in request. Please provide it via "SEC: token".',
  ),
  forbidden: error(
    403,
    26,
    '',
    'User has insufficient capabilities to access this endpoint resource',
  ),
  conflict: error(409, 1004, 'The search ID is already in use.', 'The search ID is already in use'),
  missingProperty: error(
    422,
    2000,
    'The query_expression contains invalid AQL syntax.',
    'Field "Bytes Sent" does not exist in catalog "events"',
  ),
} as const satisfies Record<string, Fault>;

/** Name of a ready-made `error` fault. */
export type ErrorFaultName = keyof typeof errorFaults;

/** When a fault strikes. */
export type FaultOrder = {
  readonly fault: Fault;
  /**
   * Method and path below the mount, as `POST /ariel/searches`; `*` stands for one segment, or for any method, `**` at the
   * end for any number of segments: `* /**` is the whole API.
   * Faults of a search's life strike at `POST /ariel/searches`.
   */
  readonly on: string;
  /** Only calls with this text in their query (`query_expression`), as far as it is in the address; default: all. */
  readonly asking?: string | null;
  /** So many matching calls pass first; default 0. */
  readonly skip?: number;
  /** So many matching calls are struck; default 1, `null` for all that follow. */
  readonly times?: number | null;
  /** Instead: matching calls are struck for so many milliseconds, counted from the first of them. An outage. */
  readonly forMs?: number | null;
  /**
   * `after`: the call is carried out and only its answer is lost, so that a search exists whose id nobody has heard. For
   * the faults on the wire; default `before`.
   */
  readonly when?: 'before' | 'after';
};

/** What strikes a call. */
export type Strike = { readonly fault: Fault; readonly isAfter: boolean };

type Entry = { readonly order: FaultOrder; skip: number; left: number; endMs: number | null };

/** The faults on order. Empty, and then without any effect, unless someone adds one. */
export class Faults {
  private entries: Entry[] = [];
  private readonly nowMs: () => number;

  constructor(nowMs: () => number = Date.now) {
    this.nowMs = nowMs;
  }

  /** Orders a fault; the function returned takes it back. */
  add(order: FaultOrder): () => void {
    const isForATime = typeof order.forMs === 'number';
    const entry: Entry = {
      order,
      endMs: null,
      skip: order.skip ?? 0,
      left: isForATime || order.times === null ? Infinity : (order.times ?? 1),
    };
    this.entries.push(entry);
    return () => {
      this.entries = this.entries.filter((other) => other !== entry);
    };
  }

  /** Takes all orders back. */
  clear(): void {
    this.entries = [];
  }

  /** How many orders are open. */
  get size(): number {
    this.dropEnded();
    return this.entries.length;
  }

  /** The fault that strikes this call, counted as used; `null` when none does. */
  take(method: string, path: string, query = ''): Strike | null {
    this.dropEnded();
    for (const entry of this.entries) {
      if (!matches(entry.order.on, method, path)) continue;
      if (!query.includes(entry.order.asking ?? '')) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.left -= 1;
      const { forMs, when } = entry.order;
      if (typeof forMs === 'number') entry.endMs ??= this.nowMs() + forMs;
      if (entry.left <= 0) this.entries = this.entries.filter((other) => other !== entry);
      return { fault: entry.order.fault, isAfter: when === 'after' };
    }
    return null;
  }

  private dropEnded(): void {
    const nowMs = this.nowMs();
    this.entries = this.entries.filter(({ endMs }) => endMs === null || nowMs < endMs);
  }
}

function error(status: number, code: number, description: string, message: string): Fault {
  return { kind: 'error', entry: { status, code, description }, message };
}

function matches(on: string, method: string, path: string): boolean {
  const [wantedMethod, wantedPath = ''] = on.split(' ', 2);
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  const [wanted, given] = [segments(wantedPath), segments(path)];
  if (wanted.at(-1) === '**') {
    wanted.pop();
    given.splice(wanted.length);
  }
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment === '*' || segment === given[index])
  );
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
