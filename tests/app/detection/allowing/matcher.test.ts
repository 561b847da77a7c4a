import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import type { AllowSubject } from '../../../../contract/allowlist.ts';
import { Matcher, type MatchedPair } from '../../../../app/detection/allowing/matcher.ts';
import { canonicalBlock, isTooWide } from '../../../../app/detection/rule/addresses.ts';

const nothing = { source: null, destination: null, port: null, user: null, domainId: null };
const on = () => true;
const nobody = () => [null];

/** Few bits that differ, so that blocks and addresses meet. */
const ipv4 = fc.nat({ max: 0xff }).map((low) => `10.0.${low >> 4}.${low & 15}`);
const ipv6 = fc
  .nat({ max: 0xff })
  .map((low) => ipaddr.IPv6.parse(`2001:db8::${low.toString(16)}`).toString());
const address = fc.oneof(ipv4, ipv6);
const place = fc.tuple(address, fc.option(fc.nat({ max: 128 }))).map(([host, bits]) => {
  const block = bits === null ? null : canonicalBlock(`${host}/${bits}`);
  return block === null || isTooWide(block) ? host : block;
});
const domainId = fc.constantFrom(null, 0, 1);
const subject: fc.Arbitrary<AllowSubject> = fc
  .record({
    scope: fc.constantFrom(
      'source',
      'destination',
      'user',
      'destination-port',
      'source-destination',
    ),
    source: place,
    destination: place,
    port: fc.constantFrom(21, 445),
    user: fc.constantFrom('a', 'b'),
    domainId,
  })
  .map(({ scope, ...all }) => ({
    ...nothing,
    scope,
    domainId: all.domainId,
    ...(scope === 'source' || scope === 'source-destination' ? { source: all.source } : {}),
    ...(scope.startsWith('destination') || scope === 'source-destination'
      ? { destination: all.destination }
      : {}),
    ...(scope === 'destination-port' ? { port: all.port } : {}),
    ...(scope === 'user' ? { user: all.user } : {}),
  }));
const pair: fc.Arbitrary<MatchedPair> = fc.record({
  domainId: fc.constantFrom(0, 1),
  source: address,
  destination: address,
  port: fc.constantFrom(21, 445),
});
const users = fc.uniqueArray(fc.constantFrom(null, 'a', 'B', 'c'), { maxLength: 3 });

/** By ipaddr.js, one entry after the other. */
function lies(host: string, within: string | null): boolean {
  if (within === null) return true;
  const [network = '', bits] = within.split('/');
  const [a, b] = [ipaddr.parse(host), ipaddr.parse(network)];
  if (a.kind() !== b.kind()) return false;
  const length = bits === undefined ? (a.kind() === 'ipv4' ? 32 : 128) : Number(bits);
  return a.kind() === 'ipv4'
    ? (a as ipaddr.IPv4).match(b, length)
    : (a as ipaddr.IPv6).match(b, length);
}

function expected(
  entries: readonly AllowSubject[],
  of: MatchedPair,
  names: readonly (string | null)[],
  isOn: (entry: number) => boolean,
): number[] {
  const could = entries.flatMap((entry, number) => {
    const isOf = entry.domainId === null || entry.domainId === of.domainId;
    const isThere = lies(of.source, entry.source) && lies(of.destination, entry.destination);
    return isOn(number) && isOf && isThere && (entry.port ?? of.port) === of.port ? [number] : [];
  });
  const known = names.filter((name) => name !== null).map((name) => name.toLowerCase());
  const userEntries = could.filter((number) => entries[number]?.scope === 'user');
  const areAll =
    known.length > 0 &&
    known.every((name) => userEntries.some((number) => entries[number]?.user === name));
  return could.filter((number) => {
    const user = entries[number]?.user ?? null;
    return user === null || (areAll && known.includes(user));
  });
}

test('finds what a look at each entry finds', () => {
  fc.assert(
    fc.property(
      fc.array(subject, { maxLength: 40 }),
      pair,
      users,
      fc.func(fc.boolean()),
      (entries, of, names, isOn) => {
        const found = new Matcher(entries).match(of, () => names, isOn);
        expect(found).toEqual(expected(entries, of, names, isOn));
      },
    ),
    { numRuns: 500 },
  );
});

test('an IPv4 host that a log source writes as IPv6 is that host', () => {
  const matcher = new Matcher([{ ...nothing, scope: 'source', source: '10.0.0.0/24' }]);
  const of = { domainId: 0, source: '::ffff:10.0.0.7', destination: '93.184.216.34', port: 21 };
  expect(matcher.match(of, nobody, on)).toEqual([0]);
});

test('in a run that knows no domain, entries of one domain name nothing', () => {
  const matcher = new Matcher([
    { ...nothing, scope: 'source', source: '10.0.0.1', domainId: 0 },
    { ...nothing, scope: 'source', source: '10.0.0.1' },
  ]);
  const of = { domainId: null, source: '10.0.0.1', destination: '93.184.216.34', port: 21 };
  expect(matcher.match(of, nobody, on)).toEqual([1]);
});

test('users are not asked for where no entry names one', () => {
  const matcher = new Matcher([{ ...nothing, scope: 'source', source: '10.0.0.1' }]);
  const of = { domainId: 0, source: '10.0.0.2', destination: '93.184.216.34', port: 21 };
  const never = () => {
    throw new Error('asked');
  };
  expect(matcher.match(of, never, on)).toEqual([]);
});
