import { activityParts, type Finding } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import type { SinceClosed } from '../../../contract/triage.ts';
import { ratedBytes } from '../../../cards/rated-bytes.ts';
import type { KnownAtClosing } from '../../ports/triage.ts';

/** A finding, and the run that has it: its window, and what the figures rest on. */
export type FoundAgain = {
  readonly finding: Finding;
  readonly window: TimeWindow;
  readonly basis: string | null;
};

/** What is new, if it is known to be new; `exact`: nothing beside it is. */
type News = Pick<SinceClosed, 'connections' | 'sentBytes' | 'atLeast'>;

/**
 * What went on since a finding was closed, `null` where nothing that was found says so. Later than known is activity whatever
 * the windows are. More than known, in no more than the window that was known, are records that came afterwards; both sides
 * have to rest on the same, or a setting would be taken for news.
 */
export function sinceClosed(known: KnownAtClosing, again: FoundAgain): SinceClosed | null {
  const { lastSeenMs } = again.finding;
  if (lastSeenMs > known.knownUntilMs) {
    const why = lastSeenMs < known.window.stopMs ? 'late' : 'continued';
    return { why, ...newsAfter(known, again), lastSeenMs };
  }
  if (!restOnTheSame(known, again) || again.window.startMs < known.window.startMs) return null;
  const { connections, sentBytes } = difference(known, again.finding);
  if (connections === 0 && (sentBytes ?? 0) === 0) return null;
  // A window that begins later leaves some of what was known out.
  const atLeast = again.window.startMs > known.window.startMs;
  return { why: 'late', connections, sentBytes, atLeast, lastSeenMs };
}

function restOnTheSame(known: KnownAtClosing, { basis }: FoundAgain): boolean {
  return known.basis !== null && basis === known.basis;
}

function newsAfter(known: KnownAtClosing, again: FoundAgain): News {
  const { finding, window } = again;
  if (window.startMs > known.knownUntilMs) {
    const { connections } = finding;
    return { connections, sentBytes: ratedBytes(finding, 'sent'), atLeast: finding.coalesced > 0 };
  }
  if (window.startMs === known.window.startMs && restOnTheSame(known, again))
    return { ...difference(known, finding), atLeast: false };
  return partsAfter(known.knownUntilMs, again);
}

/** Never below 0: what is less than before is no news. Bytes are unknown where either side's are. */
function difference(
  known: KnownAtClosing,
  finding: Finding,
): Pick<News, 'connections' | 'sentBytes'> {
  const sent = ratedBytes(finding, 'sent');
  return {
    connections: Math.max(0, finding.connections - known.connections),
    sentBytes:
      sent === null || known.sentBytes === null ? null : Math.max(0, sent - known.sentBytes),
  };
}

/** The parts of the window that begin after that moment; of the one it lies in nothing is known to be new. */
function partsAfter(knownUntilMs: number, { finding, window }: FoundAgain): News {
  const partMs = (window.stopMs - window.startMs) / activityParts;
  const after = (finding.activity ?? []).filter(
    ({ part }) => window.startMs + part * partMs > knownUntilMs,
  );
  const bytes = after.flatMap(({ sentBytes }) => sentBytes ?? []);
  return {
    connections: after.reduce((sum, { connections }) => sum + connections, 0),
    sentBytes: bytes.length === 0 ? null : bytes.reduce((sum, value) => sum + value, 0),
    atLeast: true,
  };
}
