import { AppError } from '../../../../app/ports/app-error.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { channelsQuery, readChannels } from '../../../../app/detection/after/channel-picture.ts';
import { channelPictureSchema } from '../../../../contract/channels.ts';
import { parse } from '../../../../sandbox/aql/index.ts';
import { aDataChannel } from '../../../support/ui-records.ts';
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

const drawn = (events: readonly unknown[], of = finding, flows: readonly unknown[] = []) =>
  readChannels({ events, flows }, of, run);

test('a picture has the sessions of the finding’s port and what fits them, with a query each', () => {
  const picture = { ...drawn([upload, row(), 'text'], finding), aql: '', flowsAql: null };
  expect(channelPictureSchema.parse(picture)).toEqual(picture);
  expect(picture).toMatchObject({
    sessions: [{ endMs: noonMs + 600_000, assumed: 'start', clientPort: 40_000 }],
    connections: [
      { mode: 'passive', confidence: 'time', doubt: null, session: 0, sentBytes: 14_200_000 },
    ],
    allSessions: 1,
    allConnections: 1,
    partial: false,
  });
  const [connection] = picture.connections;
  expect(connection?.records.aql).toContain(`START ${noonMs + 480_000} STOP ${noonMs + 720_000}`);
  expect(() => parse(connection?.records.aql ?? '')).not.toThrow();
});

test('other ports and other domains have pictures of their own', () => {
  const other = findingOf(connectionRow({ port: 990 }));
  expect(drawn([upload, row()], other)).toMatchObject({
    sessions: [],
    connections: [],
  });
  const elsewhere = findingOf(connectionRow({ domainId: 3 }));
  expect(drawn([upload, row()], elsewhere).connections).toEqual([]);
});

test('strays, outside of every session, are listed with their bytes', () => {
  const stray = {
    ...upload,
    [aliases.time]: noonMs + 20 * 3_600_000,
    [aliases.sourcePort]: 40_009,
    [aliases.sent]: 7_000_000,
  };
  const picture = { ...drawn([upload, row(), stray]), aql: '', flowsAql: null };
  expect(channelPictureSchema.parse(picture)).toEqual(picture);
  expect(picture.connections).toMatchObject([
    { doubt: null, session: 0 },
    { doubt: 'no-session', session: -1, sessionsOpen: 0, sentBytes: 7_000_000 },
  ]);
  expect(picture.allConnections).toBe(2);
});

test('of very many the largest are shown, and how many there are is said', () => {
  const rows = Array.from({ length: 500 }, (_, n) => ({
    ...upload,
    [aliases.sourcePort]: 41_000 + n,
    [aliases.destinationPort]: 50_000 + n,
    [aliases.sent]: n,
  }));
  const { connections, allConnections } = drawn([...rows, row()], finding);
  expect([connections.length, allConnections]).toEqual([200, 500]);
  expect(connections.every(({ sentBytes }) => (sentBytes ?? 0) >= 300)).toBe(true);
});

test('a pair is asked for, a fan-out is not', () => {
  expect(channelsQuery(finding, run).events.aql).toContain("sourceip IN ('10.1.2.3')");
  expect(() => channelsQuery({ ...finding, destination: null }, run)).toThrow(AppError);
});

test('the hosts of a pair are asked for in both spellings, where the console takes both', () => {
  expect(channelsQuery(finding, run).events.aql).toContain(
    "(sourceip IN ('10.1.2.3') OR sourceaddress IN ('::ffff:a01:203'))",
  );
  const switches = { ipv6Addresses: false, packetBound: true, severalNames: true };
  expect(channelsQuery(finding, { ...run, switches }).events.aql).not.toContain('ffff');
});

describe('flows', () => {
  const withFlows = findingOf(connectionRow());
  const channel = (origins: readonly ('events' | 'flows')[]) => ({
    ...withFlows,
    dataChannel: { ...aDataChannel(), origins: [...origins] },
  });
  const flow = (change: Readonly<Record<string, unknown>> = {}) => ({
    ...upload,
    [aliases.sourceV6]: '0:0:0:0:0:0:0:0',
    [aliases.destinationV6]: '0:0:0:0:0:0:0:0',
    [aliases.flowSource]: 'qflow',
    [aliases.flowId]: 7,
    [aliases.firstSeen]: noonMs + 300_000,
    [aliases.lastSeen]: noonMs + 360_000,
    ...change,
  });

  test('are asked where a data connection of the finding comes from them', () => {
    expect(channelsQuery(channel(['events']), run).flows).toBeNull();
    expect(channelsQuery(channel(['events', 'flows']), run).flows?.aql).toContain('FROM flows');
  });

  test('are in the picture, and what only they report opens them', () => {
    const { connections } = drawn([row()], finding, [flow(), 'text']);
    expect(connections).toMatchObject([
      { startMs: noonMs + 300_000, endMs: noonMs + 360_000, sentBytes: 14_200_000 },
    ]);
    const { from, aql } = connections[0]?.records ?? { from: null, aql: '' };
    expect(from).toBe('flows');
    expect(() => parse(aql)).not.toThrow();
    expect(aql).toMatch(/FROM flows WHERE .* AND destinationport = 50000 /);
    expect(aql).toContain(`START ${noonMs + 240_000} STOP ${noonMs + 480_000}`);
  });

  test('of a sensor of one direction are drawn, an upload by active FTP as the server opened it', () => {
    const ofTap = { [aliases.flowSource]: 'tap', [aliases.received]: 0 };
    const session = flow({
      ...ofTap,
      [aliases.sourcePort]: 40_000,
      [aliases.destinationPort]: 21,
      [aliases.firstSeen]: noonMs,
      [aliases.lastSeen]: noonMs + 600_000,
      [aliases.sent]: 200,
    });
    const half = flow({ ...ofTap, [aliases.sourcePort]: 51_000, [aliases.destinationPort]: 20 });
    const picture = drawn([], finding, [session, half]);
    expect(picture).toMatchObject({
      sessions: [{ clientPort: 40_000, receivedBytes: null }],
      connections: [
        {
          mode: 'active',
          source: '93.184.216.34',
          sourcePort: 20,
          destinationPort: 51_000,
          sentBytes: 14_200_000,
          receivedBytes: null,
        },
      ],
    });
    const { aql } = picture.connections[0]?.records ?? { aql: '' };
    expect(aql).toMatch(/sourceip = '10.1.2.3' .* AND destinationport = 20 /);
    expect(() => parse(aql)).not.toThrow();
    expect({ ...picture, aql: '', flowsAql: null }).toEqual(
      channelPictureSchema.parse({ ...picture, aql: '', flowsAql: null }),
    );
  });

  test('and events of one connection are one bar, which opens its events', () => {
    const both = drawn([upload, row()], finding, [flow({ [aliases.lastSeen]: noonMs + 580_000 })]);
    expect(both.connections).toMatchObject([{ records: { from: 'events' } }]);
  });
});

test('a picture from the newest records alone says so', () => {
  const many = Array.from({ length: 20_000 }, () => upload);
  expect(drawn(many).partial).toBe(true);
  expect(drawn([], finding, many).partial).toBe(true);
  expect(drawn(many.slice(1)).partial).toBe(false);
});
