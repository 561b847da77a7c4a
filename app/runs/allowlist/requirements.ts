import {
  mostAllowEntries,
  type AllowRequest,
  type AllowSubject,
} from '../../../contract/allowlist.ts';
import { entryKey, valueOf } from '../../detection/allowing/sets.ts';
import type { AllowLedger, KeptEntry } from '../../ports/allow-ledger.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Foreseen } from './allowlist.ts';
import type { AllowAsker } from './asker.ts';
import type { ReadEntry, ReadList } from './read-list.ts';
import { scopeKey } from './reading.ts';

/** Throws `allowlist-entry-not-found`. */
export function entryOf({ entries }: ReadList, id: string): ReadEntry {
  const entry = entries.find(({ kept }) => kept.id === id);
  if (!entry) throw new AppError('allowlist-entry-not-found');
  return entry;
}

/** Throws `allowlist-exists` for what is there, unless its time is over or its element is gone. */
export function requireNew(subjects: readonly AllowSubject[], { entries }: ReadList): void {
  const there = entries.filter(({ state }) => state === 'in-force' || state === 'suspended');
  const keys = new Set(there.map(({ kept }) => entryKey(kept.subject)));
  for (const subject of subjects) {
    const key = entryKey(subject);
    if (keys.has(key)) throw new AppError('allowlist-exists', { detail: valueOf(subject) });
    keys.add(key);
  }
  if (there.length + subjects.length > mostAllowEntries)
    throw new AppError('allowlist-invalid', { detail: `more than ${mostAllowEntries} entries` });
}

/** Throws what has to be asked. */
export function requireHarmless(
  { asks, confirmed }: Foreseen,
  { confirmed: isConfirmed, secondReason }: Pick<AllowRequest, 'confirmed' | 'secondReason'>,
): void {
  if (confirmed.length > 0 && secondReason === null)
    throw new AppError('allowlist-hides-confirmed', {
      detail: `${confirmed.length}: ${confirmed.slice(0, 3).join(', ')}`,
    });
  if (asks.length > 0 && !isConfirmed)
    throw new AppError('allowlist-hides-much', {
      detail: asks.map(({ kind, value, most }) => `${kind}: ${value} (${most})`).join(', '),
    });
}

/** What the entries are made for, as far as the last run tells. */
export function healthOf(
  { scope }: AllowAsker,
  done: readonly KeptEntry[],
  { behaviours, worked }: Foreseen,
  { ledger, nowMs }: { readonly ledger: AllowLedger; readonly nowMs: number },
) {
  const key = scopeKey(scope);
  const known = ledger.healthOf(key);
  const isWhole = behaviours.length === done.length;
  const of = new Map(
    done.flatMap(({ id }, at) => {
      const madeFor = isWhole ? (behaviours[at] ?? null) : null;
      if (madeFor === null || worked === null) return [];
      const before = known.get(id) ?? { sinceMs: nowMs, hits: 0, lastHitMs: null };
      return [[id, { ...before, madeFor, last: madeFor }] as const];
    }),
  );
  return { scope: key, of, weeks: [] };
}
