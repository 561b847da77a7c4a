import type {
  AllowChange,
  AllowEntry,
  Allowlist,
  AllowPreview,
  Behaviour,
  Previewed,
} from '../../contract/allowlist.ts';
import { dayMs } from './ui-records.ts';

/** A nightly job: 300 MiB in 24 connections to one destination, at two in the morning. */
export function aBehaviour(changes: Partial<Behaviour> = {}): Behaviour {
  return {
    windowMs: 86_400_000,
    pairs: 1,
    connections: 24,
    sentBytes: 314_572_800,
    hours: [2],
    sourceCount: 1,
    destinations: ['203.0.113.9'],
    destinationCount: 1,
    ...changes,
  };
}

/** The pair of `aFinding`, allowed by an administrator for ninety days, in force and in use. */
export function anEntry(changes: Partial<AllowEntry> = {}): AllowEntry {
  return {
    id: 'e1',
    subject: {
      scope: 'source-destination',
      source: '10.1.2.3',
      destination: '203.0.113.9',
      port: null,
      user: null,
      domainId: null,
    },
    value: '10.1.2.3|203.0.113.9',
    setName: 'Transfer Watch: allowed sources with destination',
    reason: 'Nightly backup, agreed with IT',
    secondReason: null,
    author: 'admin',
    origin: 'app',
    createdMs: dayMs,
    expiresMs: dayMs + 90 * 86_400_000,
    state: 'in-force',
    endedMs: null,
    endedBy: null,
    changes: [],
    health: {
      sinceMs: dayMs,
      hits: 3,
      lastHitMs: dayMs + 3_600_000,
      madeFor: aBehaviour(),
      last: aBehaviour(),
      weeks: [],
    },
    warnings: [],
    ...changes,
  };
}

/** Entries in the one set that they live in. */
export function anAllowlist(
  entries: readonly AllowEntry[] = [anEntry()],
  drift: Allowlist['drift'] = [],
): Allowlist {
  return {
    entries: [...entries],
    drift,
    sets: [
      {
        name: 'Transfer Watch: allowed sources with destination',
        scope: 'source-destination',
        type: 'ALN',
        id: 12,
        entries: entries.length,
      },
      { name: 'Transfer Watch: allowed users', scope: 'user', type: 'ALNIC', id: null, entries: 0 },
    ],
  };
}

/** A finding as a preview names it. */
export function aPreviewed(changes: Partial<Previewed> = {}): Previewed {
  return {
    id: 'f1',
    kind: 'pair',
    source: '10.1.2.3',
    destination: '203.0.113.9',
    destinationCount: 1,
    port: 21,
    risk: 'HIGH',
    connections: 12,
    sentBytes: 14_213_120,
    ...changes,
  };
}

/** One finding hidden of ten, nothing to ask about. */
export function aPreview(changes: Partial<AllowPreview> = {}): AllowPreview {
  return {
    window: { startMs: dayMs, stopMs: dayMs + 86_400_000 },
    finishedMs: dayMs + 86_400_000,
    hidden: { findings: 1, high: 1, sentBytes: 14_213_120, list: [aPreviewed()] },
    trimmed: { findings: 0, high: 0, list: [] },
    appeared: { findings: 0, list: [] },
    untouched: 9,
    isCut: false,
    behaviour: aBehaviour(),
    asks: [],
    confirmed: { findings: 0, ids: [] },
    ...changes,
  };
}

/** A change that did all it was asked for. */
export function aChange(changes: Partial<AllowChange> = {}): AllowChange {
  return { action: 'a1', done: [anEntry()], refused: [], ...changes };
}
