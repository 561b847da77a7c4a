import { AppError } from '../../../../app/detection/errors.ts';
import { aliases } from '../../../../app/detection/columns.ts';
import { channelsQuery, readChannels } from '../../../../app/detection/investigation.ts';
import { channelPictureSchema } from '../../../../contract/channels.ts';
import { parse } from '../../../../sandbox/aql/index.ts';
import { connectionRow, findingOf, noonMs, runFacts } from '../builders.ts';

const run = runFacts();
const finding = findingOf(connectionRow());
const row = (change: Readonly<Record<string, unknown>> = {}) => ({
  [aliases.domain]: 0,
  [aliases.source]: '10.1.2.3',
  [aliases.sourcePort]: 40_000,
  [aliases.destination]: '93.184.216.34',
  [aliases.destinationPort]: 21,
  [aliases.transport]: 6,
  [aliases.category]: 4008,
  [aliases.logSource]: 7,
  [aliases.eventCount]: 1,
  [aliases.time]: noonMs + 600_000,
  [aliases.sent]: 200,
  [aliases.received]: 400,
  ...change,
});
const upload = row({
  [aliases.sourcePort]: 40_001,
  [aliases.destinationPort]: 50_000,
  [aliases.time]: noonMs + 590_000,
  [aliases.sent]: 14_200_000,
});

test('a picture has the sessions of the finding’s port and what fits them, with a query each', () => {
  const picture = { ...readChannels([upload, row(), 'text'], finding, run), aql: '' };
  expect(channelPictureSchema.parse(picture)).toEqual(picture);
  expect(picture).toMatchObject({
    sessions: [{ endMs: noonMs + 600_000, assumed: 'start', clientPort: 40_000 }],
    connections: [
      { mode: 'passive', confidence: 'time', isDoubted: false, session: 0, sentBytes: 14_200_000 },
    ],
    allSessions: 1,
    allConnections: 1,
    partial: false,
  });
  const [connection] = picture.connections;
  expect(connection?.events).toContain(`START ${noonMs + 480_000} STOP ${noonMs + 720_000}`);
  expect(() => parse(connection?.events ?? '')).not.toThrow();
});

test('other ports and other domains have pictures of their own', () => {
  const other = findingOf(connectionRow({ port: 990 }));
  expect(readChannels([upload, row()], other, run)).toMatchObject({
    sessions: [],
    connections: [],
  });
  const elsewhere = findingOf(connectionRow({ domainId: 3 }));
  expect(readChannels([upload, row()], elsewhere, run).connections).toEqual([]);
});

test('of very many the largest are shown, and how many there are is said', () => {
  const rows = Array.from({ length: 500 }, (_, n) => ({
    ...upload,
    [aliases.sourcePort]: 41_000 + n,
    [aliases.destinationPort]: 50_000 + n,
    [aliases.sent]: n,
  }));
  const { connections, allConnections } = readChannels([...rows, row()], finding, run);
  expect([connections.length, allConnections]).toEqual([200, 500]);
  expect(connections.every(({ sentBytes }) => (sentBytes ?? 0) >= 300)).toBe(true);
});

test('a pair is asked for, a fan-out is not', () => {
  expect(channelsQuery(finding, run).aql).toContain("sourceip IN ('10.1.2.3')");
  expect(() => channelsQuery({ ...finding, destination: null }, run)).toThrow(AppError);
});
