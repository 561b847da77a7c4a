import type { Clock } from '../../ports/clock.ts';
import type { Filling, FillingAsked } from '../../ports/console-facts.ts';

type Kept = {
  readonly key: string;
  readonly asked: FillingAsked;
  readonly filling: Filling | null;
  readonly untilMs: number;
};

/** What an administrator switched on should be read within the hour. */
const disabledLifetimeMs = 60 * 60_000;
/** A pack that begins to fill its properties should be seen after the next cup of coffee. */
const lifetimeMs = 15 * 60_000;
/** Sessions and windows whose answers are kept; each a few numbers. */
const capacity = 100;

/**
 * What was found of how properties are filled, by who asked, for a quarter of an hour. It speaks for other minutes too
 * that begin and end nearly when those did: not further away than a quarter of the window, nor than it is kept. An
 * answer under way is not shared, so that it ends with the run that asks; a failure is not kept.
 * That a property is disabled is true for everybody, and takes several searches to find out: it is known for an hour,
 * in which the property is not asked about.
 */
export class KnownFillings {
  readonly #clock: Clock;
  readonly #disabledUntilMs = new Map<string, number>();
  #kept: readonly Kept[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(
    key: string,
    asked: FillingAsked,
    find: (asked: FillingAsked) => Promise<Filling | null>,
  ): Promise<Filling | null> {
    const nowMs = this.#clock.nowMs();
    const known = this.#knownAt(nowMs, key, asked);
    if (known) return known.filling;
    const filling = await this.#find(asked, find);
    const added = { key, asked, filling, untilMs: nowMs + lifetimeMs };
    this.#kept = [added, ...this.#kept].slice(0, capacity);
    return filling;
  }

  /** Whether `get` would answer without finding out. */
  knows(key: string, asked: FillingAsked): boolean {
    return this.#knownAt(this.#clock.nowMs(), key, asked) !== undefined;
  }

  /** That these properties were just found disabled. */
  noteDisabled(names: readonly string[]): void {
    const untilMs = this.#clock.nowMs() + disabledLifetimeMs;
    for (const name of names) this.#disabledUntilMs.set(name, untilMs);
  }

  /** Those of these properties that were found disabled and are not asked about for that. */
  disabledAmong(names: readonly string[]): readonly string[] {
    const nowMs = this.#clock.nowMs();
    return names.filter((name) => (this.#disabledUntilMs.get(name) ?? 0) > nowMs);
  }

  #knownAt(nowMs: number, key: string, asked: FillingAsked): Kept | undefined {
    this.#kept = this.#kept.filter(({ untilMs }) => untilMs > nowMs);
    return this.#kept.find((kept) => kept.key === key && speaksFor(kept.asked, asked));
  }

  async #find(
    asked: FillingAsked,
    find: (asked: FillingAsked) => Promise<Filling | null>,
  ): Promise<Filling | null> {
    const disabled = this.disabledAmong(asked.names);
    const names = asked.names.filter((name) => !disabled.includes(name));
    const found = names.length === 0 ? new Map<string, number>() : await find({ ...asked, names });
    for (const [name, times] of found ?? []) if (times === null) this.noteDisabled([name]);
    if (found === null && disabled.length === 0) return null;
    return new Map([...(found ?? []), ...disabled.map((name) => [name, null] as const)]);
  }
}

function speaksFor(known: FillingAsked, asked: FillingAsked): boolean {
  const { startMs, stopMs } = known.window;
  const nearMs = Math.min(lifetimeMs, (stopMs - startMs) / 4);
  return (
    sameItems(known.names, asked.names) &&
    samePorts(known.ports, asked.ports) &&
    Math.abs(startMs - asked.window.startMs) <= nearMs &&
    Math.abs(stopMs - asked.window.stopMs) <= nearMs
  );
}

function samePorts(a: FillingAsked['ports'], b: FillingAsked['ports']): boolean {
  return a === 'hosts' || b === 'hosts' ? a === b : sameItems(a, b);
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
