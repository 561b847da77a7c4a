import { activityParts, type ActivityPart } from '../../../contract/finding.ts';
import type { Behaviour } from '../../../contract/allowlist.ts';
import type { TimeWindow } from '../../../contract/run.ts';

/** Destinations that are named; the contract of a behaviour. */
const namedDestinations = 50;

/** Addresses told apart of one entry: what hides more is asked about anyway, and memory is bounded. */
const mostAddresses = 20_000;

const hourMs = 60 * 60_000;

/** One pair that an entry names, as it is rated; `activity` `null`: it is not known when its connections were. */
export type AllowedPair = {
  readonly source: string;
  readonly destination: string;
  readonly connections: number;
  readonly sentBytes: number | null;
  readonly activity: readonly ActivityPart[] | null;
  readonly lastMs: number;
};

/** Adds up what an entry hides, in any order. */
export class BehaviourSum {
  readonly #window: TimeWindow;
  readonly #sources = new Set<string>();
  readonly #destinations = new Map<string, number>();
  readonly #hours = new Set<number>();
  #areHoursKnown = true;
  #pairs = 0;
  #connections = 0;
  #sentBytes: number | null = null;
  #lastMs = 0;

  constructor(window: TimeWindow) {
    this.#window = window;
  }

  /** Of the last record, epoch ms; 0 before the first pair. */
  get lastMs(): number {
    return this.#lastMs;
  }

  add({ source, destination, connections, sentBytes, activity, lastMs }: AllowedPair): void {
    this.#pairs += 1;
    this.#connections += connections;
    if (sentBytes !== null) this.#sentBytes = (this.#sentBytes ?? 0) + sentBytes;
    if (this.#sources.size < mostAddresses) this.#sources.add(source);
    const sent = this.#destinations.get(destination);
    if (sent !== undefined || this.#destinations.size < mostAddresses)
      this.#destinations.set(destination, (sent ?? 0) + (sentBytes ?? 0));
    this.#addHours(activity);
    this.#lastMs = Math.max(this.#lastMs, lastMs);
  }

  /** `null` where there was no pair. */
  result(): Behaviour | null {
    if (this.#pairs === 0) return null;
    const named = [...this.#destinations].sort(
      ([a, sentA], [b, sentB]) => sentB - sentA || (a < b ? -1 : 1),
    );
    return {
      windowMs: this.#window.stopMs - this.#window.startMs,
      pairs: this.#pairs,
      connections: this.#connections,
      sentBytes: this.#sentBytes,
      hours: this.#areHoursKnown ? [...this.#hours].sort((a, b) => a - b) : null,
      sourceCount: this.#sources.size,
      destinations: named.slice(0, namedDestinations).map(([address]) => address),
      destinationCount: this.#destinations.size,
    };
  }

  /** Bytes sent to a destination; unknown ones count nothing. */
  sentTo(): ReadonlyMap<string, number> {
    return this.#destinations;
  }

  #addHours(activity: AllowedPair['activity']): void {
    const { startMs, stopMs } = this.#window;
    const partMs = (stopMs - startMs) / activityParts;
    // A part of several hours does not say in which of them.
    if (activity === null || partMs > hourMs) {
      this.#areHoursKnown = false;
      return;
    }
    for (const { part } of activity)
      this.#hours.add(Math.floor((startMs + part * partMs) / hourMs) % 24);
  }
}
