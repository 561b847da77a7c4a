import { stitch } from '../../../../app/detection/stitching/match.ts';
import { at, client, connection, only, passive, server } from './builders.ts';

/** A passive data connection in this minute; those outside of the session of the first ten are strays. */
const inMinute = (minute: number, known: Parameters<typeof passive>[0] = {}) =>
  passive({ startMs: at(minute), endMs: at(minute + 1), ...known });
const within = (count: number) => Array.from({ length: count }, (_, n) => inMinute(n));
const outside = (count: number) => Array.from({ length: count }, (_, n) => inMinute(100 + n));

const countsOf = (inside: number, strays: number) => {
  const { joined, doubted } = only([connection(), ...within(inside), ...outside(strays)]);
  return { joined: joined.length, doubted: doubted.length };
};

test('connections to the port of the data outside of every session are shown, not added', () => {
  expect(countsOf(1, 0)).toEqual({ joined: 1, doubted: 0 });
  expect(countsOf(1, 2)).toEqual({ joined: 1, doubted: 2 });
  expect(countsOf(4, 3)).toEqual({ joined: 4, doubted: 3 });
});

test('three or more, and as many as within, make it the port of another service', () => {
  expect(countsOf(3, 3)).toEqual({ joined: 0, doubted: 3 });
  expect(countsOf(1, 3)).toEqual({ joined: 0, doubted: 1 });
  expect(countsOf(0, 5)).toEqual({ joined: 0, doubted: 0 });
});

test('to other ports, or empty ones, are nothing', () => {
  const other = inMinute(100, { destinationPort: 50_001 });
  const empty = inMinute(100, { sentBytes: 0, receivedBytes: 0 });
  expect(only([connection(), inMinute(3), other, empty]).doubted).toEqual([]);
});

test('beside data that is known by its port there are none', () => {
  const ftps = { destinationPort: 989 };
  expect(only([connection(), inMinute(3, ftps), inMinute(100, ftps)])).toMatchObject({
    joined: [{ confidence: 'port' }],
    doubted: [],
  });
});

test('of two hosts that serve each other belong to one of them only', () => {
  const back = connection({
    source: server,
    destination: client,
    startMs: at(100),
    endMs: at(110),
  });
  const pairs = [...stitch([connection(), back, inMinute(3), inMinute(105), inMinute(300)])];
  expect(pairs.map(({ joined }) => joined.length)).toEqual([1, 1]);
  expect(pairs.flatMap(({ doubted }) => doubted)).toHaveLength(1);
});

test('are in order of time among what is doubted, without a session', () => {
  const { doubted } = only([connection(), ...outside(2), inMinute(3)]);
  expect(doubted.map((data) => [data.connection.startMs, data.session])).toEqual([
    [at(100), -1],
    [at(101), -1],
  ]);
});
