import type { CorrectionCode } from '../../contract/finding.ts';

type CorrectionWords = { readonly label: string; readonly sentence: string };

/** What each correction of the corrected profile did. */
export const corrections: Record<CorrectionCode, CorrectionWords> = {
  'coalesced-counted': {
    label: 'Coalesced events counted',
    sentence:
      'QRadar folded several connections into one record. The event count is added up, not the records.',
  },
  'sessions-counted-once': {
    label: 'Sessions counted once',
    sentence:
      'A firewall logs a session when it opens and when it closes. Both records count as one connection.',
  },
  'log-sources-not-added': {
    label: 'Log sources not added up',
    sentence:
      'Several log sources saw the same traffic. The largest figure is shown, not the sum of them.',
  },
  'unknown-bytes-kept': {
    label: 'Unknown bytes kept',
    sentence:
      'Connections without a byte counter stay in the finding. The source query drops them.',
  },
  'attempts-capped': {
    label: 'Attempts stay LOW',
    sentence: 'No connection got an answer, so the risk is not rated above LOW.',
  },
  'impossible-counter-excluded': {
    label: 'Impossible counter excluded',
    sentence: 'A counter that cannot be true was left out of the sums and of the rating.',
  },
  'transport-in-key': {
    label: 'Transport considered',
    sentence:
      'TCP and UDP are told apart, because a port alone does not name the protocol: 69/tcp is not TFTP.',
  },
  'users-not-split': {
    label: 'Users not split',
    sentence:
      'User names are shown but do not divide the traffic of a host, which could hide it below the threshold.',
  },
  'fan-out-pooled': {
    label: 'Small parts pooled',
    sentence:
      'Destinations and ports that stay below the thresholds one by one were added up per source.',
  },
  'volume-counts': {
    label: 'Volume is enough',
    sentence: 'The volume alone makes the finding, however few the connections.',
  },
  'ipv6-seen': {
    label: 'IPv6 seen',
    sentence: 'The destination is an IPv6 address, which the source query cannot see.',
  },
  'flows-counted': {
    label: 'Flows counted',
    sentence:
      'Flows were asked beside events. What both saw counts once: the larger figure is shown, not the sum.',
  },
  'superflows-marked': {
    label: 'Superflows marked',
    sentence:
      'A superflow folds many connections of a scan or flood into one record. Its count is a least number, its bytes are left out.',
  },
  'data-channel-joined': {
    label: 'Data channel joined',
    sentence:
      'Data connections on other ports were joined to their control sessions. The source query looks at control ports only.',
  },
};
