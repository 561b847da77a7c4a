import { ratedBytes } from '../../../cards/rated-bytes.ts';
import {
  type AllowSubject,
  type AllowSuggestion,
  type SuggestionFact,
} from '../../../contract/allowlist.ts';
import { activityParts, type Finding } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import { isOfDfs } from './published-ranges.ts';

/** What is known of the site beside the finding at hand. */
export type Surroundings = {
  readonly window: TimeWindow;
  /** Tag of the published range that has a destination; `null`: none, or none were imported. */
  readonly tagOf: (address: string) => string | null;
  /** Days since the ranges were imported. */
  readonly rangesAgeDays: number;
  /** Other sources with findings to this destination, and other findings of this source that are no attempts. */
  readonly othersTo: (finding: Finding) => number;
  readonly othersOf: (finding: Finding) => number;
  /** A finding of the source was closed as a true positive. */
  readonly isConfirmed: (finding: Finding) => boolean;
};

/** Figures by which findings are recognised; choices (docs/allowlist.md). */
const figures = {
  /** Deviation of the bytes of a transfer, in percent of their mean, up to which sizes are even. */
  evenPercent: 10,
  /** Score from which connections are regular, in percent, as findings are marked regular. */
  regularPercent: 80,
  /** Of a backup: hours from its first transfer to its last, and transfers. */
  backupHours: 4,
  backupTransfers: 10,
  /** Share of received bytes, percent, from which a share is used in both directions. */
  receivedPercent: 20,
  rangesDays: 14,
} as const;

/** Names that service accounts usually have, and machine accounts. */
const serviceName =
  /^(svc|srv|service|sa|build|ci|cd|jenkins|gitlab|runner|deploy|bot|backup)([-_.\d]|$)|\$$/i;

/**
 * Ports on which backup products listen for data of passive FTP: Axcient's vaults
 * (https://axcient.helpjuice.com/requirements-supported-systems/115004693947-x360Recover-Ports-used-by-x360Recover).
 */
const backupPorts = [{ from: 10_000, to: 11_024, product: 'Axcient x360Recover' }] as const;

const backupNames = /\.(bak|vhdx?|vbk|vib|tib|img|dump)$|backup/i;

/**
 * What a finding of the corrected profile looks like, if it looks like one of the classes of benign transfers, with what speaks for it
 * and against it. `null` for all others, and for a source with a confirmed true positive: nothing is suggested away there.
 */
export function recognise(finding: Finding, around: Surroundings): AllowSuggestion | null {
  if (finding.kind !== 'pair' || finding.destination === null || finding.risk === 'LOW')
    return null;
  if (finding.state !== 'moving' || around.isConfirmed(finding)) return null;
  for (const [kind, factsOf] of classes) {
    const facts = factsOf(finding, around);
    if (facts === null) continue;
    const all = [...facts, ...againstAny(finding, around)];
    return { kind, findingId: finding.id, subject: narrowest(finding), facts: all };
  }
  return null;
}

type FactsOf = (finding: Finding, around: Surroundings) => SuggestionFact[] | null;

const classes: readonly (readonly [AllowSuggestion['kind'], FactsOf])[] = [
  ['cloud-files', cloudFiles],
  ['dfs', dfs],
  ['pipeline', pipeline],
  ['backup', backup],
];

/** One source to one destination: whoever else goes there, an attacker too, stays on the list. */
function narrowest({ source, destination, domain }: Finding): AllowSubject {
  const { id: domainId } = domain;
  return { scope: 'source-destination', source, destination, port: null, user: null, domainId };
}

/** SMB to a published range of storage. */
function cloudFiles(finding: Finding, around: Surroundings): SuggestionFact[] | null {
  const share = sharedIn(finding, around);
  if (share === null || isOfDfs(share.tag)) return null;
  const age = around.rangesAgeDays;
  return [
    fact('in-published-range', true, null, share.tag),
    fact('both-directions', true, share.received),
    ...(age > figures.rangesDays ? [fact('range-is-old', false, Math.floor(age))] : []),
  ];
}

/** SMB to a server that the site says is of its own, or of a partner's, shares: no publisher stands for that. */
function dfs(finding: Finding, around: Surroundings): SuggestionFact[] | null {
  const share = sharedIn(finding, around);
  if (share === null || !isOfDfs(share.tag)) return null;
  return [
    fact('in-own-range', true, null, share.tag),
    fact('both-directions', true, share.received),
    fact('own-word-only', false, null),
  ];
}

/**
 * Tag and received percent of SMB to an imported range that is read from as well: who only sends there may be taking data
 * away. `null` for all else.
 */
function sharedIn(
  finding: Finding,
  { tagOf }: Surroundings,
): { readonly tag: string; readonly received: number } | null {
  if (finding.protocol !== 'SMB' || finding.destination === null) return null;
  const tag = tagOf(finding.destination);
  const received = receivedPercent(finding);
  if (tag === null || received === null || received < figures.receivedPercent) return null;
  return { tag, received };
}

/** Files of nearly the same size, by one account that is named like a service's, again and again. */
function pipeline(finding: Finding, { window }: Surroundings): SuggestionFact[] | null {
  const [user, ...others] = finding.users;
  const deviation = finding.sizes?.deviationPercent ?? null;
  if (user === undefined || others.length > 0 || !serviceName.test(user)) return null;
  if (deviation === null || deviation > figures.evenPercent) return null;
  const span = spanHours(finding, window);
  if (span !== null && span < figures.backupHours) return null;
  return [
    fact('service-account', true, null, user),
    fact('even-size', true, deviation),
    ...mostlySent(finding),
  ];
}

/** Many files of nearly the same size within a few hours, at an even pace, over FTP. */
function backup(finding: Finding, { window }: Surroundings): SuggestionFact[] | null {
  if (finding.protocol !== 'FTP' && finding.protocol !== 'FTPS') return null;
  const span = spanHours(finding, window);
  const score = scoreOf(finding);
  const deviation = finding.sizes?.deviationPercent ?? null;
  if (span === null || span > figures.backupHours) return null;
  if (finding.connections < figures.backupTransfers) return null;
  if (deviation === null || deviation > figures.evenPercent) return null;
  if (score === null || score < figures.regularPercent) return null;
  const product = productOf(finding);
  const files = finding.dataChannel?.ftpLog?.files.names ?? [];
  const named = files.find(({ name }) => backupNames.test(name));
  return [
    fact('same-hours', true, Math.ceil(span)),
    fact('many-transfers', true, finding.connections),
    fact('even-size', true, deviation),
    ...(product === null ? [] : [fact('backup-port', true, null, product)]),
    ...(named ? [fact('file-names', true, null, named.name)] : []),
    // One night is no schedule, and an attacker who sends an archive in parts looks the same.
    fact('one-day-only', false, Math.round((window.stopMs - window.startMs) / hourMs)),
    ...mostlySent(finding),
  ];
}

/** What is told of every suggestion. */
function againstAny(finding: Finding, around: Surroundings): SuggestionFact[] {
  const score = scoreOf(finding);
  const others = around.othersTo(finding);
  const more = around.othersOf(finding);
  const { userCount } = finding;
  return [
    score === null
      ? fact('times-unknown', false, null)
      : fact(
          score >= figures.regularPercent ? 'regular' : 'irregular',
          score >= figures.regularPercent,
          score,
        ),
    ...(userCount === 1 ? [] : [fact('no-single-account', false, userCount)]),
    others > 0 ? fact('others-do', true, others) : fact('only-one', false, null),
    ...(more > 0 ? [fact('source-does-more', false, more)] : []),
  ];
}

function mostlySent(finding: Finding): SuggestionFact[] {
  const received = receivedPercent(finding);
  return received !== null && received < figures.receivedPercent
    ? [fact('mostly-sent', false, 100 - received)]
    : [];
}

function fact(
  code: SuggestionFact['code'],
  speaksFor: boolean,
  value: number | null,
  what: string | null = null,
): SuggestionFact {
  return { code, speaksFor, value, what };
}

function receivedPercent(finding: Finding): number | null {
  const [sent, received] = [ratedBytes(finding, 'sent'), ratedBytes(finding, 'received')];
  if (sent === null || received === null || sent + received === 0) return null;
  return Math.round((100 * received) / (sent + received));
}

function scoreOf({ regularity }: Finding): number | null {
  return regularity === null ? null : Math.round(100 * regularity.score);
}

const hourMs = 60 * 60_000;

function spanHours({ activity }: Finding, { startMs, stopMs }: TimeWindow): number | null {
  const parts = (activity ?? []).map(({ part }) => part);
  if (parts.length === 0) return null;
  const [first, last] = [Math.min(...parts), Math.max(...parts)];
  return (((last - first + 1) / activityParts) * (stopMs - startMs)) / hourMs;
}

function productOf({ dataChannel }: Finding): string | null {
  const ports = dataChannel?.ports;
  if (!ports) return null;
  const found = backupPorts.find(({ from, to }) => from <= ports.from && ports.to <= to);
  return found?.product ?? null;
}
