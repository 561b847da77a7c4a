import type { Behaviour } from '../../../contract/allowlist.ts';
import type { AllowLedger, KeptEntry, KeptHealth, KeptWeek } from '../../ports/allow-ledger.ts';
import type { EntryUse } from '../../ports/allowlist.ts';
import type { UsedInRun } from '../job-allowed.ts';
import { weekOf } from './entry-view.ts';
import { scopeKey } from './reading.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * Notes what became of the entries in a run that ended whole: hits, what they hid, and which suspended themselves. Throws
 * `allowlist-not-saved`.
 */
export function noteUses(ledger: AllowLedger, used: UsedInRun, nowMs: number): void {
  const scope = scopeKey(used.scope);
  const known = ledger.healthOf(scope);
  const health = new Map<string, KeptHealth>();
  const weeks: KeptWeek[] = [];
  for (const use of used.uses) {
    const before = known.get(use.id) ?? null;
    // Of thousands of entries most hide nothing in most runs.
    if (use.behaviour === null && before !== null && before.last === null) continue;
    health.set(use.id, healthAfter(use, before, used.startedMs));
    const week = weekOfUse(use, used);
    if (week) weeks.push(week);
  }
  if (health.size > 0) ledger.write({ health: { scope, of: health, weeks } });
  const suspended = used.uses
    // Somebody may have confirmed it since the run read what it was made for.
    .filter(({ id, madeFor }) => isSame(madeFor, known.get(id)?.madeFor ?? null))
    .flatMap((use) => suspendedBy(use, ledger, scope, nowMs));
  if (suspended.length === 0) return;
  ledger.write({
    entries: suspended,
    action: {
      ...{ atMs: nowMs, user: null, kind: 'suspend', reason: '' },
      ...{ entries: suspended.map(({ id }) => id), canBeUndone: false },
    },
  });
}

function healthAfter(
  { behaviour, hid, lastMs }: EntryUse,
  known: KeptHealth | null,
  startedMs: number,
): KeptHealth {
  return {
    sinceMs: known?.sinceMs ?? startedMs,
    hits: (known?.hits ?? 0) + (hid ? 1 : 0),
    lastHitMs: hid ? Math.max(known?.lastHitMs ?? 0, lastMs ?? 0) : (known?.lastHitMs ?? null),
    madeFor: known?.madeFor ?? (hid ? behaviour : null),
    last: behaviour,
  };
}

/** Of a run of less than a day what it hid is taken for all of that day. */
function weekOfUse({ id, behaviour, hid }: EntryUse, { window }: UsedInRun): KeptWeek | null {
  if (!hid || behaviour?.sentBytes === undefined || behaviour.sentBytes === null) return null;
  const bytesADay = (behaviour.sentBytes * dayMs) / Math.max(dayMs, behaviour.windowMs);
  return { entry: id, weekMs: weekOf(window.stopMs), bytesADay };
}

/** Both as the ledger has them, so their members are in one order. */
function isSame(one: Behaviour | null, other: Behaviour | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function suspendedBy(
  { id, changes }: EntryUse,
  ledger: Pick<AllowLedger, 'find'>,
  seenBy: string,
  nowMs: number,
): KeptEntry[] {
  const kept = changes.length === 0 ? null : ledger.find(id);
  // Another run may have said so before, or somebody removed it meanwhile.
  if (kept?.state !== 'active') return [];
  return [{ ...kept, state: 'suspended', endedMs: nowMs, endedBy: null, changes, seenBy }];
}
