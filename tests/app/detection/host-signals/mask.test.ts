/** No secret of a command line is shown, and what is shown is bounded. */
import fc from 'fast-check';
import { maskedCommand } from '../../../../app/detection/host-signals/mask.ts';

test.each([
  ['curl -T a ftp://bob:s3cret@host/x', 'curl -T a ftp://bob:***@host/x'],
  ['curl -T a ftp://bob:s3/cr@et@host/x', 'curl -T a ftp://bob:***@host/x'],
  ['curl -u bob:s3cret -T a ftp://host', 'curl -u bob:*** -T a ftp://host'],
  ['curl -ubob:s3cret -T a', 'curl -ubob:*** -T a'],
  ['curl -sSu "bob:s3 cret" -T a', 'curl -sSu "bob:*** -T a'],
  ["curl --user 'bob:s3cret x' -T a", "curl --user 'bob:*** -T a"],
  ['curl --user=bob:s3cret', 'curl --user=bob:***'],
  ['curl -U p:s3cret --proxy-user q:s3cret', 'curl -U p:*** --proxy-user q:***'],
  ['curl -E C:\\a.pem:s3cret x', 'curl -E C:\\a.pem:*** x'],
  ['curl --pass s3cret --oauth2-bearer s3cret x', 'curl --pass *** --oauth2-bearer *** x'],
  ['curl -H "Authorization: Basic s3cret" x', 'curl -H "Authorization: Basic ***" x'],
  ['tool /password:s3cret pwd=s3cret', 'tool /password:*** pwd=***'],
])('%s is shown without its secret', (command, shown) => {
  expect(maskedCommand(command)).toBe(shown);
  expect(maskedCommand(command)).not.toMatch(/s3|cret/);
});

test.each([
  'ftp.exe -n -i -s:C:\\Temp\\x.txt 10.0.0.9',
  'curl -T /tmp/a ftp://host:2121/a@b',
  'curl --cert C:\\a.pem -T a ftp://host/',
  'curl -u bob -T a ftp://[2001:db8::1]:21/',
])('%s is shown as it is', (command) => {
  expect(maskedCommand(command)).toBe(command);
});

test('a password that is cut off stays hidden, and so does all that follows', () => {
  const long = `curl ftp://bob:${'s'.repeat(20_000)}@host/`;
  expect(maskedCommand(long)).toBe('curl ftp://bob:***');
  expect(maskedCommand(`x ${'a'.repeat(300)} -u b:s3cret`)).toHaveLength(257);
});

test('a secret in any of the places is hidden, whatever it is made of, and nothing is long or has control characters', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9!$%^*+=.-]{4,30}$/).map((text) => `Q7${text}`);
  const places = fc.constantFrom(
    (text: string) => `curl -T a ftp://bob:${text}@host/`,
    (text: string) => `curl -u bob:${text} -T a ftp://host/`,
    (text: string) => `curl --user "bob:${text}" -T a ftp://host/`,
    (text: string) => `curl --pass ${text} ftp://host/`,
  );
  fc.assert(
    fc.property(places, secret, (at, text) => {
      expect(maskedCommand(at(text))).not.toContain(text);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
      const shown = maskedCommand(text);
      expect(shown.length).toBeLessThanOrEqual(257);
      expect(shown).not.toMatch(/\p{Cc}/u);
    }),
  );
});

test('a text made to be slow is not', () => {
  for (const text of ['-u '.repeat(20_000), '://a:'.repeat(20_000), '"\\'.repeat(20_000)])
    expect(maskedCommand(text).length).toBeLessThanOrEqual(257);
});
