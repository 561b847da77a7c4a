import fc from 'fast-check';
import * as z from 'zod/mini';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { portPackSchema, settingsSchema } from '../../../contract/session.ts';
import {
  draftOf,
  entriesOf,
  keepingFields,
  limitFields,
  numberBounds,
  readDraft,
  thresholdFields,
  type Draft,
} from '../../../ui/settings/draft.ts';
import { english } from '../../support/words.ts';

const draft = draftOf(defaultSettings);
const { errors } = english.settings;
const errorsOf = (changes: Partial<Draft>) => {
  const result = readDraft({ ...draft, ...changes }, errors);
  return 'errors' in result ? result.errors : {};
};

test('a draft of settings stands for these settings', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 100 })
    .filter((text) => /^[^"\\\p{C}]+$/u.test(text) && text === text.trim());
  const names = fc.uniqueArray(name);
  const settings = fc.record({
    profile: fc.constantFrom('corrected' as const, 'source' as const),
    properties: fc.record({
      sent: names,
      received: names,
      total: names,
      packetsSent: names,
      packetsReceived: names,
      dataPort: names,
      dataHost: names,
      dataMode: names,
      command: names,
      fileName: names,
    }),
    thresholds: fc.record({
      connections: fc.integer({ min: 0, max: 10_000 }),
      mediumBytes: fc.integer({ min: 1, max: 2 ** 30 }),
      highBytes: fc.integer({ min: 2 ** 30 + 1, max: 2 ** 31 - 1 }),
    }),
    portPacks: fc.subarray([...portPackSchema.options]),
    stitching: fc.boolean(),
    hostSignals: fc.boolean(),
    ownPublicBlocks: fc.uniqueArray(fc.ipV4().map((address) => `${address}/24`)),
    categories: fc.uniqueArray(fc.integer({ min: 1, max: 999_999 }), { maxLength: 50 }),
    remoteSources: fc.boolean(),
    flows: fc.boolean(),
    reuseMinutes: fc.integer({ min: 0, max: 1440 }),
    maxFindings: fc.integer({ min: 100, max: 50_000 }),
    maxRows: fc.integer({ min: 1_000, max: 500_000 }),
    logLevel: fc.constantFrom('debug' as const, 'info' as const, 'warn' as const, 'error' as const),
    logFiles: fc.integer({ min: 1, max: 20 }),
    auditDays: fc.integer({ min: 30, max: 3650 }),
    signal: fc.record({
      truePositives: fc.boolean(),
      newHigh: fc.boolean(),
      receiver: fc.constantFrom('console.example', '10.20.0.9', 'fd00::9'),
      receiverPort: fc.integer({ min: 1, max: 65_535 }),
    }),
  });
  fc.assert(
    fc.property(settings, (given) => {
      expect(readDraft(draftOf(given), errors)).toEqual({ settings: given });
    }),
  );
});

test('whatever is typed, what is accepted is what the contract accepts', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (sent, ownPublicBlocks, maxRows) => {
      const result = readDraft({ ...draft, sent, ownPublicBlocks, maxRows }, errors);
      if ('settings' in result)
        expect(z.safeParse(settingsSchema, result.settings).success).toBe(true);
      else expect(Object.keys(result.errors).length).toBeGreaterThan(0);
    }),
  );
});

test('entries are lines without blanks, empty lines and repetitions', () => {
  expect(entriesOf('  Bytes Sent \n\nBytesSent\r\nBytes Sent')).toEqual([
    'Bytes Sent',
    'BytesSent',
  ]);
});

test.each(thresholdFields)('the threshold %s has the bounds of the contract', (field) => {
  const { from, to } = numberBounds[field];
  // Wide apart, so that it is not the order of the two byte thresholds that is refused.
  const others = { connections: 3, mediumBytes: 1, highBytes: 2 ** 50 };
  const accepts = (value: number) =>
    z.safeParse(settingsSchema, { ...defaultSettings, thresholds: { ...others, [field]: value } })
      .success;
  expect([from - 1, to + 1].map(accepts)).toEqual([false, false]);
  expect(errorsOf({ [field]: `${to + 1}` })).toHaveProperty(field);
  expect(errorsOf({ [field]: `${from - 1}` })).toHaveProperty(field);
});

test.each([
  ['1048576', '1048576'],
  ['5', '4'],
])('a threshold for Medium of %s with one for High of %s is refused at High', (medium, high) => {
  expect(errorsOf({ mediumBytes: medium, highBytes: high })).toEqual({
    highBytes: 'High has to be above Medium.',
  });
});

test.each([...limitFields, ...keepingFields])('%s has the bounds of the contract', (field) => {
  const { from, to } = numberBounds[field];
  const accepts = (value: number) =>
    z.safeParse(settingsSchema, { ...defaultSettings, [field]: value }).success;
  expect([from - 1, from, to, to + 1].map(accepts)).toEqual([false, true, true, false]);
  expect(errorsOf({ [field]: `${from}` })).toEqual({});
  expect(errorsOf({ [field]: `${to + 1}` })).toHaveProperty(field);
});

test.each(['', ' ', '1e3', '0x1000', '-1', '5.5', 'many', 'NaN', 'Infinity'])(
  'a number written as "%s" is refused',
  (text) => {
    expect(errorsOf({ maxRows: text })).toEqual({
      maxRows: 'Enter a whole number from 1,000 to 500,000.',
    });
  },
);

test.each([
  ['a quotation mark', 'Bytes "Sent"'],
  ['a backslash', 'Bytes\\Sent'],
  ['a control character', 'Bytes\u0000Sent'],
  ['101 characters', 'x'.repeat(101)],
])('a name with %s is refused, with its line', (_, name) => {
  const { sent } = errorsOf({ sent: `Bytes Sent\n${name}` });
  expect(sent).toMatch(/^Name 2: /);
});

test.each(['198.51.100.0', '198.51.100.0/33', 'example.com/8', '2001:db8::/129', '/8'])(
  'the block %s is refused, with its line',
  (block) => {
    expect(errorsOf({ ownPublicBlocks: `198.51.100.0/24\n${block}` })).toEqual({
      ownPublicBlocks: 'Block 2 is not a CIDR block such as 198.51.100.0/24.',
    });
  },
);

test.each(['198.51.100.0/24', '203.0.113.7/32', '2001:db8::/32'])(
  'the block %s is accepted',
  (block) => {
    expect(errorsOf({ ownPublicBlocks: block })).toEqual({});
  },
);

test('several mistakes are named at once', () => {
  expect(
    Object.keys(errorsOf({ total: '"', ownPublicBlocks: 'x', reuseMinutes: '' })).sort(),
  ).toEqual(['ownPublicBlocks', 'reuseMinutes', 'total']);
});

test('a receiver has to be a name or an address, and be there where something is told', () => {
  expect(Object.keys(errorsOf({ receiver: 'a b' }))).toEqual(['receiver']);
  expect(errorsOf({ receiver: '' })).toEqual({});
  expect(errorsOf({ receiver: ' ', newHigh: true })).toHaveProperty('receiver');
  expect(errorsOf({ receiverPort: '0' })).toHaveProperty('receiverPort');
});
