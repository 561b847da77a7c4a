import {
  canonicalAddress,
  canonicalBlock,
  ipv4Number,
  ipv4Text,
  isIpv6,
  outsideOf,
  hostOf,
  unmapped,
} from '../../../../app/detection/rule/addresses.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';

const { ipv4, ipv6 } = rule.specialRanges;
const own = ['93.184.216.0/24', '2a02:26f0::/32'];
const isExternal = outsideOf([...ipv4, ...ipv6, ...own]);

/** One address inside each row of docs/detection.md, "Destinations that are not external". */
const special: readonly (readonly [string, string])[] = [
  ['private', '10.0.0.0'],
  ['private', '172.16.0.1'],
  ['private', '192.168.255.255'],
  ['loopback', '127.0.0.1'],
  ['link local', '169.254.169.254'],
  ['carrier NAT', '100.64.0.1'],
  ['protocol assignments', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.7'],
  ['documentation', '203.0.113.7'],
  ['benchmark', '198.18.0.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['this network', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['unique local', 'fc00::1'],
  ['unique local', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['loopback', '::1'],
  ['link local', 'fe80::1'],
  ['link local', 'febf::1'],
  ['local translation', '64:ff9b:1::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['benchmark', '2001:2::1'],
  ['multicast', 'ff02::1'],
  ['unspecified', '::'],
  ['mapped private', '::ffff:10.1.2.3'],
  ['mapped loopback', '::ffff:7f00:1'],
  ['translated private', '64:ff9b::c0a8:101'],
  ['own IPv4', '93.184.216.34'],
  ['own IPv6', '2a02:26f0:1::1'],
  ['mapped own', '::ffff:93.184.216.34'],
];

/** Addresses just outside a range of IPv6 or of our own, and ordinary ones. */
const external = [
  '128.0.0.1',
  '93.184.217.1',
  '2a02:26f1::1',
  '2001:db9::1',
  '2001:3::1',
  '3fff:1000::1',
  '64:ff9b:2::1',
  'fbff::1',
  'fec0::1',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
];

/** Each special range of IPv4: the address before it, its first and last, and the address after it. */
const edges: readonly (readonly [string, string | null, string, string, string | null])[] = [
  ['0.0.0.0/8', null, '0.0.0.0', '0.255.255.255', '1.0.0.0'],
  ['10.0.0.0/8', '9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'],
  ['100.64.0.0/10', '100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0'],
  ['127.0.0.0/8', '126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'],
  ['169.254.0.0/16', '169.253.255.255', '169.254.0.0', '169.254.255.255', '169.255.0.0'],
  ['172.16.0.0/12', '172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0'],
  ['192.0.0.0/24', '191.255.255.255', '192.0.0.0', '192.0.0.255', '192.0.1.0'],
  ['192.0.2.0/24', '192.0.1.255', '192.0.2.0', '192.0.2.255', '192.0.3.0'],
  ['192.168.0.0/16', '192.167.255.255', '192.168.0.0', '192.168.255.255', '192.169.0.0'],
  ['198.18.0.0/15', '198.17.255.255', '198.18.0.0', '198.19.255.255', '198.20.0.0'],
  ['198.51.100.0/24', '198.51.99.255', '198.51.100.0', '198.51.100.255', '198.51.101.0'],
  ['203.0.113.0/24', '203.0.112.255', '203.0.113.0', '203.0.113.255', '203.0.114.0'],
  ['224.0.0.0/4', '223.255.255.255', '224.0.0.0', '239.255.255.255', null],
  ['240.0.0.0/4', null, '240.0.0.0', '255.255.255.255', null],
];

describe('edges of the special ranges of IPv4', () => {
  test('are those of every range', () => {
    expect(edges.map(([block]) => block)).toEqual(ipv4);
  });

  test.each(edges)('%s', (block, before, first, last, after) => {
    const isOutside = outsideOf([block]);
    expect([first, last].map(isOutside)).toEqual([false, false]);
    for (const beside of [before, after])
      if (beside !== null) expect(isExternal(beside)).toBe(true);
  });
});

describe('addresses', () => {
  test.each(special)('%s %s is not external', (_, address) => {
    expect(isExternal(address)).toBe(false);
  });

  test.each(external)('%s is external', (address) => {
    expect(isExternal(address)).toBe(true);
  });

  test('what is no address is not external', () => {
    expect(isExternal('example.org')).toBe(false);
  });

  test('refuses a block that is none', () => {
    expect(() => outsideOf(['10.0.0.0/40'])).toThrow('settings-invalid');
  });

  test.each([
    ['10.1.2.3', '10.1.2.3'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1.2.3', null],
    ['1.2.3.4.5', null],
    ['256.1.1.1', null],
    ['010.1.1.1', null],
    ['0x0a.1.1.1', null],
    ['1.2.3.4 ', null],
    ['1..2.3', null],
    ['fe80::1%eth0', null],
    ['12345::', null],
    ['', null],
  ])('spells %j as %j', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  test.each([
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['::ffff:a01:203', '10.1.2.3'],
    ['10.1.2.3', '10.1.2.3'],
    ['2001:db8::1', '2001:db8::1'],
    ['64:ff9b::a01:203', '64:ff9b::a01:203'],
    ['::ffff:0:a01:203', '::ffff:0:a01:203'],
  ])('%s is the host %s', (address, host) => {
    expect(unmapped(address)).toBe(host);
  });

  test.each([
    ['::1', true],
    ['10.1.2.3', false],
  ])('%s is IPv6: %p', (address, is) => {
    expect(isIpv6(address)).toBe(is);
  });

  test.each([
    ['0.0.0.0', 0],
    ['0.0.1.2', 258],
    ['255.255.255.255', 2 ** 32 - 1],
  ])('%s is the number %p, and back', (text, number) => {
    expect(ipv4Number(text)).toBe(number);
    expect(ipv4Text(number)).toBe(text);
  });

  test.each([
    [' 192.168.122.84/10 ', '192.128.0.0/10'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.1.2.3/32', '10.1.2.3/32'],
    ['10.1.2.3/0', '0.0.0.0/0'],
    ['2001:db8::5', '2001:db8::5/128'],
    ['2001:DB8:ffff::/33', '2001:db8:8000::/33'],
    ['2001:db8::/0', '::/0'],
    ['::ffff:93.184.216.34/120', '93.184.216.0/24'],
    ['::FFFF:5db8:d822', '93.184.216.34/32'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
    ['::ffff:0:0/95', '::fffe:0:0/95'],
  ])('spells the block %j as %j', (text, block) => {
    expect(canonicalBlock(text)).toBe(block);
  });

  test.each([
    ...['10.0.0.0/33', '2001:db8::/129', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8'],
    ...['10.0.0.0/08x', '/8', 'example.org/8', '', '10.0.0/8'],
  ])('%j is no block', (text) => {
    expect(canonicalBlock(text)).toBeNull();
  });
});

test('an own block of IPv4-mapped addresses is a block of IPv4', () => {
  const isOutside = outsideOf(['::ffff:93.184.216.0/120']);
  expect(['93.184.216.34', '::ffff:93.184.216.34', '93.184.217.1'].map(isOutside)).toEqual([
    false,
    false,
    true,
  ]);
});

test.each([
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['::FFFF:0a01:0203', '10.1.2.3'],
  ['2001:DB8:0::1', '2001:db8::1'],
  ['10.1.2.3', '10.1.2.3'],
  ['nobody', null],
])('%j means the host %j', (text, host) => {
  expect(hostOf(text)).toBe(host);
});
