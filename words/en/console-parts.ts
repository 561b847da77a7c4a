import type { Risk } from '../../contract/finding.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Shouted, because a line of a tooltip begins with it and has no colour. */
const risks: Record<Risk, string> = { HIGH: 'HIGH', MEDIUM: 'MEDIUM', LOW: 'LOW' };

type Sent = { readonly sentBytes: number | null; readonly lowerBound: boolean };

function uninstall({ many }: Format) {
  const searches = (value: number) => many(value, { one: 'Ariel search', other: 'Ariel searches' });
  return {
    detections: (value: number) =>
      `${many(value, { one: 'detection', other: 'detections' })} under way ended`,
    searches: (value: number) => `${searches(value)} deleted in QRadar`,
    searchesLeft: (value: number) =>
      `${searches(value)} that could not be deleted; QRadar lets them expire`,
    notAllowed:
      'detections under way and their Ariel searches: they end when the app is stopped, because only an administrator or QRadar itself may end them before',
    ownStore: 'settings, their audit and the log: QRadar deletes them with the app',
    analystsOwn:
      'what analysts saved in QRadar themselves (searches, notes, reference sets): it is theirs',
  };
}

/** What the server writes: tooltip, dashboard item, answer of the uninstall hook. Plain text, never markup. */
export function consoleParts(format: Format) {
  const { bytes, count, many } = format;
  const { connections, destinations, findings } = counted(format);
  const bytesOrUnknown = ({ sentBytes, lowerBound }: Sent) =>
    sentBytes === null ? 'not known' : `${lowerBound ? 'at least ' : ''}${bytes(sentBytes)}`;
  return {
    format,
    product: 'Transfer Watch',
    risks,
    asSource: (risk: string) => `${risk} risk as source`,
    asDestination: (risk: string) => `${risk} risk as destination`,
    inDomain: (name: string) => `in domain ${name}`,
    findings,
    destinations: (value: number) => `to ${destinations(value)}`,
    sources: (value: number) => `from ${many(value, { one: 'source', other: 'sources' })}`,
    connections,
    sent: (of: Sent) =>
      of.sentBytes === null ? 'bytes sent are not known' : `${bytesOrUnknown(of)} sent`,
    bytesOrUnknown,
    /** Of the counts and bytes before it. */
    estimated: 'numbers estimated from groups of records',
    asEstimate: (number: string) => `${number} (estimated)`,
    known: (value: number, all: number) => `known for ${count(value)} of ${connections(all)}`,
    lastSeen: (moment: string, ago: string) => `last seen ${moment}, ${ago}`,
    run: (span: string, stop: string, ago: string) =>
      `Results of ${span} up to ${stop}, read ${ago}.`,
    sourceProfile: 'Counted as the source query does.',
    incomplete: 'The result is not complete.',
    nothing: 'No file transfers to the outside found.',
    unavailable: 'Not available at the moment.',
    open: 'Open in Transfer Watch',
    dashboardTitle: 'Transfer Watch: file transfers to the outside',
    nobodyRan:
      'Nobody with your rights has run a detection, or its results are not kept any more. Run one in the tab.',
    byRisk: 'Findings by risk',
    topSources: 'Worst sources',
    source: 'Source IP',
    risk: 'Risk',
    bytesSent: 'Bytes sent',
    lastSeenHead: 'Last seen',
    uninstall: uninstall(format),
    /** On the tab's page, where scripts are switched off. */
    noScript: 'Transfer Watch needs JavaScript.',
  };
}

export type ConsoleWords = ReturnType<typeof consoleParts>;
