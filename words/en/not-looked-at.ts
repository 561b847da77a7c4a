import type { Format } from '../format.ts';
import { directions } from './absence.ts';

/** Words of the part of "About this run" that says what there was and is not looked at. */
export function notLookedAt({ anyOf, many }: Format) {
  return {
    title: 'What this run does not look at',
    asking: 'Asking QRadar what else there is on these ports',
    intro: (ports: readonly number[]) =>
      `All that was logged in this time to port ${anyOf(ports.map(String))} of addresses on the Internet, whatever its direction and category.`,
    directions: {
      title: 'Directions',
      note: 'Only outbound traffic (L2R) is looked at. QRadar takes the direction from its network hierarchy, where a host that is not listed counts as remote. If traffic of your hosts is counted as another direction, an administrator can correct their networks under Admin > Network Hierarchy.',
      names: directions,
      columns: {
        direction: 'Direction',
        allowed: 'Connection events',
        denied: 'Denied',
        other: 'Other events',
      },
      flows: 'Flows',
      notLookedAt: 'not looked at',
      counting:
        'A connection that is logged at its opening and at its closing counts as two events. Other events are of the categories below.',
    },
    categories: {
      title: 'Categories that the rule does not list',
      note: 'Events of these low-level categories are in no finding. If one of them stands for connections, an administrator can map its events to a category that the rule lists, in the DSM Editor.',
      columns: { name: 'Low-level category', id: 'Id', events: 'Events' },
      noName: 'without a name',
      none: 'There are none: no event here has another category than those of the rule.',
      more: (count: number) =>
        `${many(count, { one: 'more category is', other: 'more categories are' })} not listed here.`,
    },
    query: 'How this was counted',
    ofEvents: 'events',
    ofFlows: 'flows',
  };
}
