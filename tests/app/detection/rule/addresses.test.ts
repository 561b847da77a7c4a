import {
  canonicalAddress,
  canonicalBlock,
  outsideOf,
} from '../../../../app/detection/rule/addresses.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';

const { ipv4, ipv6 } = rule.specialRanges;
const own = ['93.184.216.0/24', '2a02:26f0::/32'];
const isExternal = outsideOf([...ipv4, ...ipv6, ...own]);

/** One address inside each row of docs/detection.md, "Destinations that are not external". */
const special: readonly (readonly [string, string])[] = [
  ['private', '10.0.0.0'],
  ['private', '10.255.255.255'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.255.255'],
  ['loopback', '127.0.0.1'],
  ['link local', '169.254.169.254'],
  ['carrier NAT', '100.64.0.1'],
  ['carrier NAT', '100.127.255.255'],
  ['protocol assignments', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.7'],
  ['documentation', '203.0.113.7'],
  ['benchmark', '198.18.0.1'],
  ['benchmark', '198.19.255.255'],
  ['multicast', '224.0.0.1'],
  ['multicast', '239.255.255.255'],
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

/** Addresses just outside a range, and ordinary ones. */
const external = [
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.0.3.0',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '203.0.114.0',
  '223.255.255.255',
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
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1.2.3', null],
    ['fe80::1%eth0', null],
    ['', null],
  ])('spells %j as %j', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  test('spells a block without host bits', () => {
    expect(canonicalBlock(' 192.168.122.84/10 ')).toBe('192.128.0.0/10');
    expect(canonicalBlock('2001:db8::5')).toBe('2001:db8::5/128');
  });
});
