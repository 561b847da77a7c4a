import type { ConsoleStore } from '../../sql/store.ts';
import type { Dimensions, Offense } from '../../sql/dimensions.ts';
import type { JsonObject } from '../json.ts';

/** A note on an offense; notes can be added, never changed. */
export type Note = {
  readonly id: number;
  readonly createMs: number;
  readonly username: string;
  readonly text: string;
};

/** An address that offenses name, as source or as local destination; one row per address and domain. */
export type OffenseAddress = {
  readonly id: number;
  readonly address: string;
  readonly domainId: number;
  readonly offenses: readonly Offense[];
};

/** The offenses of a console, the addresses in them, and the notes written since the start. */
export class OffenseStore {
  private readonly store: ConsoleStore;
  private readonly notes = new Map<number, Note[]>();
  private nextNoteId = 1;

  constructor(store: ConsoleStore) {
    this.store = store;
  }

  /** What the console knows besides events. */
  get dimensions(): Dimensions {
    return this.store.dimensions;
  }

  /** All offenses, newest first as the console lists them. */
  list(): readonly Offense[] {
    return this.dimensions.offenses.toSorted((a, b) => b.id - a.id);
  }

  /** Changes an offense. */
  update(id: number, changes: Partial<Offense>): void {
    this.store.setOffenses(
      this.dimensions.offenses.map((one) => (one.id === id ? { ...one, ...changes } : one)),
    );
  }

  /** Notes of an offense, oldest first. */
  notesOf(offenseId: number): readonly Note[] {
    return this.notes.get(offenseId) ?? [];
  }

  /** Adds a note. */
  addNote(offenseId: number, note: Omit<Note, 'id'>): Note {
    const added = { id: this.nextNoteId++, ...note };
    this.notes.set(offenseId, [...this.notesOf(offenseId), added]);
    return added;
  }

  /** Addresses that started something, by ascending id. Ids follow the order of the offenses. */
  sources(): readonly OffenseAddress[] {
    return this.addresses((offense) => offense.sourceIps);
  }

  /** Local addresses something was done to, by ascending id. */
  localDestinations(): readonly OffenseAddress[] {
    return this.addresses((offense) => offense.localDestinationIps);
  }

  private addresses(of: (offense: Offense) => readonly string[]): readonly OffenseAddress[] {
    const byKey = new Map<string, { address: string; domainId: number; offenses: Offense[] }>();
    for (const offense of this.dimensions.offenses) {
      for (const address of of(offense)) {
        const key = `${offense.domainId} ${address}`;
        const known = byKey.get(key);
        if (known) known.offenses.push(offense);
        else byKey.set(key, { address, domainId: offense.domainId, offenses: [offense] });
      }
    }
    return [...byKey.values()].map((entry, index) => ({ id: index + 1, ...entry }));
  }
}

/** The offense object of QRadar REST API 26.0, siem-offenses-GET. */
export function offenseRow(
  offense: Offense,
  dimensions: Dimensions,
  ids: { readonly sources: readonly number[]; readonly localDestinations: readonly number[] },
): JsonObject {
  return {
    id: offense.id,
    description: offense.description,
    status: offense.status,
    offense_type: offense.offenseTypeId,
    offense_source: offense.offenseSource,
    assigned_to: offense.assignedTo,
    closing_user: offense.closed?.by ?? null,
    closing_reason_id: offense.closed?.reasonId ?? null,
    close_time: offense.closed?.atMs ?? null,
    categories: offense.categories,
    category_count: offense.categories.length,
    policy_category_count: 0,
    security_category_count: offense.categories.length,
    credibility: offense.credibility,
    relevance: offense.relevance,
    severity: offense.severity,
    magnitude: offense.magnitude,
    device_count: offense.logSourceIds.length,
    event_count: offense.eventCount,
    flow_count: offense.flowCount,
    username_count: offense.usernameCount,
    remote_destination_count: offense.remoteDestinationCount,
    source_count: offense.sourceIps.length,
    local_destination_count: offense.localDestinationIps.length,
    destination_networks: offense.destinationNetworks,
    source_network: offense.sourceNetwork,
    start_time: offense.startMs,
    last_updated_time: offense.lastUpdatedMs,
    first_persisted_time: offense.startMs,
    last_persisted_time: offense.lastUpdatedMs,
    inactive: offense.inactive,
    protected: offense.protected,
    follow_up: offense.followUp,
    source_address_ids: ids.sources,
    local_destination_address_ids: ids.localDestinations,
    domain_id: offense.domainId,
    rules: offense.ruleIds.map((id) => ({ id, type: 'CRE_RULE' })),
    log_sources: offense.logSourceIds.map((id) => logSourceRow(id, dimensions)),
  };
}

function logSourceRow(id: number, { logSources, logSourceTypes }: Dimensions): JsonObject {
  const source = logSources.find((candidate) => candidate.id === id);
  const type = logSourceTypes.find((candidate) => candidate.id === source?.typeId);
  return {
    id,
    name: source?.name ?? null,
    type_id: source?.typeId ?? null,
    type_name: type?.name ?? null,
  };
}

/** Ids of the addresses that belong to any of the offenses. */
export function idsIn(
  addresses: readonly OffenseAddress[],
  offenses: readonly Offense[],
): number[] {
  return addresses
    .filter((entry) => entry.offenses.some((offense) => offenses.includes(offense)))
    .map((entry) => entry.id);
}
