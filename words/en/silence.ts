import type { Format } from '../format.ts';

/** What would have kept a finding off the list, each a way by itself. */
export function silence({ exactBytes, count, allOf }: Format) {
  return {
    title: 'What would have kept it off the list',
    /** In front of the ways. */
    lead: 'With the same records, each of these by itself:',
    connections: (most: number) => `a threshold of ${count(most)} connections or more`,
    medium: (bytes: number) =>
      `a Medium threshold of ${exactBytes(bytes)} or more, with High above that`,
    thresholds: (parts: readonly string[]) => allOf(parts),
    together:
      'Larger transfers of this source IP that fall below that threshold too are then added to it.',
    alone:
      'Below the thresholds it may still be counted with other small transfers of this source IP.',
    none: {
      'source-profile':
        'No threshold: the source profile uses those of the source query, whatever is set.',
      destinations:
        'No threshold: from how many destinations on a source IP is a finding cannot be set.',
      'too-large': 'No threshold: it would have to be larger than can be set.',
    },
    packs: (ports: readonly string[]) => `further ports without ${allOf(ports)}`,
    withoutStitching: 'data channels of FTP and TFTP not rated',
    withoutFlows: 'flows not searched: no log source reported it',
    ownBlock: (address: string) => `an own public block that holds ${address}`,
    pairEntry: (source: string, destination: string) =>
      `an entry of the allowlist for ${source} to ${destination}`,
    sourceEntry: (source: string) => `an entry of the allowlist for the source IP ${source}`,
    mediumTitle: 'What would have made it Medium',
    mediumFrom: (bytes: number) => `A High threshold of ${exactBytes(bytes)} or more.`,
  };
}
