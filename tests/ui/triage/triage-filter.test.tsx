import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { cardsOf } from '../../../cards/cards.ts';
import {
  closedAfter,
  filterByTriage,
  sameCards,
  triageCountsOf,
} from '../../../ui/findings/triage-filter.ts';
import { keyAfter } from '../../../ui/findings/list/list-keys.ts';
import { usePrepared } from '../../../ui/findings/usePrepared.ts';
import { defaultView, type View } from '../../../ui/findings/view.ts';
import { bookOf, unknownBook, withEntries } from '../../../ui/triage/book.ts';
import { decisionsOf } from '../../../ui/triage/decisions.ts';
import { writable } from '../../../ui/triage/written-text.ts';
import { WordsProvider } from '../../../ui/words/WordsContext.tsx';
import { aContinuation, aTriage } from '../../support/scripted-triage.ts';
import { aFinding, aRun } from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';

const findings = ['open', 'mine', 'closed', 'back'].map((id, n) =>
  aFinding({ id, source: `10.0.0.${n}` }),
);
const book = bookOf(
  {
    sinceMs: 1,
    newFindings: ['open', 'closed'],
    entries: [
      aTriage({ finding: 'mine', assignee: 'kim' }),
      aTriage({ finding: 'closed', state: 'benign', assignee: 'kim' }),
      aTriage({ finding: 'back', state: 'new', assignee: null, reopened: aContinuation() }),
    ],
  },
  unknownBook,
);
const of = { book, user: 'kim' };
const passing = (view: Partial<View>) =>
  filterByTriage(findings, { ...defaultView, ...view }, of).map(({ id }) => id);

describe('the filters by triage', () => {
  it.each([
    [{}, ['open', 'mine', 'back']],
    [{ closed: 'shown' as const }, ['open', 'mine', 'closed', 'back']],
    [{ closed: 'only' as const }, ['closed']],
    [{ mine: true }, ['mine']],
    [{ mine: true, closed: 'shown' as const }, ['mine', 'closed']],
    [{ unseen: true }, ['open']],
  ])('with %j let pass %j', (view, expected) => expect(passing(view)).toEqual(expected));

  it('let everything pass, and count nothing, until the triage is known', () => {
    const unknown = { book: unknownBook, user: 'kim' };
    expect(filterByTriage(findings, { ...defaultView, mine: true }, unknown)).toBe(findings);
    expect(triageCountsOf(findings, 'hidden', unknown)).toBeNull();
  });

  it('count what each would let pass', () =>
    expect(triageCountsOf(findings, 'hidden', of)).toEqual({
      open: 3,
      closed: 1,
      mine: 1,
      unseen: 1,
    }));

  it.each([
    ['open', 'hidden', 'only'],
    ['open', 'shown', 'only'],
    ['open', 'only', 'shown'],
    ['closed', 'hidden', 'shown'],
    ['closed', 'shown', 'hidden'],
    ['closed', 'only', 'hidden'],
  ] as const)('never leave both off: %s pressed while closed are %s makes it %s', (...pressed) =>
    expect(closedAfter(pressed[0], pressed[1])).toBe(pressed[2]),
  );
});

describe('a decision draws again only what it is about', () => {
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <WordsProvider words={english}>{children}</WordsProvider>
  );
  const run = aRun();
  const shown = { run, results: { revision: 1, findings, denied: [] } };
  const prepare = (first: typeof book) =>
    renderHook((now: typeof book) => usePrepared(shown, defaultView, { book: now, user: 'kim' }), {
      wrapper,
      initialProps: first,
    });

  it('where nothing moves, all cards are the same objects', () => {
    const { result, rerender } = prepare(book);
    const before = result.current.cards;
    rerender(withEntries(book, [aTriage({ finding: 'open', assignee: 'kim' })]));
    expect(result.current.cards).toBe(before);
    expect(result.current.triage?.mine).toBe(2);
  });

  it('where one is closed, the others are', () => {
    const { result, rerender } = prepare(book);
    const [gone, ...rest] = result.current.cards;
    const id = gone?.findings[0]?.id ?? '';
    rerender(withEntries(book, [aTriage({ finding: id, version: 9, state: 'expected' })]));
    expect(result.current.cards).toHaveLength(2);
    result.current.cards.forEach((card, n) => expect(card).toBe(rest[n]));
  });

  it('takes a card with other findings for another card', () => {
    const before = cardsOf(findings);
    const now = cardsOf(findings.map((one) => (one.id === 'open' ? { ...one, users: [] } : one)));
    const kept = sameCards(before, now);
    expect(kept.filter((card) => before.includes(card))).toHaveLength(3);
    expect(sameCards(before, cardsOf(findings))).toBe(before);
  });

  it('keeps entries that are as before when the book is read again', () => {
    const again = bookOf(
      {
        sinceMs: 1,
        newFindings: [],
        entries: [...book.entries.values()].map((one) => ({ ...one })),
      },
      book,
    );
    for (const [id, entry] of again.entries) expect(entry).toBe(book.entries.get(id));
  });
});

describe('what can be done', () => {
  it('is about those that it would change', () => {
    const { take, release, reopen, close } = decisionsOf(
      findings.map(({ id }) => id),
      book,
      'kim',
    );
    expect(take?.findings).toEqual(['open', 'back']);
    expect(release?.findings).toEqual(['mine']);
    expect(reopen?.findings).toEqual(['closed']);
    expect(close.benign.findings).toEqual(['open', 'mine', 'back']);
  });

  it('keeps the assignee of one that is closed, and can change a verdict', () => {
    expect(decisionsOf(['mine'], book, 'sam').close.expected).toMatchObject({ assignee: 'kim' });
    const { take, reopen, close } = decisionsOf(['closed'], book, 'sam');
    expect(take).toBeNull();
    expect(reopen?.findings).toEqual(['closed']);
    expect(close.expected.findings).toEqual(['closed']);
  });
});

it.each([
  ['b', ['a', 'b', 'c'], ['a', 'c'], 'c'],
  ['c', ['a', 'b', 'c'], ['a', 'b'], 'b'],
  ['b', ['a', 'b', 'c'], ['a', 'b'], 'b'],
  ['x', ['a'], ['a', 'b'], 'x'],
  ['a', ['a'], [], null],
])('the row in the place of %s of %j among %j is %s', (key, before, now, expected) =>
  expect(keyAfter(key, before, now)).toBe(expected),
);

it('takes out of a text what a note may not have', () =>
  expect(writable('a\u202eb\u0007c\nd\te 😀')).toBe('abc\nd\te 😀'));
