/** One figure: measured, compared with its goal. `goal` and `met` are `null` where nobody set a goal. */
export type Figure = {
  readonly value: number;
  /** The value may not be above it, or below it where the goal is a least one (`atLeast`). In the unit of the value. */
  readonly goal: number | null;
  readonly met: boolean | null;
  /** What the value is compared with or was made from, by name with the unit in the name. */
  readonly baseline: Readonly<Record<string, unknown>>;
};

/** How large to measure: `full` is what the goals speak of, `small` only tries out a bench. */
export type BenchSize = 'full' | 'small';

/** What every bench is given; `tell` is for the person who waits. */
export type BenchOptions = {
  readonly size: BenchSize;
  /** How long the bench `soak` goes on, minutes; `small` does not ask. */
  readonly soakMinutes: number;
  readonly tell: (line: string) => void;
};

/** The figures of one bench by name. */
export type Bench = (options: BenchOptions) => Promise<Readonly<Record<string, Figure>>>;

/** A figure with a goal, or `null` for one that is only shown. Three decimals are kept. */
export function figure(
  value: number,
  goal: number | null,
  baseline: Readonly<Record<string, unknown>> = {},
): Figure {
  const rounded = round(value);
  return { value: rounded, goal, met: goal === null ? null : rounded <= goal, baseline };
}

/** A figure that should be as large as its goal or larger; otherwise as `figure`. */
export function atLeast(
  value: number,
  goal: number | null,
  baseline: Readonly<Record<string, unknown>> = {},
): Figure {
  const rounded = round(value);
  return { value: rounded, goal, met: goal === null ? null : rounded >= goal, baseline };
}

/** The middle value, the upper one of two; `NaN` of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the share (0 to 1) of all values lies, nearest rank; `NaN` of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** To three decimals. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
