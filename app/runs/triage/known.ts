import { createHash } from 'node:crypto';
import { ratedBytes } from '../../../cards/rated-bytes.ts';
import type { Finding } from '../../../contract/finding.ts';
import type { Run, TimeWindow } from '../../../contract/run.ts';
import type { TriageSubject } from '../../../contract/triage.ts';
import type { FindingSettings } from '../../detection/rule/finding-settings.ts';
import type { KnownAtClosing } from '../../ports/triage.ts';
import { comparable } from '../sharing.ts';

/** A run, as far as its figures depend on it. */
export type RunOfFigures = {
  readonly profile: Run['profile'];
  readonly window: TimeWindow;
  readonly settings: FindingSettings;
  readonly flows: Run['flows'];
  /** It ended by itself and nothing was cut. */
  readonly isWhole: boolean;
};

/**
 * What the figures of a run rest on, for each finding whether it is estimated: equal where the same records give the same figures.
 * `null` where the run did not read everything, so that its figures may be too small.
 */
export function basisOf(run: RunOfFigures): (finding: Finding) => string | null {
  if (!run.isWhole) return () => null;
  const settings = JSON.stringify(comparable(run.settings), (_, value: unknown) =>
    value instanceof Set ? [...value].sort() : value,
  );
  const settingsHash = createHash('sha256').update(settings).digest('base64url');
  return ({ estimated }) =>
    `${run.profile} ${run.flows} ${estimated ? 'groups' : ''} ${settingsHash}`;
}

/** What is known of a finding that is closed on the figures of this run. */
export function knownOf(run: RunOfFigures, finding: Finding, basis: string | null): KnownAtClosing {
  return {
    profile: run.profile,
    window: run.window,
    basis,
    connections: finding.connections,
    sentBytes: ratedBytes(finding, 'sent'),
    // A run that is not whole may have missed the end of what its window holds.
    knownUntilMs: run.isWhole ? finding.lastSeenMs : run.window.stopMs - 1,
  };
}

/** What is kept of a finding for lists without a run. */
export function subjectOf(finding: Finding): TriageSubject {
  const { domain, source, destination, port, transport, users, risk, connections } = finding;
  return {
    ...{ domain, source, destination, port, transport, users, risk, connections },
    sentBytes: ratedBytes(finding, 'sent'),
    lastSeenMs: finding.lastSeenMs,
  };
}
