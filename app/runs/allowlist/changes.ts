import { randomUUID } from 'node:crypto';
import type { AllowChange, AllowRequest } from '../../../contract/allowlist.ts';
import { setOf, valueOf } from '../../detection/allowing/sets.ts';
import { canonicalSubject, requireEnd } from '../../detection/allowing/subject.ts';
import type { KeptAction, KeptEntry } from '../../ports/allow-ledger.ts';
import { AppError } from '../../ports/app-error.ts';
import type { AllowlistOptions, AllowlistReader, Foreseen } from './allowlist.ts';
import type { AllowAsker, AllowChanger } from './asker.ts';
import { ElementWriter, type Refused } from './elements.ts';
import type { ReadEntry, ReadList } from './read-list.ts';
import { readAllowlist } from './reading.ts';
import { entryOf, healthOf, requireHarmless, requireNew } from './requirements.ts';

/** A change, with what was refused as it was thrown. */
export type AllowChanged = Omit<AllowChange, 'refused'> & { readonly refused: readonly Refused[] };

/** How a change is noted. */
type Noted = Pick<KeptAction, 'kind' | 'reason'> & {
  /** It can, if left out. */
  readonly canBeUndone?: boolean;
  readonly undoes?: number;
  readonly forgets?: readonly string[];
};

/** What a resumption says. */
export type Resumption = {
  readonly reason: string;
  readonly expiresMs: number | null;
  readonly secondReason: string | null;
};

/**
 * Changes of the allowlist: first in the reference sets, as the user, so that QRadar decides who may, then in the ledger. One change after
 * the other, each on what the one before left. Throws `allowlist-not-permitted` and the other codes of the allowlist; where
 * only a part was refused, the answer says which.
 */
export class AllowlistChanges {
  readonly #options: AllowlistOptions;
  readonly #reader: AllowlistReader;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: AllowlistOptions, reader: AllowlistReader) {
    this.#options = options;
    this.#reader = reader;
  }

  add(changer: AllowChanger, request: AllowRequest): Promise<AllowChanged> {
    return this.#inTurn(() => this.#add(changer, request));
  }

  remove(changer: AllowChanger, id: string): Promise<AllowChanged> {
    return this.#inTurn(async () => {
      const read = await this.#read(changer);
      return this.#remove(changer, read, [entryOf(read, id)], { kind: 'remove', reason: '' });
    });
  }

  /**
   * Lets an entry hide again that is suspended, over, or missing in its set, from now on for what it hides now. One that is in force
   * gets the reason and the end, and stays what it was made for.
   */
  resume(changer: AllowChanger, id: string, wanted: Resumption): Promise<AllowChanged> {
    return this.#inTurn(() => this.#resume(changer, id, wanted));
  }

  /** Undoes what somebody did, as far as nobody has done so before. */
  undo(changer: AllowChanger, action: number): Promise<AllowChanged> {
    return this.#inTurn(() => this.#undo(changer, action));
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    // The next one does not fail because this one did.
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #read({ identity, signal }: AllowAsker): Promise<ReadList> {
    try {
      return await readAllowlist(this.#options, identity, signal);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-allowed')) throw error;
      // Who may not read them may not write them.
      throw new AppError('allowlist-not-permitted', { detail: error.detail, cause: error });
    }
  }

  async #add(changer: AllowChanger, request: AllowRequest): Promise<AllowChanged> {
    const nowMs = this.#options.clock.nowMs();
    const drafts = request.entries.map(({ subject, reason, expiresMs }) => {
      requireEnd(expiresMs, nowMs);
      return { subject: canonicalSubject(subject), reason, expiresMs };
    });
    const subjects = drafts.map(({ subject }) => subject);
    const read = await this.#read(changer);
    requireNew(subjects, read);
    const foreseen = await this.#reader.foresee(changer, read, subjects);
    requireHarmless(foreseen, request);
    const wanted = drafts.map(({ subject, reason, expiresMs }): KeptEntry => ({
      id: randomUUID(),
      subject,
      setName: setOf(subject).name,
      value: valueOf(subject),
      reason,
      secondReason: request.secondReason,
      author: changer.user,
      origin: 'app',
      createdMs: nowMs,
      expiresMs,
      state: 'active',
      endedMs: null,
      endedBy: null,
      changes: [],
      seenBy: null,
    }));
    const { done, refused } = await this.#writer(changer, read).putAll(wanted);
    const reason = [...new Set(done.map((entry) => entry.reason))].join(' · ');
    return this.#note(changer, done, refused, { kind: 'add', reason }, foreseen);
  }

  async #remove(
    changer: AllowChanger,
    read: ReadList,
    entries: readonly ReadEntry[],
    action: Noted,
  ): Promise<AllowChanged> {
    const nowMs = this.#options.clock.nowMs();
    const { done, refused } = await this.#writer(changer, read).takeAll(entries);
    const ended = done.map((kept): KeptEntry => {
      return { ...kept, state: 'removed', endedMs: nowMs, endedBy: changer.user };
    });
    return this.#note(changer, ended, refused, action, null);
  }

  async #resume(
    changer: AllowChanger,
    id: string,
    { reason, expiresMs, secondReason }: Resumption,
  ): Promise<AllowChanged> {
    requireEnd(expiresMs, this.#options.clock.nowMs());
    const read = await this.#read(changer);
    const { kept, state } = entryOf(read, id);
    const foreseen = await this.#reader.foresee(changer, read, [kept.subject]);
    requireHarmless({ ...foreseen, asks: [] }, { confirmed: true, secondReason });
    const again: KeptEntry = {
      ...kept,
      ...{ reason, expiresMs, secondReason: secondReason ?? kept.secondReason },
      ...{ state: 'active', endedMs: null, endedBy: null, changes: [], seenBy: null },
    };
    const { done, refused } = await this.#writer(changer, read).putAll([again]);
    if (state === 'in-force') {
      // Nobody knows its end before any more, so there is no way back.
      const action = { kind: 'resume', reason, canBeUndone: false } as const;
      return this.#note(changer, done, refused, action, null);
    }
    // Nobody may hold it to what it was before.
    const forgets = done.map((entry) => entry.id);
    return this.#note(changer, done, refused, { kind: 'resume', reason, forgets }, foreseen);
  }

  async #undo(changer: AllowChanger, id: number): Promise<AllowChanged> {
    const { ledger, clock } = this.#options;
    const action = ledger.action(id);
    if (action === null) throw new AppError('allowlist-entry-not-found');
    if (action.isUndone) throw new AppError('allowlist-changed', { detail: 'undone already' });
    const read = await this.#read(changer);
    const undo = { kind: 'undo' as const, reason: action.kind, undoes: id, canBeUndone: false };
    if (action.kind === 'add') {
      const own = read.entries.filter(({ kept }) => action.entries.includes(kept.id));
      if (own.length === 0) throw new AppError('allowlist-changed', { detail: 'removed already' });
      return this.#remove(changer, read, own, undo);
    }
    const kept = action.entries.flatMap((entry) => ledger.find(entry) ?? []);
    if (action.kind === 'resume') {
      const own = kept.filter(({ state }) => state === 'active');
      const nowMs = clock.nowMs();
      const { done, refused } = await this.#writer(changer, read).putAll(own);
      const suspended = done.map((entry): KeptEntry => {
        return { ...entry, state: 'suspended', endedMs: nowMs, endedBy: changer.user };
      });
      return this.#note(changer, suspended, refused, undo, null);
    }
    const gone = kept.filter(({ state }) => state === 'removed');
    requireNew(
      gone.map(({ subject }) => subject),
      read,
    );
    for (const { expiresMs } of gone) requireEnd(expiresMs, clock.nowMs());
    const again = gone.map((entry): KeptEntry => {
      return { ...entry, state: 'active', endedMs: null, endedBy: null };
    });
    const { done, refused } = await this.#writer(changer, read).putAll(again);
    return this.#note(changer, done, refused, undo, null);
  }

  #writer(changer: AllowChanger, read: ReadList): ElementWriter {
    return new ElementWriter(this.#options, changer, read);
  }

  /** Notes what the sets took; where they took nothing, throws why. */
  async #note(
    changer: AllowChanger,
    done: readonly KeptEntry[],
    refused: readonly Refused[],
    action: Noted,
    foreseen: Foreseen | null,
  ): Promise<AllowChanged> {
    const [first] = refused;
    if (done.length === 0) throw first?.error ?? new AppError('allowlist-changed');
    const { ledger, clock } = this.#options;
    const { undoes, forgets = [], canBeUndone = true, ...said } = action;
    const id = ledger.write({
      entries: done,
      forgets,
      ...(foreseen
        ? { health: healthOf(changer, done, foreseen, { ledger, nowMs: clock.nowMs() }) }
        : {}),
      ...(undoes === undefined || refused.length > 0 ? {} : { undoes }),
      action: {
        ...{ atMs: clock.nowMs(), user: changer.user, ...said },
        entries: done.map((entry) => entry.id),
        canBeUndone,
      },
    });
    const read = await this.#reader.read(changer.identity, changer.signal);
    const views = this.#reader.views(changer.scope);
    const shown = done.map((kept) => {
      const entry = read.entries.find((one) => one.kept.id === kept.id);
      return entry ? views.of(entry) : views.former(kept);
    });
    return { action: String(id), done: shown, refused };
  }
}
