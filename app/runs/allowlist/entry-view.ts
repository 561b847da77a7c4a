import type { AllowEntry, AllowHealth, AllowWarning } from '../../../contract/allowlist.ts';
import type { AllowLedger, KeptEntry, KeptHealth } from '../../ports/allow-ledger.ts';
import type { ReadEntry } from './read-list.ts';

const dayMs = 24 * 60 * 60_000;
const weekMs = 7 * dayMs;

/** Weeks that are shown; the contract of an entry's health. */
const shownWeeks = 12;
/** Weeks in a row in each of which an entry hid more than in the one before. */
const growingWeeks = 3;

/** The Monday (UTC) of a time, epoch ms. */
export function weekOf(timeMs: number): number {
  // 1970-01-05 was the first Monday.
  return Math.floor((timeMs - 4 * dayMs) / weekMs) * weekMs + 4 * dayMs;
}

/** Entries as a scope sees them; `scope` is its key. */
export class EntryViews {
  readonly #scope: string;
  readonly #nowMs: number;
  readonly #health: ReadonlyMap<string, KeptHealth>;
  readonly #weeks: ReadonlyMap<string, AllowHealth['weeks']>;

  constructor(ledger: Pick<AllowLedger, 'healthOf' | 'weeksOf'>, scope: string, nowMs: number) {
    this.#scope = scope;
    this.#nowMs = nowMs;
    this.#health = ledger.healthOf(scope);
    const since = weekOf(nowMs) - (shownWeeks - 1) * weekMs;
    this.#weeks = new Map(
      [...Map.groupBy(ledger.weeksOf(scope, since), ({ entry }) => entry)].map(([entry, weeks]) => [
        entry,
        weeks.map(({ weekMs: begin, bytesADay }) => ({ weekMs: begin, bytesADay })),
      ]),
    );
  }

  of({ kept, elementId, state }: ReadEntry): AllowEntry {
    const { subject, setName, value, reason, secondReason, author, origin } = kept;
    const health = this.#healthOf(kept);
    return {
      id: kept.id,
      ...{ subject, setName, value, reason, secondReason, author, origin, state },
      createdMs: kept.createdMs,
      expiresMs: kept.expiresMs,
      endedMs: kept.endedMs,
      endedBy: kept.endedBy,
      // Figures of other rights may show more than the asker sees.
      changes: kept.seenBy === this.#scope ? [...kept.changes] : [],
      health,
      warnings: this.#warnings({ kept, elementId, state }, health),
    };
  }

  /** An entry of the history, whatever its set has by now. */
  former(kept: KeptEntry): AllowEntry {
    const isOver = kept.expiresMs !== null && kept.expiresMs <= this.#nowMs;
    const state = kept.state === 'removed' ? 'removed' : isOver ? 'expired' : 'missing';
    return this.of({ kept, elementId: null, state });
  }

  #healthOf({ id }: KeptEntry): AllowHealth {
    const kept = this.#health.get(id);
    return {
      sinceMs: kept?.sinceMs ?? null,
      hits: kept?.hits ?? 0,
      lastHitMs: kept?.lastHitMs ?? null,
      madeFor: kept?.madeFor ?? null,
      last: kept?.last ?? null,
      weeks: this.#weeks.get(id) ?? [],
    };
  }

  #warnings({ kept, elementId, state }: ReadEntry, health: AllowHealth): AllowWarning[] {
    const { sinceMs, hits } = health;
    const isOld = sinceMs !== null && this.#nowMs - sinceMs >= weekMs;
    const found: readonly (readonly [AllowWarning, boolean])[] = [
      ['never-used', state === 'in-force' && isOld && hits === 0],
      ['hides-more', state === 'in-force' && isGrowing(health.weeks)],
      ['still-in-set', state === 'expired' && elementId !== null],
      ['without-end', kept.origin === 'outside' && kept.expiresMs === null],
    ];
    return found.filter(([, applies]) => applies).map(([warning]) => warning);
  }
}

/** A week without a run, or in which it hid nothing, breaks the row. */
function isGrowing(weeks: AllowHealth['weeks']): boolean {
  const last = weeks.slice(-growingWeeks - 1);
  return (
    last.length > growingWeeks &&
    last.every((week, at) => {
      const before = last[at - 1];
      if (!before) return true;
      return week.weekMs - before.weekMs === weekMs && week.bytesADay > before.bytesADay;
    })
  );
}
