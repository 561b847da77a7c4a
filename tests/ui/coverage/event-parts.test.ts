/** What tells a record, typed or pasted in the ways in which others write it. */
import { askedBy, partsIn } from '../../../ui/coverage/event-parts.ts';
import { eventIn, linkToEvent } from '../../../ui/shared/event-address.ts';

const timeMs = Date.UTC(2026, 2, 4, 15, 0, 7);
const parts = { time: `${timeMs}`, source: '10.0.0.5', destination: '93.184.216.34', port: '21' };

test.each([
  [
    'conditions of AQL',
    `SELECT * FROM events WHERE starttime = ${timeMs} AND sourceip='10.0.0.5' AND destinationip = '93.184.216.34' AND destinationport = 21`,
  ],
  [
    'a row as JSON',
    JSON.stringify({
      ...{ destinationip: parts.destination, starttime: timeMs },
      ...{ sourceip: parts.source, destinationport: 21 },
    }),
  ],
  [
    'a record by the names of the columns',
    `Start Time: ${timeMs}\nSource IP: 10.0.0.5\nSource Port: 50000\nDestination IP: 93.184.216.34\nDestination Port: 21`,
  ],
])('%s', (_, text) => {
  expect(partsIn(text)).toEqual(parts);
});

test('a line of a list: addresses without a name are source and destination', () => {
  const line =
    'Connection opened\tfw-01\t1\tMar 4, 2026, 3:00:07 PM\tAccess\t10.0.0.5\t50000\t93.184.216.34\t21';
  expect(partsIn(line)).toEqual({ ...parts, time: 'Mar 4, 2026, 3:00:07 PM', port: '' });
  expect(partsIn('2026-03-04T15:00:07Z 10.0.0.5')).toEqual({
    ...{ time: '2026-03-04T15:00:07Z', source: '10.0.0.5', destination: '', port: '' },
  });
});

test('IPv6 is read by its name', () => {
  const text = `sourceaddress = '2001:db8::5' AND starttime = ${timeMs}`;
  expect(partsIn(text)?.source).toBe('2001:db8::5');
});

test.each(['10.0.0.5', `${timeMs}`, 'nothing of the kind', ''])(
  'a text of one field stays one: %s',
  (text) => expect(partsIn(text)).toBeNull(),
);

test('parts are asked as they are, and what is left out is not asked for', () => {
  const { source, destination } = parts;
  expect(askedBy(parts)).toEqual({ timeMs, source, destination, destinationPort: 21 });
  expect(askedBy({ ...parts, destination: ' ', port: '' })).toEqual({ timeMs, source });
  expect(askedBy({ ...parts, time: '2026-03-04T15:00:07Z' })).toMatchObject({ timeMs });
});

test.each([
  ['time', 'yesterday'],
  ['source', "10.0.0.5' OR 1"],
  ['source', ''],
  ['destination', 'host'],
  ['port', '70000'],
  ['port', '-1'],
] as const)('%s %j is named as wrong', (wrong, value) => {
  expect(askedBy({ ...parts, [wrong]: value })).toEqual({ wrong });
});

test('the address of the page brings a record along, in the theme of this one', () => {
  const { source, destination } = parts;
  const link = linkToEvent(
    { timeMs, source, destination, destinationPort: 21 },
    '?theme=dark&run=1',
  );
  expect(new URLSearchParams(link).get('page')).toBe('coverage');
  expect(new URLSearchParams(link).get('theme')).toBe('dark');
  expect(eventIn(link)).toEqual(parts);
  expect(eventIn(linkToEvent({ timeMs, source }, ''))).toEqual({
    ...parts,
    ...{ destination: '', port: '' },
  });
  expect(eventIn('?page=coverage')).toBeNull();
});
