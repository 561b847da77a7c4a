import { createHash, randomUUID } from 'node:crypto';
import { mostAllowEntries, type AllowState } from '../../../contract/allowlist.ts';
import type { Drift } from '../../../contract/drift.ts';
import { setRules, subjectOf, valueOf, type SetRule } from '../../detection/allowing/sets.ts';
import type { AllowLedger, KeptEntry } from '../../ports/allow-ledger.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Identity } from '../../ports/console.ts';
import type { ReferenceEntry, ReferenceSet, ReferenceSets } from '../../ports/reference-sets.ts';
import { driftOf } from './drift.ts';
import type { Merged, ReadEntry, ReadList } from './read-list.ts';

export type ReadingOptions = {
  readonly referenceSets: Pick<ReferenceSets, 'read'>;
  readonly ledger: AllowLedger;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly report: (message: string, error: unknown) => void;
};

/** How long an entry that is over marks what it hid, ms: a choice, so that a month's review sees it. */
const markedForMs = 30 * 24 * 60 * 60_000;

/** Under what figures of a scope are kept: never the scope itself, which names rights. */
export function scopeKey(scope: string): string {
  return createHash('sha256').update(scope).digest('base64url');
}

/**
 * Reads the allowlist for who only looks at it: throws `not-signed-in`, `store-newer` and `cancelled`; where anything else cannot be read
 * nothing is allowed, and the drift says so.
 */
export async function lookAtAllowlist(
  options: ReadingOptions,
  identity: Identity,
  signal: AbortSignal,
): Promise<ReadList> {
  try {
    return await readAllowlist(options, identity, signal);
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    if (ending.has(code)) throw error;
    options.report('the allowlist cannot be read; nothing is allowed', error);
    const drift: Drift = { kind: 'not-readable', setName: null, value: 0, detail: code };
    return { entries: [], sets: [], drift: [drift] };
  }
}

/**
 * Reads the reference sets as the user and puts what the app knows beside them. What others made is taken into the ledger. Throws
 * what reading the sets throws.
 */
export async function readAllowlist(
  options: ReadingOptions,
  identity: Identity,
  signal: AbortSignal,
): Promise<ReadList> {
  const { referenceSets, ledger, clock } = options;
  const names = setRules.map(({ name }) => name);
  const sets = await referenceSets.read(identity, names, signal);
  const nowMs = clock.nowMs();
  const merged = merge(sets, ledger.entries(), nowMs);
  noteChanges(options, merged, nowMs);
  const { list, ...found } = merged;
  const inForce = list.filter(({ state }) => state === 'in-force');
  const surplus = new Set(inForce.slice(0, Math.max(0, inForce.length - mostAllowEntries)));
  const kept = list.filter(
    ({ kept: { expiresMs }, state }) =>
      state !== 'expired' || nowMs - (expiresMs ?? 0) <= markedForMs,
  );
  return {
    entries: kept.filter((entry) => !surplus.has(entry)),
    sets,
    drift: [...driftOf({ ...found, list: kept, sets }), ...tooMany(surplus.size)],
  };
}

const ending: ReadonlySet<string> = new Set(['not-signed-in', 'cancelled', 'store-newer']);

function tooMany(value: number): Drift[] {
  return value === 0 ? [] : [{ kind: 'too-many', setName: null, value, detail: '' }];
}

/** By what elements and entries are put together. */
function keyOf(setName: string, domainId: number | null, value: string): string {
  return JSON.stringify([setName, domainId, value]);
}

function merge(sets: readonly ReferenceSet[], known: readonly KeptEntry[], nowMs: number): Merged {
  const byKey = new Map(
    // The newest first: it stands for the others of its key.
    known
      .toReversed()
      .map((kept) => [keyOf(kept.setName, kept.subject.domainId, kept.value), kept]),
  );
  const present = new Map<string, ReadEntry>();
  const added: KeptEntry[] = [];
  const unreadable = new Map<string, string[]>();
  const domains = new Set<number | null>([null]);
  for (const { rule, entry } of elementsOf(sets)) {
    const subject = subjectOf(rule, entry.value, entry.domainId);
    if (subject === null) {
      const values = unreadable.get(rule.name) ?? [];
      values.push(entry.value);
      unreadable.set(rule.name, values);
      continue;
    }
    domains.add(entry.domainId);
    const key = keyOf(rule.name, entry.domainId, valueOf(subject));
    if (present.has(key)) continue;
    const own = byKey.get(key);
    const kept = own ?? keptFrom(rule, entry, subject, nowMs);
    if (!own) added.push(kept);
    present.set(key, { kept, elementId: entry.id, state: stateOf(kept, true, nowMs) });
  }
  const absent = [...byKey].flatMap(([key, kept]): ReadEntry[] => {
    // Of a domain that this session does not see nobody can tell; what others made and took away is theirs.
    if (present.has(key) || !domains.has(kept.subject.domainId)) return [];
    const state = stateOf(kept, false, nowMs);
    if (kept.origin === 'outside' && state === 'missing') return [];
    return [{ kept, elementId: null, state }];
  });
  const list = [...present.values(), ...absent].sort(newestFirst);
  return { list, added, unreadable };
}

function* elementsOf(
  sets: readonly ReferenceSet[],
): Generator<{ readonly rule: SetRule; readonly entry: ReferenceEntry }> {
  for (const set of sets) {
    const rule = setRules.find(({ name }) => name === set.name);
    if (rule) for (const entry of set.entries) yield { rule, entry };
  }
}

function newestFirst({ kept: a }: ReadEntry, { kept: b }: ReadEntry): number {
  return b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1);
}

function stateOf({ state, expiresMs }: KeptEntry, isPresent: boolean, nowMs: number): AllowState {
  if (state === 'removed') return 'removed';
  if (expiresMs !== null && expiresMs <= nowMs) return 'expired';
  if (!isPresent) return 'missing';
  return state === 'suspended' ? 'suspended' : 'in-force';
}

function keptFrom(
  rule: SetRule,
  { source, notes, firstSeenMs }: ReferenceEntry,
  subject: KeptEntry['subject'],
  nowMs: number,
): KeptEntry {
  return {
    id: randomUUID(),
    subject,
    setName: rule.name,
    value: valueOf(subject),
    reason: notes,
    secondReason: null,
    author: source,
    origin: 'outside',
    createdMs: firstSeenMs ?? nowMs,
    expiresMs: null,
    state: 'active',
    endedMs: null,
    endedBy: null,
    changes: [],
    seenBy: null,
  };
}

/** Notes what came from outside, and what is over since the last time. A store that cannot be written hides nothing less. */
function noteChanges({ ledger, report }: ReadingOptions, merged: Merged, nowMs: number): void {
  const over = merged.list
    .filter(({ kept, state }) => state === 'expired' && kept.endedMs === null)
    .map(({ kept }): KeptEntry => ({ ...kept, endedMs: kept.expiresMs }));
  try {
    if (merged.added.length > 0) ledger.write({ entries: merged.added });
    if (over.length === 0) return;
    const action = {
      ...{ atMs: nowMs, user: null, kind: 'expire' as const, reason: '' },
      ...{ entries: over.map(({ id }) => id), canBeUndone: false },
    };
    ledger.write({ entries: over, action });
  } catch (error) {
    report('what is new in the allowlist could not be noted', error);
  }
}
