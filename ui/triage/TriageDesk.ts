import type { Triage } from '../../contract/triage.ts';
import { isAbort, problemOf, type Api } from '../api/api.ts';
import { visibleWait } from '../platform/visibleWait.ts';
import { bookOf, withEntries } from './book.ts';
import {
  nothingYet,
  type ActOutcome,
  type Decision,
  type DeskState,
  type OpenPart,
  type Said,
} from './desk-state.ts';

/** How often others' decisions are looked for while the page is looked at, ms: a choice, between a team at work and a quiet console. */
const lookEveryMs = 60_000;
/** How often the server is told that somebody is here, ms; it takes half an hour without a sign as the end of a visit. */
const signEveryMs = 300_000;

type Wait = typeof visibleWait;

/**
 * The triage of the page: what holds, what is selected, what is open. Not state of a component, so that a card is drawn
 * again only for what concerns it (`useDeskState`). None of its methods rejects.
 */
export class TriageDesk {
  /** Who acts. */
  readonly user: string;
  readonly #api: Api;
  readonly #wait: Wait;
  readonly #listeners = new Set<() => void>();
  #state = nothingYet;
  #run: string | null = null;
  /** Settled when the server has been told of this visit: what is new since the last one is known from then on. */
  readonly #arrived = Promise.withResolvers<undefined>();
  /** Grows when an act begins and when it ends: what was read in between may be of before. */
  #acts = 0;

  constructor(api: Api, user: string, wait: Wait = visibleWait) {
    this.#api = api;
    this.user = user;
    this.#wait = wait;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): DeskState => this.#state;

  /** Reads what holds for a run's findings, again from time to time while the page is seen. Gives the end of it. */
  readonly watch = (run: string): (() => void) => {
    this.#run = run;
    const control = new AbortController();
    void this.#arrived.promise.then(() =>
      this.#repeat(lookEveryMs, control.signal, (signal) => this.#read(run, signal)),
    );
    return () => control.abort();
  };

  /** Tells the server that somebody is here, as long as the page is seen. Gives the end of it. */
  readonly visit = (): (() => void) => {
    const control = new AbortController();
    void this.#repeat(signEveryMs, control.signal, (signal) => this.#sign(false, signal));
    return () => control.abort();
  };

  /** Whatever was new has been seen. */
  readonly markSeen = async (): Promise<void> => {
    const control = new AbortController();
    await this.#sign(true, control.signal);
    await this.#readAgain();
  };

  /** Decides; where somebody else has changed a finding meanwhile, nothing is done and the book has what holds. */
  readonly decide = async ({ findings, ...what }: Decision): Promise<ActOutcome> => {
    const run = this.#run;
    if (run === null || findings.length === 0) return { kind: 'done' };
    const { entries } = this.#state.book;
    const named = findings.map((id) => ({ id, version: entries.get(id)?.version ?? 0 }));
    this.#acts += 1;
    try {
      const answer = await this.#api.decide(run, { ...what, findings: named });
      this.#acts += 1;
      if ('present' in answer) {
        this.#take(answer.present, answer.changed);
        return { kind: 'changed', by: { changed: answer.changed, present: answer.present } };
      }
      this.#take(answer.entries, answer.changed);
      const { visit } = this.#state;
      this.#set({
        said: { kind: 'decided', state: what.state, changed: answer.changed },
        selected: new Set(),
        visit: visit && { ...visit, canUndo: answer.changed },
      });
      return { kind: 'done' };
    } catch (error) {
      this.#acts += 1;
      return { kind: 'failed', problem: problemOf(error) };
    }
  };

  /** Decides at once; opens the dialog only where somebody else was faster. */
  readonly act = async (decision: Decision): Promise<void> => {
    const outcome = await this.decide(decision);
    if (outcome.kind === 'failed') this.#set({ said: outcome });
    if (outcome.kind === 'changed')
      this.#set({ open: { kind: 'decide', decision, changed: outcome.by } });
  };

  /** Takes the last decision back. */
  readonly undo = async (): Promise<void> => {
    this.#acts += 1;
    try {
      const undone = await this.#api.undo();
      this.#set({ said: { kind: 'undone', undone } });
    } catch (error) {
      this.#set({ said: { kind: 'failed', problem: problemOf(error) } });
    }
    this.#acts += 1;
    await this.#readAgain();
    // The act before is the next one, of how many findings the server knows.
    await this.#sign(false, new AbortController().signal);
  };

  readonly select = (findings: readonly string[], isOn: boolean): void => {
    const selected = new Set(this.#state.selected);
    for (const id of findings)
      if (isOn) selected.add(id);
      else selected.delete(id);
    this.#set({ selected });
  };

  readonly clearSelection = (): void => this.#set({ selected: new Set() });

  readonly open = (open: OpenPart): void => this.#set({ open });

  readonly close = (): void => this.#set({ open: null });

  /** A note was posted to an offense, and stands in the history of the finding or not. */
  readonly noted = (offense: number, isRecorded: boolean): void => {
    const notes = this.#state.notes + 1;
    this.#set({ open: null, notes, said: { kind: 'noted', offense, isRecorded } });
  };

  readonly say = (said: Said | null): void => this.#set({ said });

  async #repeat(
    everyMs: number,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    try {
      for (;;) {
        await ask(signal);
        await this.#wait(everyMs, signal);
      }
    } catch (error) {
      // The wait ends with the page; whatever else went wrong was told by `ask`.
      if (!isAbort(error)) throw error;
    }
  }

  async #read(run: string, signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        const acts = this.#acts;
        const answer = await this.#api.runTriage(run, signal);
        signal.throwIfAborted();
        if (acts !== this.#acts) continue;
        this.#set({ book: bookOf(answer, this.#state.book), problem: null });
        return;
      }
    } catch (error) {
      if (isAbort(error)) throw error;
      this.#set({ problem: problemOf(error) });
    }
  }

  async #readAgain(): Promise<void> {
    if (this.#run === null) return;
    await this.#read(this.#run, new AbortController().signal);
  }

  async #sign(ended: boolean, signal: AbortSignal): Promise<void> {
    try {
      const visit = await this.#api.visit(ended, signal);
      signal.throwIfAborted();
      this.#set({ visit });
    } catch (error) {
      if (isAbort(error)) throw error;
      this.#set({ problem: problemOf(error) });
    }
    this.#arrived.resolve(undefined);
  }

  /** Takes what an answer names; where it does not name all of them, the rest is asked for. */
  #take(entries: readonly Triage[], all: number): void {
    this.#set({ book: withEntries(this.#state.book, entries) });
    if (entries.length < all) void this.#readAgain();
  }

  #set(changes: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
