import { setRules, type SetRule } from '../../detection/allowing/sets.ts';
import type { KeptEntry } from '../../ports/allow-ledger.ts';
import { AppError } from '../../ports/app-error.ts';
import type { AllowlistOptions } from './allowlist.ts';
import type { AllowChanger } from './asker.ts';
import type { ReadEntry, ReadList } from './read-list.ts';

/** An entry that could not be written, and why. */
export type Refused = { readonly value: string; readonly error: AppError };

/** What a bulk did. */
type Written = { readonly done: readonly KeptEntry[]; readonly refused: readonly Refused[] };

/** By which elements say whose they are. */
const sourceOf = (user: string) => `Transfer Watch: ${user}`;

/** Writes elements of reference sets as one user, one after the other; what is refused stops nothing but what would be refused too. */
export class ElementWriter {
  readonly #options: Pick<AllowlistOptions, 'referenceSets' | 'report' | 'clock'>;
  readonly #changer: AllowChanger;
  readonly #read: ReadList;
  readonly #setIds: Map<string, number>;

  constructor(
    options: Pick<AllowlistOptions, 'referenceSets' | 'report' | 'clock'>,
    changer: AllowChanger,
    read: ReadList,
  ) {
    this.#options = options;
    this.#changer = changer;
    this.#read = read;
    this.#setIds = new Map(read.sets.map(({ name, id }) => [name, id]));
  }

  /** Puts entries into their sets, which are made where they are missing; an element that is there gets the new notes. */
  async putAll(entries: readonly KeptEntry[]): Promise<Written> {
    const written = await this.#each(
      entries,
      (kept) => kept.value,
      (kept) => this.#put(kept),
    );
    if (written.includes(null)) await this.#tidy(entries);
    return this.#result(written, entries);
  }

  /** Takes the elements of entries away. */
  async takeAll(entries: readonly ReadEntry[]): Promise<Written> {
    const written = await this.#each(
      entries,
      ({ kept }) => kept.value,
      (entry) => this.#take(entry),
    );
    const kept = entries.map((entry) => entry.kept);
    return this.#result(written, kept);
  }

  async #put(kept: KeptEntry): Promise<void> {
    const { referenceSets } = this.#options;
    const { identity, signal, user } = this.#changer;
    const notes =
      kept.expiresMs === null
        ? kept.reason
        : `${kept.reason} (until ${new Date(kept.expiresMs).toISOString()})`;
    const setId = await this.#setIdOf(kept.setName);
    const { value } = kept;
    const { domainId } = kept.subject;
    await referenceSets.add(
      identity,
      setId,
      { value, source: sourceOf(user), notes, domainId },
      signal,
    );
  }

  /** Without an element QRadar is not asked, so the right is told by the role. */
  async #take({ elementId }: ReadEntry): Promise<void> {
    const { identity, signal, canAdminister } = this.#changer;
    if (elementId !== null) return this.#options.referenceSets.remove(identity, elementId, signal);
    if (!canAdminister) throw new AppError('allowlist-not-permitted');
  }

  async #setIdOf(name: string): Promise<number> {
    const known = this.#setIds.get(name);
    if (known !== undefined) return known;
    const rule: SetRule | undefined = setRules.find((one) => one.name === name);
    if (!rule) throw new RangeError(`no set ${name}`);
    const { identity, signal } = this.#changer;
    const { type, description } = rule;
    const set = { name, type, description: `${description} Kept by Transfer Watch.` };
    const id = await this.#options.referenceSets.create(identity, set, signal);
    this.#setIds.set(name, id);
    return id;
  }

  /** Takes elements of entries that are over out of the sets, so that QRadar's own rules end with them. */
  async #tidy(put: readonly KeptEntry[]): Promise<void> {
    const { referenceSets, report } = this.#options;
    const { identity, signal } = this.#changer;
    const isPut = (one: KeptEntry) =>
      put.some(({ setName, value }) => setName === one.setName && value === one.value);
    for (const { kept, elementId, state } of this.#read.entries) {
      if (state !== 'expired' || elementId === null || isPut(kept)) continue;
      try {
        await referenceSets.remove(identity, elementId, signal);
      } catch (error) {
        report('an element that is over could not be removed', error);
        return;
      }
    }
  }

  /** Places of those that worked, in order, and why the others did not; after a refusal for all, none is tried. */
  async #each<T>(
    items: readonly T[],
    valueOf: (item: T) => string,
    write: (item: T) => Promise<void>,
  ): Promise<readonly (Refused | null)[]> {
    const written: (Refused | null)[] = [];
    let ended: AppError | null = null;
    for (const item of items) {
      try {
        if (ended !== null) throw ended;
        await write(item);
        written.push(null);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code !== 'allowlist-entry-refused') ended = error;
        written.push({ value: valueOf(item), error });
      }
    }
    return written;
  }

  #result(written: readonly (Refused | null)[], entries: readonly KeptEntry[]): Written {
    return {
      done: entries.filter((_, at) => written[at] === null),
      refused: written.filter((one) => one !== null),
    };
  }
}
