import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import {
  narrowNumber,
  parseAddress,
  parseCidr,
  parseIpv4,
  wideNumber,
} from '../../../sandbox/sql/addresses.ts';
import { closeConsoles, openConsole } from './console.ts';

afterAll(closeConsoles);

describe('parseIpv4', () => {
  it.each([
    ['0.0.0.0', 0],
    ['255.255.255.255', 4_294_967_295],
    ['10.0.0.1', 167_772_161],
    ['10.0.0', null],
    ['10.0.0.1.2', null],
    ['10.0.0.256', null],
    ['10.0.0.01', null],
    ['10.0.0.', null],
    ['10..0.1', null],
    ['.10.0.0', null],
    ['-1.0.0.0', null],
    ['1e1.0.0.0', null],
    [' 10.0.0.1', null],
    ['', null],
  ])('reads %p as %p', (text, expected) => {
    expect(parseIpv4(text)).toBe(expected);
  });
});

describe('parseAddress', () => {
  it.each([
    ['::', { family: 6, value: 0n }],
    ['::1', { family: 6, value: 1n }],
    ['2001:DB8::1', { family: 6, value: 0x20010db8_00000000_00000000_00000001n }],
    ['::ffff:10.0.0.1', { family: 4, value: 167_772_161 }],
    ['fe80::1%eth0', null],
    ['[::1]', null],
    ['::1/128', null],
    ['10', null],
    ['example.org', null],
  ])('reads %p', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected);
  });

  it('keeps IPv4 out of the fields for IPv6 and the other way round', () => {
    expect(narrowNumber({ family: 6, value: 5n })).toBe(0);
    expect(wideNumber({ family: 4, value: 5 })).toBe(0xffff_0000_0005n);
  });
});

describe('parseCidr', () => {
  it.each([
    ['192.168.122.84/10', { family: 4, low: 0xc0800000, high: 0xc0bfffff, prefix: 10 }],
    ['0.0.0.0/0', { family: 4, low: 0, high: 0xffffffff, prefix: 0 }],
    ['10.0.0.1', { family: 4, low: 0x0a000001, high: 0x0a000001, prefix: 32 }],
    [
      '2001:db8::5/127',
      {
        family: 6,
        low: 0x20010db8_00000000_00000000_00000004n,
        high: 0x20010db8_00000000_00000000_00000005n,
        prefix: 127,
      },
    ],
    ['10.0.0.0/33', null],
    ['10.0.0.0/-1', null],
    ['10.0.0.0/', null],
    ['10.0.0.0/8/8', null],
    ['10.0.0.0/1e1', null],
    ['/8', null],
    ['x/8', null],
  ])('reads %p', (text, expected) => {
    expect(parseCidr(text)).toEqual(expected);
  });
});

describe('address text made by the database', () => {
  it('is dotted for IPv4 and canonical (RFC 5952) for IPv6', async () => {
    const { store } = await openConsole();
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    const v6 = fc
      .array(group, { minLength: 8, maxLength: 8 })
      .map((groups) => groups.map((each) => each.toString(16)).join(':'));
    const texts = fc.sample(fc.oneof(fc.ipV4(), v6, v6), 500);
    const addresses = texts.flatMap((text) => parseAddress(text) ?? []);
    const values = addresses.map((each) => `('${wideNumber(each)}'::UHUGEINT)`).join(',');
    const rows = await store.rows(`SELECT address_text(n) AS t FROM (VALUES ${values}) v(n)`);
    expect(rows.map((row) => row['t'])).toEqual(
      addresses.map((each) =>
        each.family === 4
          ? ipaddr
              .fromByteArray([24, 16, 8, 0].map((bits) => (each.value >>> bits) & 255))
              .toString()
          : canonical(each.value),
      ),
    );
  });

  it.each([
    [0n, '0:0:0:0:0:0:0:0'],
    [1n, '::1'],
    [0x20010db8_00000000_00010000_00000001n, '2001:db8::1:0:0:1'],
    [0x20010db8_00000001_00010001_00010001n, '2001:db8:0:1:1:1:1:1'],
    [0xfe800000_00000000_00000000_00000000n, 'fe80::'],
  ])('of %p is %p', async (value, text) => {
    const { store } = await openConsole();
    const rows = await store.rows('SELECT ipv6_text($1::UHUGEINT) AS t', [String(value)]);
    expect(rows).toEqual([{ t: text }]);
  });
});

/** RFC 5952 by other means: ipaddr.js writes it, except for the zero address. */
function canonical(value: bigint): string {
  if (value === 0n) return '0:0:0:0:0:0:0:0';
  const hex = value.toString(16).padStart(32, '0');
  const bytes = hex.match(/../g) ?? [];
  return new ipaddr.IPv6(bytes.map((each) => parseInt(each, 16))).toRFC5952String();
}
