import { expiryMs, type ReferenceSet, type ReferenceSetEntry } from '../../sql/dimensions.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import type { ApiClock } from '../clock.ts';

/** What is written of an entry; its times are the store's own. */
export type NewEntry = Pick<ReferenceSetEntry, 'value' | 'source' | 'notes' | 'domainId'>;

/** What may be changed of a set. */
export type SetChanges = Partial<
  Pick<ReferenceSet, 'expiryType' | 'timeToLiveSeconds' | 'expiredLogOption' | 'description'>
>;

/**
 * The reference sets of a console. Guards ids, the times of entries and their expiry, and that one write follows the other;
 * a write has reached AQL when its promise resolves.
 */
export class SetStore {
  readonly #store: ConsoleStore;
  readonly #clock: ApiClock;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: ConsoleStore, clock: ApiClock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** All sets, without entries that have expired. */
  get all(): readonly ReferenceSet[] {
    const nowMs = this.#clock.now();
    return this.#store.dimensions.referenceSets.map((set) => ({
      ...set,
      entries: set.entries.filter((entry) => (expiryMs(set, entry) ?? Infinity) > nowMs),
    }));
  }

  /** The set of that id, as written in a path or body, or null. */
  find(id: string | number): ReferenceSet | null {
    return this.all.find((set) => String(set.id) === String(id)) ?? null;
  }

  /** The set of that name, or null; names are told apart by case. */
  named(name: string): ReferenceSet | null {
    return this.all.find((set) => set.name === name) ?? null;
  }

  /** Adds an empty set. */
  async create(set: Omit<ReferenceSet, 'id' | 'creationMs' | 'entries'>): Promise<ReferenceSet> {
    return this.#write((sets) => {
      const id = 1 + Math.max(0, ...sets.map((other) => other.id));
      const made: ReferenceSet = { ...set, id, creationMs: this.#clock.now(), entries: [] };
      return { sets: [...sets, made], result: made };
    });
  }

  /** Changes a set; with `isEmptied` its entries go. */
  async change(id: number, changes: SetChanges, isEmptied = false): Promise<void> {
    await this.#replace(id, (set) => ({
      ...set,
      ...changes,
      entries: isEmptied ? [] : set.entries,
    }));
  }

  /** Deletes a set with its entries. */
  async remove(id: number): Promise<void> {
    await this.#write((sets) => ({ sets: sets.filter((set) => set.id !== id), result: null }));
  }

  /**
   * Adds entries, or refreshes those whose value and domain are there: source and time of sight, notes where some are
   * given. In the order of `entries`: what is there then, and whether it is new.
   */
  async put(
    id: number,
    entries: readonly NewEntry[],
  ): Promise<readonly { readonly entry: ReferenceSetEntry; readonly isNew: boolean }[]> {
    return this.#write((sets) => {
      let nextId = 1 + Math.max(9000, ...sets.flatMap((set) => set.entries.map((one) => one.id)));
      const nowMs = this.#clock.now();
      const set = sets.find((one) => one.id === id);
      const kept = new Map((set?.entries ?? []).map((entry) => [keyOf(entry), entry]));
      const result = entries.map((given) => {
        const known = kept.get(keyOf(given));
        const entry: ReferenceSetEntry =
          known === undefined
            ? { ...given, id: nextId++, firstSeenMs: nowMs, lastSeenMs: nowMs }
            : { ...known, ...given, notes: given.notes ?? known.notes, lastSeenMs: nowMs };
        kept.set(keyOf(entry), entry);
        return { entry, isNew: known === undefined };
      });
      return {
        sets: replaced(sets, id, (one) => ({ ...one, entries: [...kept.values()] })),
        result,
      };
    });
  }

  /** Changes the notes of an entry, which refreshes it. */
  async note(entryId: number, notes: string): Promise<void> {
    const lastSeenMs = this.#clock.now();
    await this.#entries((entries) =>
      entries.map((entry) => (entry.id === entryId ? { ...entry, notes, lastSeenMs } : entry)),
    );
  }

  /** Deletes entries by id. */
  async removeEntries(ids: readonly number[]): Promise<void> {
    await this.#entries((entries) => entries.filter((entry) => !ids.includes(entry.id)));
  }

  async #entries(
    change: (entries: readonly ReferenceSetEntry[]) => readonly ReferenceSetEntry[],
  ): Promise<void> {
    await this.#write((sets) => ({
      sets: sets.map((set) => ({ ...set, entries: change(set.entries) })),
      result: null,
    }));
  }

  async #replace(id: number, change: (set: ReferenceSet) => ReferenceSet): Promise<void> {
    await this.#write((sets) => ({ sets: replaced(sets, id, change), result: null }));
  }

  /** One write at a time, each on what the one before left; the expired goes with it. */
  async #write<T>(
    change: (sets: readonly ReferenceSet[]) => {
      readonly sets: readonly ReferenceSet[];
      readonly result: T;
    },
  ): Promise<T> {
    const write = this.#last.then(async () => {
      const { sets, result } = change(this.all);
      await this.#store.setReferenceSets(sets);
      return result;
    });
    // The next write does not fail because this one did; whoever asked for this one hears of it.
    this.#last = write.catch(() => undefined);
    return write;
  }
}

function keyOf({ value, domainId }: Pick<ReferenceSetEntry, 'value' | 'domainId'>): string {
  return `${domainId ?? ''} ${value}`;
}

function replaced(
  sets: readonly ReferenceSet[],
  id: number,
  change: (set: ReferenceSet) => ReferenceSet,
): readonly ReferenceSet[] {
  return sets.map((set) => (set.id === id ? change(set) : set));
}
