import type { Dimensions, Domain, LogSource } from '../../sql/dimensions.ts';
import { logSourceTypes } from '../log-sources.ts';
import type { Origin } from './record.ts';

/** First id for a log source that an import makes; those of the company are lower. */
const firstNewId = 1001;

type Seen = { readonly id: number; readonly name: string; readonly typeId: number; lastMs: number };

/**
 * Finds or makes the log sources and domains that imported records name. Guards the ids given out, so that one
 * name, in any case, is one log source over all files of an import.
 */
export class Origins {
  readonly #dimensions: Dimensions;
  readonly #added = new Map<number, Seen>();
  readonly #byName = new Map<string, number>();
  readonly #known = new Set<number>();
  readonly #domains = new Set<number>();
  #nextId: number;

  constructor(dimensions: Dimensions) {
    this.#dimensions = dimensions;
    for (const { id, name } of dimensions.logSources) {
      this.#byName.set(name.toLowerCase(), id);
      this.#known.add(id);
    }
    this.#nextId = Math.max(firstNewId, ...[...this.#known].map((id) => id + 1));
  }

  /** The id of a record's log source; notes its domain and time (epoch ms). */
  idOf(origin: Origin, domainId: number, atMs: number): number {
    this.noteDomain(domainId);
    const id = this.#find(origin);
    const seen = this.#added.get(id);
    if (seen && atMs > seen.lastMs) seen.lastMs = atMs;
    return id;
  }

  /** Notes a domain that a record is in. */
  noteDomain(id: number): void {
    this.#domains.add(id);
  }

  /** The dimensions with what the import added; its times moved by `shiftMs`. */
  merged(shiftMs: number): Dimensions {
    const domains = [...this.#domains].filter((id) =>
      this.#dimensions.domains.every((domain) => domain.id !== id),
    );
    return {
      ...this.#dimensions,
      logSources: [
        ...this.#dimensions.logSources,
        ...[...this.#added.values()].map((seen) => asLogSource(seen, shiftMs)),
      ],
      domains: [...this.#dimensions.domains, ...domains.map(asDomain)],
    };
  }

  #find(origin: Origin): number {
    if ('id' in origin) {
      if (!this.#known.has(origin.id)) {
        this.#add(origin.id, origin.name ?? `Log source ${origin.id}`, logSourceTypes.imported.id);
      }
      return origin.id;
    }
    const known = this.#byName.get(origin.name.toLowerCase());
    if (known !== undefined) return known;
    while (this.#known.has(this.#nextId)) this.#nextId += 1;
    return this.#add(this.#nextId, origin.name, origin.typeId);
  }

  #add(id: number, name: string, typeId: number): number {
    this.#known.add(id);
    this.#byName.set(name.toLowerCase(), id);
    this.#added.set(id, { id, name, typeId, lastMs: 0 });
    return id;
  }
}

function asLogSource(seen: Seen, shiftMs: number): LogSource {
  const lastMs = seen.lastMs + shiftMs;
  return {
    id: seen.id,
    name: seen.name,
    description: 'Imported from a file',
    typeId: seen.typeId,
    groupIds: [],
    enabled: true,
    status: 'NA',
    statusMessages: [],
    lastEventTimeMs: lastMs,
    averageEps: 0,
    coalesceEvents: false,
    credibility: 5,
    sendingIp: null,
    autoDiscovered: false,
    creationMs: lastMs,
    modifiedMs: lastMs,
  };
}

function asDomain(id: number): Domain {
  return { id, name: `Domain ${id}`, description: '', tenantId: null, deleted: false };
}
