import { isDeepStrictEqual } from 'node:util';
import type { Profile } from '../../contract/finding.ts';
import type { Run, RunRequest, TimeWindow } from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import { settingUses, type FindingSettings } from '../detection/rule/finding-settings.ts';

/** What is detected, with whose rights, where and when; jobs that are equal in this give the same findings. */
export type JobSubject = {
  readonly scope: string;
  readonly profile: Profile;
  readonly range: RunRequest['range'];
  readonly window: TimeWindow;
  readonly settings: Settings;
  /** Which allowlist; another one hides something else. */
  readonly allowlist?: string;
};

/** A detection under way or over, as far as sharing it is concerned. */
export type Shareable = {
  readonly subject: JobSubject;
  readonly standing: Pick<Run, 'state' | 'finishedMs' | 'limits' | 'flows' | 'hostSignals'>;
};

/** The job whose findings answer the request, the newest of several; `null`: it needs one of its own. */
export function shareable<J extends Shareable>(
  jobs: Iterable<J>,
  asked: { readonly subject: JobSubject; readonly fresh: boolean; readonly nowMs: number },
): J | null {
  const { subject, fresh, nowMs } = asked;
  const fitting = [...jobs].filter((job) => findsTheSame(job.subject, subject));
  const isYoungEnough = (job: J) => !fresh && isYoung(job, subject, nowMs);
  const underWay = fitting.findLast(
    (job) => job.standing.state === 'running' && (isSameWindow(job, subject) || isYoungEnough(job)),
  );
  return underWay ?? fitting.findLast((job) => isWhole(job) && isYoungEnough(job)) ?? null;
}

function findsTheSame(a: JobSubject, b: JobSubject): boolean {
  return (
    a.scope === b.scope &&
    a.profile === b.profile &&
    a.allowlist === b.allowlist &&
    isDeepStrictEqual(comparable(a.settings), comparable(b.settings))
  );
}

/** The settings that change findings. Packs of ports and categories are sets: their order says nothing. */
export function comparable(settings: FindingSettings): unknown {
  const all = {
    ...settings,
    portPacks: new Set(settings.portPacks),
    categories: new Set(settings.categories),
  };
  const uses: Readonly<Record<string, string>> = settingUses;
  return Object.fromEntries(Object.entries(all).filter(([name]) => uses[name] === 'finds'));
}

function isSameWindow({ subject: { window } }: Shareable, asked: JobSubject): boolean {
  return window.startMs === asked.window.startMs && window.stopMs === asked.window.stopMs;
}

/**
 * Of the last n minutes: whether the job's window ended within the reuse time. Of fixed minutes: whether
 * the same minutes were asked of Ariel within the reuse time, because late events may have joined since.
 */
function isYoung(job: Shareable, asked: JobSubject, nowMs: number): boolean {
  const reuseMs = asked.settings.reuseMinutes * 60_000;
  const { range, window } = job.subject;
  if ('lastMinutes' in asked.range) {
    const isSameLength = 'lastMinutes' in range && range.lastMinutes === asked.range.lastMinutes;
    return isSameLength && isBetween(0, nowMs - window.stopMs, reuseMs);
  }
  const ageMs = nowMs - (job.standing.finishedMs ?? nowMs);
  return isSameWindow(job, asked) && isBetween(0, ageMs, reuseMs - 1);
}

/** Of an age: one below 0 says that the clock was set back, and nothing about how old something is. */
function isBetween(least: number, value: number, most: number): boolean {
  return least <= value && value <= most;
}

/** Restrictions are set per user too, so what one cut for one session is not the answer for another. */
function isWhole({ standing: { state, limits, flows, hostSignals } }: Shareable): boolean {
  const isCut = limits.some(({ kind }) => kind === 'administrator');
  // What the console did not answer once it may answer the next time.
  const isPart =
    flows === 'unavailable' ||
    hostSignals?.state === 'unavailable' ||
    limits.some(({ kind }) => kind === 'records');
  return state === 'done' && !isCut && !isPart;
}
