import type { Clock } from '../../ports/clock.ts';
import type { Filling, FillingAsked } from '../../ports/console-facts.ts';

type Kept = {
  readonly key: string;
  readonly asked: FillingAsked;
  readonly filling: Filling | null;
  readonly untilMs: number;
};

/** A pack that begins to fill its properties should be seen after the next cup of coffee. */
const lifetimeMs = 15 * 60_000;
/** Sessions and windows whose answers are kept; each a few numbers. */
const capacity = 100;

/**
 * What was found of how properties are filled, by who asked, for a quarter of an hour. It speaks for other minutes too
 * that begin and end nearly when those did: not further away than a quarter of the window, nor than it is kept. An
 * answer under way is not shared, so that it ends with the run that asks; a failure is not kept.
 */
export class KnownFillings {
  readonly #clock: Clock;
  #kept: readonly Kept[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(
    key: string,
    asked: FillingAsked,
    find: () => Promise<Filling | null>,
  ): Promise<Filling | null> {
    const nowMs = this.#clock.nowMs();
    this.#kept = this.#kept.filter(({ untilMs }) => untilMs > nowMs);
    const known = this.#kept.find((kept) => kept.key === key && speaksFor(kept.asked, asked));
    if (known) return known.filling;
    const filling = await find();
    const added = { key, asked, filling, untilMs: nowMs + lifetimeMs };
    this.#kept = [added, ...this.#kept].slice(0, capacity);
    return filling;
  }
}

function speaksFor(known: FillingAsked, asked: FillingAsked): boolean {
  const { startMs, stopMs } = known.window;
  const nearMs = Math.min(lifetimeMs, (stopMs - startMs) / 4);
  return (
    sameItems(known.names, asked.names) &&
    sameItems(known.ports, asked.ports) &&
    Math.abs(startMs - asked.window.startMs) <= nearMs &&
    Math.abs(stopMs - asked.window.stopMs) <= nearMs
  );
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
