import { activityParts, risks, type Finding, type Risk } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';

/** Where a part of a run's window begins, epoch ms; `activityParts` gives the end of the window. */
export function startOfPart({ startMs, stopMs }: TimeWindow, part: number): number {
  return startMs + ((stopMs - startMs) * part) / activityParts;
}

/** The time from the beginning of one part to the end of another, in either order. */
export function timeOfParts(window: TimeWindow, a: number, b: number): TimeWindow {
  return {
    startMs: startOfPart(window, Math.min(a, b)),
    stopMs: startOfPart(window, Math.max(a, b) + 1),
  };
}

/** The first and the last part that a time reaches into; what is outside of the window is cut off. */
export function partsOfTime(window: TimeWindow, time: TimeWindow): readonly [number, number] {
  const partMs = (window.stopMs - window.startMs) / activityParts;
  const within = (part: number) => Math.min(activityParts - 1, Math.max(0, part));
  return [
    within(Math.floor((time.startMs - window.startMs) / partMs)),
    within(Math.ceil((time.stopMs - window.startMs) / partMs) - 1),
  ];
}

/**
 * Whether a finding was active in a time. Of one without activity only the first and the last moment are known: it
 * passes where the time meets the span between, because it may have been.
 */
export function isActiveIn(finding: Finding, time: TimeWindow, window: TimeWindow): boolean {
  if (finding.activity === null)
    return finding.firstSeenMs < time.stopMs && finding.lastSeenMs >= time.startMs;
  return finding.activity.some(
    ({ part }) =>
      startOfPart(window, part) < time.stopMs && startOfPart(window, part + 1) > time.startMs,
  );
}

/** What was active in one part of the window: findings by risk, and what they sent; `null`: none of them knows. */
export type OverviewPart = {
  readonly active: Readonly<Record<Risk, number>>;
  readonly findings: number;
  readonly sentBytes: number | null;
};

/** The findings of a page over time, one entry a part of the window. */
export type OverviewParts = {
  readonly parts: readonly OverviewPart[];
  /** The most findings that are active in one part. */
  readonly most: number;
  /** Findings of which it is not known when they were active. */
  readonly withoutTimes: number;
};

/** Counts findings and their bytes per part. Findings, not connections: one sweep would hide all others. */
export function overviewOf(findings: readonly Finding[]): OverviewParts {
  const parts = Array.from({ length: activityParts }, () => ({
    active: { HIGH: 0, MEDIUM: 0, LOW: 0 },
    findings: 0,
    sentBytes: null as number | null,
  }));
  let withoutTimes = 0;
  for (const { activity, risk } of findings) {
    if (activity === null) withoutTimes += 1;
    for (const { part, sentBytes } of activity ?? []) {
      const own = parts[part];
      if (own === undefined) continue;
      own.active[risk] += 1;
      own.findings += 1;
      if (sentBytes !== null) own.sentBytes = (own.sentBytes ?? 0) + sentBytes;
    }
  }
  const most = parts.reduce((highest, part) => Math.max(highest, part.findings), 0);
  return { parts, most, withoutTimes };
}

/** What one or several parts hold together: the most findings at once, and the bytes sent in all. */
export function sumOfParts(
  parts: readonly OverviewPart[],
): Pick<OverviewPart, 'findings' | 'sentBytes'> {
  return {
    findings: parts.reduce((most, part) => Math.max(most, part.findings), 0),
    sentBytes: parts.reduce<number | null>(
      (sum, part) => (part.sentBytes === null ? sum : (sum ?? 0) + part.sentBytes),
      null,
    ),
  };
}

/** The path of all bars of one risk in a picture of 96 × 100, those of worse risks below it. */
export function barsOf(risk: Risk, { parts, most }: OverviewParts): string {
  const worse = risks.slice(0, risks.indexOf(risk));
  return parts
    .map(({ active }, part) => {
      const below = worse.reduce((sum, other) => sum + active[other], 0);
      const height = (active[risk] / most) * 100;
      if (active[risk] === 0) return '';
      const bottom = 100 - (below / most) * 100;
      return `M${part + 0.1} ${bottom}h.8v${-height}h-.8z`;
    })
    .join('');
}
