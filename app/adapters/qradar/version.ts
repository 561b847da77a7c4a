import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';

/** An API version as the console lists it (help-versions-GET). */
export type ListedVersion = {
  readonly version: string;
  readonly deprecated: boolean;
  readonly removed: boolean;
};

/** 21.0 came with 7.5.0 Update Package 7 and first tells a user's own role and capabilities. */
const oldest = 21;
/** The newest version the app is tested against (7.5.0 Update Package 12 and 13). */
const newest = 26;

/**
 * The value of the `Version` header. Preferred is the newest tested version that is neither removed nor
 * deprecated; then the newest tested one that still answers; then, on a console that has dropped all of
 * them, the oldest it has, which is closest to what was tested. Asking for a removed version would be
 * refused with 422, asking for none is unsupported by IBM (docs/qradar-facts.md#api-versions).
 * Throws `console-too-old` when nothing from 21 on is there.
 */
export function chooseVersion(listed: readonly ListedVersion[]): string {
  const usable = listed
    .filter(({ removed, version }) => !removed && major(version) >= oldest)
    .sort((a, b) => byNumber(a.version, b.version));
  const tested = usable.filter(({ version }) => major(version) <= newest);
  const chosen = tested.findLast(({ deprecated }) => !deprecated) ?? tested.at(-1) ?? usable[0];
  if (chosen) return chosen.version;
  throw new AppError('console-too-old', { detail: tooOld(listed) });
}

/** Whether the app is tested against this version. */
export function isTested(version: string): boolean {
  return major(version) >= oldest && major(version) <= newest;
}

function tooOld(listed: readonly ListedVersion[]): string {
  const best = listed
    .filter(({ removed }) => !removed)
    .sort((a, b) => byNumber(a.version, b.version));
  const found = best.at(-1)?.version ?? 'none';
  return `newest API version of this console: ${found}; needed: ${oldest}.0 (7.5.0 Update Package 7) or later`;
}

function major(version: string): number {
  return Number.parseInt(version, 10);
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** A console is upgraded rarely, and a version that vanished is noticed by its refusal. */
const lifetimeMs = 60 * 60_000;

/** The negotiated version, kept for an hour. A failure is not kept. */
export class NegotiatedVersion {
  readonly #clock: Clock;
  #kept: { readonly version: string; readonly untilMs: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(list: () => Promise<readonly ListedVersion[]>): Promise<string> {
    if (this.#kept && this.#kept.untilMs > this.#clock.monotonicMs()) return this.#kept.version;
    const version = chooseVersion(await list());
    this.#kept = { version, untilMs: this.#clock.monotonicMs() + lifetimeMs };
    return version;
  }

  /** Forgets a version that turned out to be refused. */
  forget(refused: string): void {
    if (this.#kept?.version === refused) this.#kept = null;
  }
}
