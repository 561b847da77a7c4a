import { isDeepStrictEqual } from 'node:util';
import {
  allowLengths,
  mostAllowedAtOnce,
  mostAllowedDays,
  type AllowSubject,
} from '../../../contract/allowlist.ts';
import {
  emptyForm,
  formOf,
  readEnd,
  readForm,
  readSubjects,
  type AllowForm,
} from '../../../ui/allowlist/allow-draft.ts';
import { filledFrom } from '../../../ui/allowlist/scope-choices.ts';
import { anEntry } from '../../support/allow-records.ts';
import { aFanOut, aFinding } from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';

const { errors } = english.allowlist.form;
const nowMs = new Date(2025, 9, 3, 12).getTime();
const form = (changes: Partial<AllowForm>) => ({ ...emptyForm, reason: 'Our backup', ...changes });
const none = () => false;
const read = (changes: Partial<AllowForm>) =>
  readForm(form(changes), errors, { nowMs, taken: none });
const mistakes = (changes: Partial<AllowForm>) => {
  const result = read(changes);
  return 'errors' in result ? result.errors : {};
};

it('makes an entry of each line, with exactly the members of its scope', () => {
  const result = read({
    scope: 'destination-port',
    destination: '203.0.113.9\n 203.0.113.0/28 ',
    port: '21',
  });
  expect(result).toEqual({
    entries: ['203.0.113.9', '203.0.113.0/28'].map((destination) => ({
      subject: {
        scope: 'destination-port',
        source: null,
        destination,
        port: 21,
        user: null,
        domainId: null,
      },
      reason: 'Our backup',
      expiresMs: nowMs + 90 * 86_400_000,
    })),
  });
});

it('keeps users in small letters, each once', () => {
  const result = readSubjects(form({ scope: 'user', user: 'SVC-Build' }), errors, none);
  expect('subjects' in result && result.subjects[0]?.user).toBe('svc-build');
  expect(mistakes({ scope: 'user', user: 'a\nA' })).toEqual({ user: errors.twice('A') });
  const long = 'x'.repeat(allowLengths.user + 1);
  expect(mistakes({ scope: 'user', user: long })).toEqual({ user: errors.user(allowLengths.user) });
});

it.each<[string, Partial<AllowForm>, object]>([
  ['nothing named', { source: ' ' }, { source: errors.empty }],
  ['a malformed block', { source: '10.1.2.0/240' }, { source: errors.address('10.1.2.0/240') }],
  [
    'several sources of a pair',
    { scope: 'source-destination', source: '10.0.0.1\n10.0.0.2', destination: '203.0.113.9' },
    { source: errors.one },
  ],
  [
    'a port that is none',
    { scope: 'destination-port', destination: '203.0.113.9', port: '0' },
    { port: errors.port },
  ],
  [
    'the same block twice, spelt otherwise',
    { source: '2001:db8::1\n2001:DB8:0::1' },
    { source: errors.twice('2001:DB8:0::1') },
  ],
  [
    'more than fit',
    {
      source: Array.from(
        { length: mostAllowedAtOnce + 1 },
        (_, n) => `10.0.${n >> 8}.${n & 255}`,
      ).join('\n'),
    },
    { source: errors.tooMany(mostAllowedAtOnce) },
  ],
  ['no reason', { source: '10.1.2.3', reason: ' x ' }, { reason: errors.reasonShort }],
  [
    'an overlong reason',
    { source: '10.1.2.3', reason: 'x'.repeat(501) },
    { reason: errors.reasonLong(501, 500) },
  ],
  [
    'a reason with invisible characters',
    { source: '10.1.2.3', reason: 'our\u202Ebackup' },
    { reason: errors.reasonControl },
  ],
  ['no day', { source: '10.1.2.3', ends: 'day' }, { day: errors.dayMissing }],
  [
    'a day that is past',
    { source: '10.1.2.3', ends: 'day', day: '2025-10-02' },
    { day: errors.dayPast },
  ],
  [
    'a day too far off',
    { source: '10.1.2.3', ends: 'day', day: '2028-01-01' },
    { day: errors.dayFar(mostAllowedDays) },
  ],
])('says of %s what is wrong with it', (_, changes, expected) => {
  expect(mistakes(changes)).toEqual(expected);
});

it('a day of choice counts to its end, never has none', () => {
  const end = (changes: Partial<AllowForm>) => readEnd(form(changes), errors, nowMs);
  expect(end({ ends: 'day', day: '2025-10-03' })).toEqual({
    expiresMs: new Date(2025, 9, 4).getTime(),
  });
  expect(end({ ends: 'never' })).toEqual({ expiresMs: null });
});

it('says that something is allowed already', () => {
  const { subject } = anEntry();
  const taken = (asked: AllowSubject) => isDeepStrictEqual(asked, subject);
  expect(readSubjects(formOf(subject), errors, taken)).toEqual({
    errors: { destination: errors.exists('203.0.113.9') },
  });
});

describe('filled in from a finding', () => {
  it('the pair is first, then what is wider', () => {
    const finding = aFinding();
    const { form: filled, scopes } = filledFrom({ finding, field: 'source', value: '10.1.2.3' });
    expect(scopes).toEqual([
      'source-destination',
      'destination-port',
      'destination',
      'source',
      'user',
    ]);
    expect(filled).toMatchObject({
      scope: 'source-destination',
      source: '10.1.2.3',
      destination: '203.0.113.9',
      port: '21',
      user: 'backup',
      domainId: null,
    });
  });

  it('of a fan-out with more destinations than are named the source is first', () => {
    const { scopes } = filledFrom({ finding: aFanOut(), field: 'source', value: '10.1.2.3' });
    expect(scopes[0]).toBe('source');
  });

  it('one of its destinations is that one, and its user that user', () => {
    const finding = aFanOut({ domain: { id: 7, name: 'Branch' } });
    const of = filledFrom({ finding, field: 'destination', value: '198.51.100.2' });
    expect(of.form).toMatchObject({
      scope: 'source-destination',
      destination: '198.51.100.2',
      domainId: 7,
    });
    const user = filledFrom({ finding, field: 'user', value: 'backup' });
    expect(user.form).toMatchObject({ scope: 'user', user: 'backup' });
  });
});
