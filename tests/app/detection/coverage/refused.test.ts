/** Each thing that a check asks of the console refused or failing, one at a time: what was not asked is never missing and never 0. */
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { CheckCode, CoverageResult } from '../../../../contract/coverage.ts';
import { lookAtCoverage } from '../../../../app/detection/coverage/look.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import type { DetectionPorts } from '../../../../app/ports/detection.ts';
import { drained } from '../../../../app/ports/steps.ts';
import type { ConsoleStore } from '../../../../sandbox/sql/store.ts';
import { portsOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { flow, openStore, repeat } from '../small-store.ts';

let store: ConsoleStore;
beforeAll(async () => {
  store = await openStore(repeat(4, { sent: 2_000_000, received: 100 }), [flow()]);
});
afterAll(() => store.close());

type Change = (ports: DetectionPorts, error: AppError) => DetectionPorts;

const look = (change: Change, error: AppError): Promise<CoverageResult> =>
  lookAtCoverage(
    { window: { startMs: noonMs - 7_200_000, stopMs: noonMs }, settings: defaultSettings },
    change(portsOverStore(store, noonMs), error),
    {
      signal: new AbortController().signal,
      onQuery: () => undefined,
      pace: (steps) => Promise.resolve(drained(steps)),
    },
  );

const fact =
  (name: keyof DetectionPorts['facts']): Change =>
  (ports, error) => ({ ...ports, facts: { ...ports.facts, [name]: () => Promise.reject(error) } });

const searchNamed =
  (name: string): Change =>
  (ports, error) => ({
    ...ports,
    search: {
      search: (query, ...rest) => {
        if (query.name === name) throw error;
        return ports.search.search(query, ...rest);
      },
    },
  });

const nothing: Change = (ports) => ports;

/** What each of them takes away; all else stays as it is when all is answered. */
const asked: readonly (readonly [string, Change, readonly CheckCode[]])[] = [
  ['the columns of events', fact('eventFields'), ['sent-bytes', 'received-bytes', 'pipeline']],
  ['what its AQL accepts', fact('refusedQueries'), []],
  ['names of categories', fact('categoryIds'), []],
  ['names of domains', fact('domainNames'), []],
  ['how properties are filled', fact('filling'), []],
  ['the search for cards', searchNamed('coverage-cards'), []],
  ['the search for flows', searchNamed('coverage-flows'), ['flows']],
];

describe.each([
  ['not-allowed', 'no-right'],
  ['search-failed', 'no-answer'],
  ['console-unreachable', 'no-answer'],
] as const)('%s', (code, reason) => {
  test.each(asked)('for %s: only what hangs on it cannot be known', async (_, change, lost) => {
    const error = new AppError(code);
    const [whole, part] = await Promise.all([look(nothing, error), look(change, error)]);
    expect(part.checks).toEqual(
      whole.checks.map((check) =>
        lost.includes(check.code)
          ? { code: check.code, verdict: 'cannot-know', unknown: reason, evidence: null }
          : check,
      ),
    );
    const clauses = ({ funnel }: CoverageResult) => funnel.map(({ clause }) => clause);
    const isCounterless = lost.includes('sent-bytes');
    expect(clauses(part)).toEqual(
      clauses(whole).filter((clause) => !(isCounterless && clause === 'sent-bytes')),
    );
    expect(part.repairs.flatMap(({ changes }) => changes)).toEqual([]);
    // Nothing is predicted from what was not read.
    if (change !== nothing && (isCounterless || part.repairsUnknown !== null))
      expect([part.cardsNow, part.repairsUnknown]).toEqual([null, reason]);
    else expect(part.cardsNow).toEqual(whole.cardsNow);
  });

  test('for the search by clauses: the check fails, and says nothing', async () => {
    const error = new AppError(code);
    await expect(look(searchNamed('coverage-clauses'), error)).rejects.toBe(error);
  });
});

test('where the search for cards fails, changes cannot be predicted, and that is said', async () => {
  const { cardsNow, repairs, repairsUnknown } = await look(
    searchNamed('coverage-cards'),
    new AppError('search-failed'),
  );
  expect([cardsNow, repairs, repairsUnknown]).toEqual([null, [], 'no-answer']);
});

test('a session that is over, and one who calls it off, end the check', async () => {
  const error = new AppError('cancelled');
  await expect(look(searchNamed('coverage-cards'), error)).rejects.toBe(error);
});
