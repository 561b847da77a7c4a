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

const lastHours = { startMs: noonMs - 7_200_000, stopMs: noonMs };

type Change = (ports: DetectionPorts, error: AppError) => DetectionPorts;

const look = (change: Change, error: AppError): Promise<CoverageResult> =>
  lookAtCoverage(
    { window: lastHours, settings: defaultSettings },
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
  ['which properties are disabled', fact('disabled'), []],
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

test.each([
  ['does not say', () => Promise.resolve(null), 'no-answer'],
  ['may not be asked', () => Promise.reject(new AppError('not-allowed')), 'no-right'],
] as const)(
  'where a property empties the answer and the console %s which, bytes cannot be known',
  async (_, disabled, reason) => {
    const console = await openStore(repeat(4, { sent: 100, received: 100 }), [flow()]);
    try {
      await console.addProperties([
        { name: 'Bytes Sent', type: 'numeric', enabled: false, useForRuleEngine: true },
      ]);
      const { checks, cardsNow, repairsUnknown } = await look(() => {
        const ports = portsOverStore(console, noonMs);
        return { ...ports, facts: { ...ports.facts, disabled } };
      }, new AppError('search-failed'));
      const unknown = checks.filter((check) => check.unknown === reason);
      expect(unknown.map(({ code }) => code)).toEqual(['sent-bytes', 'received-bytes']);
      expect(checks[0]).toMatchObject({ code: 'records', verdict: 'ok', evidence: { records: 4 } });
      expect([cardsNow, repairsUnknown]).toEqual([null, reason]);
    } finally {
      console.close();
    }
  },
);

test.each([
  ['left out of the second try without asking which one it is', false, 4],
  ['seen to be filled at once where it was switched on since', true, 3],
])('a property that is known as disabled is %s', async (_, enabled, searches) => {
  const console = await openStore(repeat(4, { sent: 100, received: 100 }), [flow()]);
  try {
    await console.addProperties([
      { name: 'Bytes Sent', type: 'numeric', enabled, useForRuleEngine: true },
    ]);
    const ports = portsOverStore(console, noonMs);
    const facts = {
      ...ports.facts,
      knownDisabled: () => ['Bytes Sent'],
      disabled: () => Promise.reject(new Error('That was known.')),
    };
    const queries: string[] = [];
    const { checks } = await lookAtCoverage(
      { window: lastHours, settings: defaultSettings },
      { ...ports, facts },
      {
        signal: new AbortController().signal,
        onQuery: ({ name }) => queries.push(name),
        pace: (steps) => Promise.resolve(drained(steps)),
      },
    );
    expect(queries).toHaveLength(searches);
    expect(checks.find(({ code }) => code === 'sent-bytes')).toMatchObject({
      verdict: 'ok',
      evidence: { filled: 4 },
    });
  } finally {
    console.close();
  }
});

test('a session that is over, and one who calls it off, end the check', async () => {
  const error = new AppError('cancelled');
  await expect(look(searchNamed('coverage-cards'), error)).rejects.toBe(error);
});

describe('a query that the console refuses as a search, although its validator let it pass', () => {
  const refusing =
    (part: RegExp, constructs: readonly string[] = []): Change =>
    (ports, error) => ({
      facts: {
        ...ports.facts,
        refusedQueries: (_, how) => Promise.resolve(new Set(how === 'search' ? constructs : [])),
      },
      search: {
        search: (query, ...rest) => {
          if (part.test(query.aql)) throw error;
          return ports.search.search(query, ...rest);
        },
      },
    });
  const rejected = new AppError('query-rejected');
  const cannotKnow = (code: CheckCode) => ({
    ...{ code, verdict: 'cannot-know', unknown: 'refused', evidence: null },
  });

  test('is asked without the construct, and everything is known', async () => {
    const [whole, part] = await Promise.all([
      look(nothing, rejected),
      look(refusing(/destinationaddress/, ['ipv6Addresses']), rejected),
    ]);
    expect({ ...part, funnel: [] }).toEqual({ ...whole, funnel: [] });
    const counts = ({ funnel }: CoverageResult) =>
      funnel.map(({ clause, came, passed }) => [clause, came, passed]);
    expect(counts(part)).toEqual(counts(whole));
  });

  test.each([
    ['a property that is gone', /"BytesSent" IS NOT NULL/],
    ['a difference of times', /endtime - starttime/],
  ])('is asked without what may be missing: %s', async (_, part) => {
    const [whole, plain] = await Promise.all([
      look(nothing, rejected),
      look(refusing(part), rejected),
    ]);
    const lost = ['sent-bytes', 'received-bytes', 'pipeline', 'lag', 'clock-skew'];
    expect(plain.checks).toEqual(
      whole.checks.map((check) => (lost.includes(check.code) ? cannotKnow(check.code) : check)),
    );
    expect([plain.cardsNow, plain.repairsUnknown]).toEqual([null, 'refused']);
    expect(plain.funnel.map(({ clause }) => clause)).not.toContain('sent-bytes');
  });

  test('in every form: what hangs on it cannot be known, and nothing is missing or 0', async () => {
    const [whole, part] = await Promise.all([
      look(nothing, rejected),
      look(refusing(/LOGSOURCETYPENAME/), rejected),
    ]);
    expect(part.checks).toEqual(
      whole.checks.map((check) => (check.code === 'flows' ? check : cannotKnow(check.code))),
    );
    expect(part).toMatchObject({
      ...{ overall: 'cannot-know', funnel: [], sources: [], properties: [] },
      ...{ cardsNow: null, repairs: [], repairsUnknown: 'refused' },
    });
  });

  test.each(['coverage-cards', 'coverage-flows'])('%s: the rest stands', async (name) => {
    const part = await look(searchNamed(name), rejected);
    const flows = part.checks.find(({ code }) => code === 'flows');
    if (name === 'coverage-flows') expect(flows).toEqual(cannotKnow('flows'));
    else expect(part.repairsUnknown).toBe('refused');
    expect(part.checks[0]).toMatchObject({ code: 'records', verdict: 'ok' });
  });
});
