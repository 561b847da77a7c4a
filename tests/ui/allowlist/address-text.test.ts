import { readAddress } from '../../../ui/allowlist/address-text.ts';
import { english } from '../../support/words.ts';

const { errors } = english.allowlist.form;
const read = (text: string) => readAddress(text, errors);

it.each([
  ['10.1.2.3', '10.1.2.3'],
  ['10.1.2.0/24', '10.1.2.0/24'],
  ['10.1.2.3/32', '10.1.2.3'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['2001:db8::/32', '2001:db8::/32'],
  ['2001:db8::1/128', '2001:db8::1'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
])('%s is %s', (text, address) => expect(read(text)).toEqual({ address }));

it.each(['10.1.2', '010.1.2.3', '0x0a.1.2.3', '10.1.2.3/33', '10.1.2.3/', '10.1.2.3/24/8', 'host'])(
  '%s is no address',
  (text) => expect(read(text)).toEqual({ error: errors.address(text) }),
);

it('names the block that host bits may mean', () => {
  expect(read('10.1.2.3/24')).toEqual({ error: errors.hostBits('10.1.2.3/24', '10.1.2.0/24') });
  expect(read('2001:db8::1/64')).toEqual({
    error: errors.hostBits('2001:db8::1/64', '2001:db8::/64'),
  });
});

it.each(['0.0.0.0/0', '10.0.0.0/7', '::/0', '2000::/3'])('%s is refused as too wide', (text) => {
  const said = read(text);
  expect('error' in said && said.error).toMatch(/too wide|bits set/);
});

it('a zone and a block written as mapped IPv4 are told', () => {
  expect(read('fe80::1%eth0')).toEqual({ error: errors.zone('fe80::1%eth0') });
  expect(read('::ffff:10.0.0.0/104')).toEqual({ error: errors.address('::ffff:10.0.0.0/104') });
});
