import { formatFor } from './format.ts';
import type { PlacesWords } from './words.ts';

const format = formatFor('en-US');
const { count, bytes } = format;

const many = (value: number, one: string, other: string) =>
  `${count(value)} ${value === 1 ? one : other}`;

/** The English catalogue of what the app puts into pages of the console. */
export const en: PlacesWords = {
  format,
  product: 'Transfer Watch',
  risks: { HIGH: 'HIGH', MEDIUM: 'MEDIUM', LOW: 'LOW' },
  asSource: (risk) => `${risk} risk as source`,
  asDestination: (risk) => `${risk} risk as destination`,
  inDomain: (name) => `in domain ${name}`,
  findings: (value) => many(value, 'finding', 'findings'),
  destinations: (value) => `to ${many(value, 'destination', 'destinations')}`,
  sources: (value) => `from ${many(value, 'source', 'sources')}`,
  connections: (value) => many(value, 'connection', 'connections'),
  sent: ({ sentBytes, lowerBound }) => {
    if (sentBytes === null) return 'bytes sent are not known';
    return `${lowerBound ? 'at least ' : ''}${bytes(sentBytes)} sent`;
  },
  known: (known, all) => `known for ${count(known)} of ${many(all, 'connection', 'connections')}`,
  lastSeen: (moment, ago) => `last seen ${moment}, ${ago}`,
  run: (span, stop, ago) => `Results of ${span} up to ${stop}, read ${ago}.`,
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
  bytesOrUnknown: ({ sentBytes, lowerBound }) => {
    if (sentBytes === null) return 'not known';
    return `${lowerBound ? 'at least ' : ''}${bytes(sentBytes)}`;
  },
  uninstall: {
    detections: (value) => `${many(value, 'detection', 'detections')} under way ended`,
    searches: (value) => `${many(value, 'Ariel search', 'Ariel searches')} deleted in QRadar`,
    searchesLeft: (value) =>
      `${many(value, 'Ariel search', 'Ariel searches')} that could not be deleted; QRadar lets them expire`,
    notAllowed:
      'detections under way and their Ariel searches: they end when the app is stopped, because only an administrator or QRadar itself may end them before',
    ownStore: 'settings, their audit and the log: QRadar deletes them with the app',
    analystsOwn:
      'what analysts saved in QRadar themselves (searches, notes, reference sets): it is theirs',
  },
};
