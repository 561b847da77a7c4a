import fc from 'fast-check';
import { ZipError } from '../../qradar_app_package/zip/error.ts';
import { defaultZipLimits, readZip } from '../../qradar_app_package/zip/read.ts';
import { writeZip, type ZipInput } from '../../qradar_app_package/zip/write.ts';

const text = (content: string): Uint8Array => Buffer.from(content);
const file = (name: string, content = 'content', mode = 0o644): ZipInput => ({
  name,
  content: text(content),
  mode,
});

/** The rule by which a zip is refused; the last file's content is read too. */
function refusal(zip: Uint8Array, limits = defaultZipLimits): string {
  try {
    for (const entry of readZip(zip, limits)) entry.read();
  } catch (error) {
    if (error instanceof ZipError) return error.rule;
    throw error;
  }
  return 'accepted';
}

/** Replaces a text by another of the same length wherever it stands: names in both headers. */
function replaced(zip: Buffer, from: string, to: string): Buffer {
  expect(to).toHaveLength(from.length);
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

const centralAt = (zip: Buffer): number => zip.readUInt32LE(zip.length - 22 + 16);

test('files come back with name, mode and content, sorted by name', () => {
  const zip = writeZip([
    file('b/run.sh', '#!/bin/sh\n', 0o755),
    file('a.txt', 'aaaa'.repeat(500)),
    { ...file('c.bin', 'stored'), method: 'store' },
    file('empty', ''),
  ]);
  expect(readZip(zip).map(({ name, mode, size }) => [name, mode, size])).toEqual([
    ['a.txt', 0o644, 2000],
    ['b/run.sh', 0o755, 10],
    ['c.bin', 0o644, 6],
    ['empty', 0o644, 0],
  ]);
  expect(readZip(zip).map((entry) => entry.read().toString().slice(0, 6))).toEqual([
    'aaaaaa',
    '#!/bin',
    'stored',
    '',
  ]);
});

test('any set of files survives writing and reading', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}\.[a-z]{1,3}$/);
  const files = fc.uniqueArray(fc.record({ name, content: fc.uint8Array({ maxLength: 300 }) }), {
    selector: (entry) => entry.name,
  });
  fc.assert(
    fc.property(files, (inputs) => {
      const zip = writeZip(inputs.map((input) => ({ ...input, mode: 0o644 })));
      const back = readZip(zip).map((entry) => [entry.name, [...entry.read()]]);
      const expected = inputs.map((input) => [input.name, [...input.content]] as const);
      expect(Object.fromEntries(back)).toEqual(Object.fromEntries(expected));
    }),
  );
});

test('the order in which files are given and the clock do not change the bytes', () => {
  const files = [file('one'), file('two'), file('three')];
  expect(writeZip(files).equals(writeZip([...files].reverse()))).toBe(true);
});

test.each([
  ['../../etc/x', 'aa/../etc/x'],
  ['/etc/passwd', '/etc/passwd'],
  ['C:/x', 'C:/windows/x'],
  ['back\\slash', 'back\\slash.txt'],
  ['an empty part', 'a//b.txt'],
  ['a control character', 'a\u0007b.txt'],
])('a name with %s is refused', (_what, name) => {
  const harmless = 'x'.repeat(name.length);
  expect(refusal(replaced(writeZip([file(harmless)]), harmless, name))).toBe('zip-path');
  expect(() => writeZip([file(name)])).toThrow(ZipError);
});

test('a name that is not UTF-8 is refused', () => {
  expect(refusal(replaced(writeZip([file('xy.txt')]), 'xy.txt', '\xff\xfe.txt'))).toBe('zip-path');
});

test.each([
  ['symbolic link', 0o120777],
  ['block device', 0o060644],
  ['pipe', 0o010644],
])('a %s is refused', (_what, mode) => {
  const zip = writeZip([file('link')]);
  zip.writeUInt16LE(mode, centralAt(zip) + 40);
  expect(refusal(zip)).toBe('zip-type');
});

test('a file that unpacks to more than it declares is refused and not inflated to the end', () => {
  const zip = writeZip([file('bomb', '0'.repeat(5_000_000))]);
  zip.writeUInt32LE(1000, centralAt(zip) + 24);
  expect(refusal(zip)).toBe('zip-bomb');
});

test('a file that unpacks to less than it declares is refused', () => {
  const zip = writeZip([file('short', '0'.repeat(5000))]);
  zip.writeUInt32LE(6000, centralAt(zip) + 24);
  expect(refusal(zip)).toBe('zip-structure');
});

test.each([
  ['too many entries', { entries: 1 }],
  ['a file that is too large', { entryBytes: 6 }],
  ['too much in all', { totalBytes: 13 }],
  ['an archive that is too large', { archiveBytes: 20 }],
])('%s is refused before anything is read', (_what, limit) => {
  const zip = writeZip([file('a'), file('b')]);
  expect(() => readZip(zip, { ...defaultZipLimits, ...limit })).toThrow(ZipError);
  expect(refusal(zip, { ...defaultZipLimits, ...limit })).toBe('zip-bomb');
});

test('an entry that lies inside the data of another is refused', () => {
  const hidden = writeZip([{ ...file('b'), method: 'store' }]);
  const zip = writeZip([{ ...file('a'), content: hidden, method: 'store' }, file('b')]);
  const second = centralAt(zip) + 46 + 1;
  zip.writeUInt32LE(30 + 1, second + 42);
  expect(refusal(zip)).toBe('zip-bomb');
});

test('a name that differs between directory and entry is refused', () => {
  const zip = writeZip([file('seen.txt')]);
  zip.write('evil.txt', 30);
  expect(refusal(zip)).toBe('zip-structure');
});

test('a damaged content is refused', () => {
  const zip = writeZip([{ ...file('a', 'content'), method: 'store' }]);
  zip.write('CONTENT', 31);
  expect(refusal(zip)).toBe('zip-structure');
});

test('names given twice are refused, and so is a file that is also a folder', () => {
  expect(refusal(replaced(writeZip([file('aa'), file('ab')]), 'ab', 'aa'))).toBe('zip-structure');
  expect(refusal(replaced(writeZip([file('a/b'), file('c')]), 'c', 'a'))).toBe('zip-structure');
  expect(() => writeZip([file('a'), file('a')])).toThrow('twice');
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('PK is not enough of a zip to be one, whatever it says')],
  ['a cut zip', writeZip([file('a'), file('b')]).subarray(0, -30)],
  ['a zip without its first bytes', writeZip([file('a'), file('b')]).subarray(7)],
])('%s is no zip', (_what, bytes) => {
  expect(refusal(bytes)).toBe('zip-structure');
});

test('no damage to a zip makes the reader throw anything but its own error', () => {
  const whole = writeZip([file('a/b.txt', 'content '.repeat(50)), file('c', 'x'), file('d', '')]);
  const damage = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(damage, (changes) => {
      const zip = Buffer.from(whole);
      for (const [at, value] of changes) zip.writeUInt8(value, at);
      expect(typeof refusal(zip)).toBe('string');
    }),
    { numRuns: 2000 },
  );
});
