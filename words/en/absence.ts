import type { Absence, Direction } from '../../contract/details.ts';
import type { Format } from '../format.ts';

export const directions: Record<Direction, string> = {
  L2R: 'outbound (L2R)',
  R2L: 'inbound (R2L)',
  L2L: 'inside the network (L2L)',
  R2R: 'between remote hosts (R2R)',
  unknown: 'without a direction',
};

/** Words of the empty state that say why a run found nothing. */
export function absence({ anyOf, count, plural }: Format) {
  const events = (value: number) => plural(value, { one: 'event', other: 'events' });
  const portsText = (ports: readonly number[]) => anyOf(ports.map(String));
  return {
    asking: 'Asking QRadar what there was on these ports instead',
    total: (all: number, outbound: number, ports: readonly number[]) => {
      if (all === 0)
        return `No allowed connection to port ${portsText(ports)} was logged in this time, in any direction.`;
      const share = outbound === 0 ? 'none' : outbound === all ? 'all' : count(outbound);
      return `${count(all)} connection ${events(all)} to port ${portsText(ports)} in this time, ${share} of them outbound.`;
    },
    direction: ({ direction, allowed, denied, other }: Absence['directions'][number]) =>
      [
        `${count(allowed)} ${directions[direction]}`,
        ...(denied > 0 ? [`${count(denied)} denied`] : []),
        ...(other > 0 ? [`${count(other)} other ${events(other)}`] : []),
      ].join(', '),
    hierarchy:
      'QRadar takes the direction from its network hierarchy, where a host that is not listed counts as remote. If these sources are yours, an administrator can add their networks under Admin > Network Hierarchy.',
    below:
      'The outbound ones stay below the thresholds, or go to addresses that are not on the Internet or are your own.',
    fitting: (records: number) =>
      records === 0
        ? 'No outbound record has both a counter of sent bytes and a category that the source query asks for.'
        : `${count(records)} outbound ${plural(records, { one: 'record has', other: 'records have' })} a counter of sent bytes and a category that the source query asks for, but no group of them is above its threshold.`,
    counting:
      'A connection that is logged at its opening and at its closing counts as two events. Other events are of categories that are no connections, such as log-ins.',
    query: 'How this was counted',
    copyQuery: 'Copy query',
  };
}
