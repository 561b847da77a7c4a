import fc from 'fast-check';
import { protocols, risks } from '../../../contract/finding.ts';
import {
  closedChoices,
  layouts,
  profiles,
  scopeFields,
  sortKeys,
} from '../../../ui/findings/choices.ts';
import {
  answers,
  asksForResults,
  defaultView,
  readView,
  requestOf,
  sharedView,
  writeView,
  type Range,
  type View,
} from '../../../ui/findings/view.ts';
import { aRun, dayMs } from '../../support/ui-records.ts';

const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const scopes = fc.array(fc.record({ field: fc.constantFrom(...scopeFields), value }), {
  maxLength: 4,
});
const minutes = fc.integer({ min: 1, max: 40_000_000 });
const range: fc.Arbitrary<Range> = fc.oneof(
  fc.record({
    kind: fc.constant('last' as const),
    name: fc.constantFrom('1h' as const, '6h' as const, '24h' as const, '7d' as const),
  }),
  fc.tuple(minutes, minutes).map(([start, length]) => ({
    kind: 'custom' as const,
    window: { startMs: start * 60_000, stopMs: (start + length) * 60_000 },
  })),
);
const view: fc.Arbitrary<View> = fc.record({
  text: fc.string({ unit: 'grapheme', maxLength: 30 }),
  risks: fc.subarray([...risks]),
  protocols: fc.subarray([...protocols]),
  bytes: fc.constantFrom('any' as const, 'known' as const, 'unknown' as const),
  range,
  profile: fc.option(fc.constantFrom(...profiles)),
  sort: fc.record({ by: fc.constantFrom(...sortKeys), descending: fc.boolean() }),
  layout: fc.constantFrom(...layouts),
  finding: fc.option(value),
  address: fc.option(value),
  only: scopes,
  exclude: scopes,
  time: fc.option(
    fc.tuple(minutes, minutes).map(([startMs, length]) => ({ startMs, stopMs: startMs + length })),
  ),
  closed: fc.constantFrom(...closedChoices),
  mine: fc.boolean(),
  unseen: fc.boolean(),
  run: fc.option(value),
});

describe('the URL', () => {
  it('gives back every view that was written into it', () => {
    fc.assert(
      fc.property(view, (original) => {
        expect(readView(writeView(original, ''))).toEqual(original);
      }),
    );
  });

  it('keeps the parameters of the console', () => {
    fc.assert(
      fc.property(view, (original) => {
        const written = new URLSearchParams(writeView(original, '?ui=new&theme=dark&q=old'));
        expect([written.get('ui'), written.get('theme')]).toEqual(['new', 'dark']);
        expect(written.get('q')).toBe(original.text === '' ? null : original.text);
      }),
    );
  });

  it('opens whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (search) => {
        const read = readView(search);
        expect(readView(writeView(read, ''))).toEqual(read);
      }),
    );
  });

  it('is short for the default view and says its version', () => {
    expect(writeView(defaultView, '')).toBe('?v=1');
  });

  it('takes the address of the console’s right-click, which knows no version', () => {
    expect(readView('?address=203.0.113.9')).toEqual({ ...defaultView, address: '203.0.113.9' });
  });

  it.each([
    ['a range that ends before it begins', '?range=custom&start=7200000&stop=3600000'],
    ['a range without an end', '?range=custom&start=7200000'],
    ['a range that is no number', '?range=custom&start=x&stop=1e9'],
    ['a risk that does not exist', '?risk=SEVERE'],
    ['a column that does not exist', '?sort=-payload'],
    ['a scope without a value', '?only=source:'],
    ['a scope of a field that does not exist', '?exclude=payload:x'],
  ])('falls back to the default for %s', (_what, search) => {
    expect(readView(search)).toEqual(defaultView);
  });

  it('takes an IPv4-mapped address for the host it is, in every filter', () => {
    const query =
      '?address=::FFFF:10.1.2.3&only=source:[::ffff:a01:203]&exclude=user:::ffff:10.1.2.3';
    expect(readView(query)).toEqual({
      ...defaultView,
      address: '10.1.2.3',
      only: [{ field: 'source', value: '10.1.2.3' }],
      exclude: [{ field: 'user', value: '::ffff:10.1.2.3' }],
    });
  });

  it('cuts a hand-made range to full minutes', () => {
    expect(readView('?range=custom&start=60001&stop=125000').range).toEqual({
      kind: 'custom',
      window: { startMs: 60_000, stopMs: 120_000 },
    });
  });

  it('reads an IPv6 address in a scope whole', () => {
    expect(readView('?only=destination:2001:db8::7').only).toEqual([
      { field: 'destination', value: '2001:db8::7' },
    ]);
  });
});

describe('a link for somebody else', () => {
  const run = aRun();

  it('names the minutes and the profile of the run, and no run', () => {
    const shared = sharedView({ ...defaultView, run: run.id, text: 'ftp' }, run);
    expect(shared).toEqual({
      ...defaultView,
      text: 'ftp',
      profile: 'corrected',
      range: { kind: 'custom', window: run.window },
    });
    expect(asksForResults(shared)).toBe(true);
    expect(answers(run, shared, 'source')).toBe(true);
  });

  it('asks for nothing where it only sets a filter', () => {
    expect(asksForResults({ ...defaultView, text: 'ftp' })).toBe(false);
    expect(asksForResults({ ...defaultView, address: '10.0.0.1' })).toBe(true);
    expect(asksForResults(readView('?only=user:j.doe'))).toBe(true);
  });
});

describe('the request for a view', () => {
  it('counts named ranges in minutes and takes the default profile', () => {
    expect(requestOf({ ...defaultView, range: { kind: 'last', name: '7d' } }, 'source')).toEqual({
      profile: 'source',
      range: { lastMinutes: 10_080 },
    });
  });

  it.each([
    ['the same day', {}, true],
    ['another profile', { profile: 'source' }, false],
    ['a shorter range', { range: { kind: 'last', name: '1h' } }, false],
    [
      'other minutes',
      { range: { kind: 'custom', window: { startMs: dayMs, stopMs: dayMs + 60_000 } } },
      false,
    ],
  ] as const)('is answered by a run of a day for %s: %s', (_what, changes, expected) => {
    expect(answers(aRun(), { ...defaultView, ...changes }, 'corrected')).toBe(expected);
  });
});
