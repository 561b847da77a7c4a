import type { AllowSubject } from '../../../../contract/allowlist.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import {
  entryKey,
  setOf,
  setRules,
  subjectOf,
  valueOf,
} from '../../../../app/detection/allowing/sets.ts';
import { canonicalSubject, requireEnd } from '../../../../app/detection/allowing/subject.ts';

const nothing = { source: null, destination: null, port: null, user: null, domainId: null };
const ofSource = (source: string): AllowSubject => ({ ...nothing, scope: 'source', source });

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'allowlist-invalid') return error.detail;
    throw error;
  }
  return 'taken';
}

test.each([
  ['10.1.2.3', '10.1.2.3'],
  [' 10.1.2.3 ', '10.1.2.3'],
  ['10.1.2.3/32', '10.1.2.3'],
  ['10.1.0.0/16', '10.1.0.0/16'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['2001:db8::1/128', '2001:db8::1'],
  ['2001:DB8::/48', '2001:db8::/48'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.0.0/112', '10.1.0.0/16'],
])('%s is kept as %s', (given, kept) => {
  expect(canonicalSubject(ofSource(given)).source).toBe(kept);
});

test.each([
  ['10.1.2.3/16', '10.1.2.3/16 has host bits; 10.1.0.0/16 may be meant'],
  ['2001:db8::1/48', '2001:db8::1/48 has host bits; 2001:db8::/48 may be meant'],
  ['10.1.2', 'no address and no CIDR block: 10.1.2'],
  ['10.1.2.3/33', 'no address and no CIDR block: 10.1.2.3/33'],
  ['10.1.2.3/', 'no address and no CIDR block: 10.1.2.3/'],
  ['010.1.2.3', 'no address and no CIDR block: 010.1.2.3'],
  ['fe80::1%eth0', 'no address and no CIDR block: fe80::1%eth0'],
  ['', 'no address and no CIDR block: '],
  ['0.0.0.0/0', "0.0.0.0/0 is wider than anybody's reason"],
  ['128.0.0.0/1', "128.0.0.0/1 is wider than anybody's reason"],
  ['::/0', "::/0 is wider than anybody's reason"],
  ['2000::/3', "2000::/3 is wider than anybody's reason"],
])('%s is refused: %s', (given, detail) => {
  expect(refusalOf(() => canonicalSubject(ofSource(given)))).toBe(detail);
});

test('a subject has exactly the members of its scope', () => {
  expect(refusalOf(() => canonicalSubject({ ...ofSource('10.0.0.1'), port: 21 }))).toBe(
    'port does not belong here',
  );
  expect(
    refusalOf(() =>
      canonicalSubject({ ...nothing, scope: 'destination-port', destination: '1.2.3.4' }),
    ),
  ).toBe('port is missing');
  expect(refusalOf(() => canonicalSubject({ ...nothing, scope: 'user', user: ' \t' }))).toBe(
    'this is no user name',
  );
});

test('an end lies ahead, and not too far', () => {
  const dayMs = 24 * 60 * 60_000;
  expect(refusalOf(() => requireEnd(999, 1000))).toBe('the end is in the past');
  expect(refusalOf(() => requireEnd(1000, 1000))).toBe('the end is in the past');
  expect(refusalOf(() => requireEnd(731 * dayMs, 0))).toBe('the end is more than 730 days away');
  expect(refusalOf(() => requireEnd(730 * dayMs, 0))).toBe('taken');
  expect(refusalOf(() => requireEnd(null, 0))).toBe('taken');
});

const subjects: AllowSubject[] = [
  ofSource('10.0.0.1'),
  ofSource('10.0.0.0/24'),
  ofSource('2001:db8::1'),
  ofSource('2001:db8::/48'),
  { ...nothing, scope: 'destination', destination: '93.184.216.34' },
  { ...nothing, scope: 'destination', destination: '93.184.216.0/24' },
  { ...nothing, scope: 'destination', destination: '2001:db8::2' },
  { ...nothing, scope: 'user', user: 'svc|build', domainId: 3 },
  { ...nothing, scope: 'destination-port', destination: '2001:db8::/48', port: 445 },
  { ...nothing, scope: 'source-destination', source: '10.0.0.0/8', destination: '93.184.216.34' },
];

test.each(subjects)('what is written to a set is what is read from it: %j', (subject) => {
  const rule = setOf(subject);
  expect(setRules.filter(({ holds }) => holds(subject))).toEqual([rule]);
  expect(subjectOf(rule, valueOf(subject), subject.domainId)).toEqual(subject);
});

test('entries are told apart by set, domain and value', () => {
  const keys = subjects.flatMap((subject) => [
    entryKey(subject),
    entryKey({ ...subject, domainId: 9 }),
  ]);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ['source', '10.0.0.1|1.2.3.4'],
  ['source', '10.0.0.1/8'],
  ['source', '0.0.0.0/0'],
  ['destination-port', '1.2.3.4'],
  ['destination-port', '1.2.3.4|'],
  ['destination-port', '1.2.3.4|0'],
  ['destination-port', '1.2.3.4|65536'],
  ['destination-port', '1.2.3.4|21|22'],
  ['source-destination', '10.0.0.1'],
  ['user', ' '],
] as const)('an element of others that names nothing allows nothing: %s %s', (scope, value) => {
  expect(subjectOf({ scope }, value, null)).toBeNull();
});
