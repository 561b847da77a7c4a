import type { EventAsked } from '../../contract/event-funnel.ts';
import { linkTo } from './page-address.ts';

const parameter = 'event';

/** The address of the page Coverage with a record to be followed there, for a browser tab of its own. */
export function linkToEvent(event: EventAsked, search: string): string {
  const { timeMs, source, destination = '', destinationPort = '' } = event;
  const parameters = new URLSearchParams(linkTo('coverage', search));
  parameters.set(parameter, [timeMs, source, destination, destinationPort].join(' '));
  return `?${parameters}`;
}

/** The parts of a record that an address asks to follow, as text; `null` where it asks for none. */
export function eventIn(search: string): EventParts | null {
  const asked = new URLSearchParams(search).get(parameter);
  if (asked === null) return null;
  const [time = '', source = '', destination = '', port = ''] = asked.split(' ');
  return { time, source, destination, port };
}

/** What tells a record, as it is typed. */
export type EventParts = {
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  readonly port: string;
};
