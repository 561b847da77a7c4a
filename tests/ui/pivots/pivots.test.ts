import { pivotGroups, pivotItems, pivots } from '../../../ui/pivots/pivots.ts';
import type { PivotContext, PivotTarget } from '../../../ui/pivots/target.ts';
import { ProblemError } from '../../../ui/api/api.ts';
import {
  aCard,
  aFanOut,
  aFinding,
  anAddress,
  anOffense,
  aProblem,
  pivotQueries,
} from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';

const known = (
  queries = pivotQueries(),
  address: Parameters<typeof anAddress>[0] = {},
): PivotContext => ({
  queries: { state: 'known', value: queries },
  address: { state: 'known', value: anAddress(address) },
  words: english,
});
const asking: PivotContext = {
  queries: { state: 'asking', percent: null },
  address: { state: 'asking', percent: null },
  words: english,
};
const withoutRun: PivotContext = { ...asking, queries: { state: 'absent' } };
const failed: PivotContext = {
  queries: { state: 'failed', problem: new ProblemError(aProblem()).problem },
  address: { state: 'failed', problem: aProblem() },
  words: english,
};

const source = (changes: Partial<PivotTarget> = {}): PivotTarget => ({
  field: 'source',
  value: '10.1.2.3',
  domainId: 3,
  ...changes,
});
const destination = (changes: Partial<PivotTarget> = {}): PivotTarget => ({
  field: 'destination',
  value: '203.0.113.9',
  domainId: 3,
  ...changes,
});
const user: PivotTarget = { field: 'user', value: 'backup', domainId: 3, finding: aFinding() };

const targets: readonly (readonly [string, PivotTarget])[] = [
  ['a source alone', source()],
  ['a source of a card', source({ card: aCard() })],
  ['a source of a pair', source({ finding: aFinding() })],
  ['a source of a fan-out', source({ finding: aFanOut() })],
  ['a destination alone', destination()],
  ['a destination of a pair', destination({ finding: aFinding() })],
  ['a destination of a fan-out', destination({ value: '198.51.100.1', finding: aFanOut() })],
  ['a user', user],
];
const contexts: readonly PivotContext[] = [
  known(),
  asking,
  withoutRun,
  failed,
  known(pivotQueries({ pairEvents: null, sourceEvents: null, userEvents: null })),
  known(pivotQueries(), { asset: null, offenses: null }),
  known(pivotQueries(), { asset: { id: null, name: null }, offenses: [] }),
  known(pivotQueries(), { asset: { id: null, name: 'host' }, offenses: [anOffense(1)] }),
];

const ids = (target: PivotTarget, context = known()) =>
  pivotItems(target, context).map(({ id }) => id);
const item = (id: string, target: PivotTarget, context = known()) => {
  const found = pivotItems(target, context).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no pivot ${id}`);
  return found;
};

describe('which pivots a target has', () => {
  test.each([
    [
      'a source alone',
      source(),
      'only exclude sourceEvents sourceFlows asset offenses copyValue copyAql',
    ],
    [
      'a source of a card',
      source({ card: aCard() }),
      'only exclude sourceEvents sourceFlows asset offenses allow copyValue copyJson copyAql',
    ],
    [
      'a source of a pair',
      source({ finding: aFinding() }),
      'only exclude sourceEvents pairEvents pairFlows asset offenses allow copyValue copyJson copyAql',
    ],
    [
      'a source of a fan-out, which has no single destination',
      source({ finding: aFanOut() }),
      'only exclude sourceEvents sourceFlows asset offenses allow copyValue copyJson copyAql',
    ],
    [
      'a destination of a pair',
      destination({ finding: aFinding() }),
      'only exclude destinationEvents pairEvents pairFlows allow copyValue copyJson copyAql',
    ],
    [
      'a destination of a fan-out, with the source as its pair',
      destination({ finding: aFanOut() }),
      'only exclude destinationEvents pairEvents pairFlows allow copyValue copyJson copyAql',
    ],
    ['a user', user, 'only exclude userEvents allow copyValue copyJson copyAql'],
  ])('%s', (_, target, expected) => {
    expect(ids(target).join(' ')).toBe(expected);
  });

  test.each(targets)('%s has at most eleven, each once, whatever is known', (_, target) => {
    const first = ids(target);
    expect(first.length).toBeLessThanOrEqual(11);
    expect(new Set(first).size).toBe(first.length);
    for (const context of contexts) expect(ids(target, context)).toEqual(first);
  });

  test('keeps the items of a group together', () => {
    for (const [, target] of targets) {
      const groups = pivotItems(target, known()).map(({ group }) => group);
      const runs = groups.filter((group, index) => group !== groups[index - 1]);
      expect(runs).toEqual(pivotGroups.filter((group) => runs.includes(group)));
      expect(runs).toEqual(expect.arrayContaining(['filter', 'inspect', 'copy']));
    }
  });
});

describe('a pivot', () => {
  test.each(targets)('of %s has an effect exactly when it can be used', (_, target) => {
    for (const context of contexts) {
      for (const pivot of pivots) {
        const applies = ids(target, context).includes(pivot.id);
        if (!applies) continue;
        const usable = pivot.availability(target, context).state === 'ready';
        expect([pivot.id, pivot.effect(target, context) !== null]).toEqual([pivot.id, usable]);
      }
    }
  });

  test.each(targets)('of %s always has a label', (_, target) => {
    for (const context of contexts) {
      for (const { label } of pivotItems(target, context)) expect(label).toMatch(/\S/);
    }
  });

  test.each([
    ['only', source(), { kind: 'only', field: 'source', value: '10.1.2.3' }],
    ['exclude', user, { kind: 'exclude', field: 'user', value: 'backup' }],
  ])('%s is a filter on field and value', (id, target, change) => {
    expect(item(id, target).effect).toEqual({ kind: 'filter', change });
  });

  test('allow starts from the finding, or from the worst of a card', () => {
    const finding = aFinding();
    expect(item('allow', { ...user, finding }).effect).toEqual({
      kind: 'allow',
      origin: { finding, field: 'user', value: 'backup' },
    });
    const card = aCard([aFanOut(), finding]);
    expect(item('allow', source({ card })).effect).toEqual({
      kind: 'allow',
      origin: { finding, field: 'source', value: '10.1.2.3' },
    });
  });

  test.each([
    ['sourceEvents', source(), 'eventSearch', 'AQL source events'],
    ['destinationEvents', destination(), 'eventSearch', 'AQL destination events'],
    ['userEvents', user, 'eventSearch', 'AQL user events'],
    ['pairEvents', source({ finding: aFinding() }), 'eventSearch', 'AQL pair events'],
    ['sourceFlows', source(), 'flowSearch', 'AQL source flows'],
    ['pairFlows', destination({ finding: aFinding() }), 'flowSearch', 'AQL pair flows'],
  ])('%s opens a search with the query the server wrote', (id, target, kind, aql) => {
    expect(item(id, target).effect).toEqual({ kind, aql });
  });

  test('names both ends of a pair', () => {
    expect(item('pairEvents', source({ finding: aFinding() })).label).toBe(
      'Events from 10.1.2.3 to 203.0.113.9 in Log Activity',
    );
    const spread = destination({ value: '198.51.100.1', finding: aFanOut() });
    expect(item('pairFlows', spread).label).toBe(
      'Flows from 10.1.2.3 to 198.51.100.1 in Network Activity',
    );
  });

  test('that waits for the server says so and cannot be used', () => {
    expect(item('sourceEvents', source(), asking)).toEqual({
      id: 'sourceEvents',
      group: 'inspect',
      label: 'Events of this source IP in Log Activity: checking',
      reason: 'checking',
      effect: null,
    });
  });

  test('that the server failed to prepare says what failed', () => {
    expect(item('sourceEvents', source(), failed).label).toBe(
      'Events of this source IP in Log Activity: not available (QRadar is busy)',
    );
    expect(item('sourceEvents', source(), withoutRun).label).toContain('run the detection first');
  });

  test('whose query does not apply says so', () => {
    const context = known(pivotQueries({ sourceFlows: null }));
    expect(item('sourceFlows', source(), context)).toMatchObject({
      label: 'Flows of this source IP in Network Activity: does not apply here',
      effect: null,
    });
  });
});

describe('the asset', () => {
  const effect = (asset: Parameters<typeof anAddress>[0]) =>
    item('asset', source(), known(pivotQueries(), asset)).effect;
  const byAddress = { kind: 'asset', assetId: null, address: '10.1.2.3', domainId: 3 };

  test('opens by its id where that is known, and is named', () => {
    expect(effect({})).toEqual({ ...byAddress, assetId: 42 });
    expect(item('asset', source()).label).toBe('Asset of this IP (ftp-bk01)');
  });

  test('opens by address and domain where it is not, and QRadar decides', () => {
    expect(effect({ asset: null })).toEqual(byAddress);
    expect(effect({ asset: { id: null, name: 'host' } })).toEqual(byAddress);
    expect(item('asset', source(), failed).effect).toEqual(byAddress);
  });

  test('cannot be opened where QRadar has none', () => {
    const context = known(pivotQueries(), { asset: { id: null, name: null } });
    expect(item('asset', source(), context)).toMatchObject({
      label: 'Asset of this IP: QRadar has none',
      effect: null,
    });
  });
});

describe('the offenses', () => {
  const offensesOf = (offenses: ReturnType<typeof anAddress>['offenses']) =>
    item('offenses', source(), known(pivotQueries(), { offenses }));

  test('that are several make a list to choose from', () => {
    const offenses = [anOffense(17), anOffense(18)];
    expect(offensesOf(offenses)).toMatchObject({
      label: 'Offenses of this source IP (2)',
      effect: { kind: 'offenseList', address: '10.1.2.3', offenses },
    });
  });

  test('that are one open that one', () => {
    expect(offensesOf([anOffense(17)])).toMatchObject({
      label: 'Offenses of this source IP (1)',
      effect: { kind: 'offense', id: 17 },
    });
  });

  test.each([
    [[], 'Offenses of this source IP: none'],
    [null, 'Offenses of this source IP: you may not see them, or QRadar did not answer'],
  ])('%p cannot be opened, with the reason', (offenses, label) => {
    expect(offensesOf(offenses)).toMatchObject({ label, effect: null });
  });
});

const containing = (text: string): unknown => expect.stringContaining(text);

describe('copying', () => {
  test('gives the bare address or user name', () => {
    expect(item('copyValue', source()).effect).toEqual({
      kind: 'copy',
      what: 'address',
      text: '10.1.2.3',
    });
    expect(item('copyValue', user)).toMatchObject({
      label: 'Copy user name',
      effect: { kind: 'copy', what: 'user', text: 'backup' },
    });
  });

  test.each([
    ['the pair', source({ finding: aFinding() }), 'AQL pair events'],
    ['the source', source({ card: aCard() }), 'AQL source events'],
    ['the destination', destination(), 'AQL destination events'],
    ['the user', user, 'AQL user events'],
  ])('gives the narrowest AQL: %s', (_, target, text) => {
    expect(item('copyAql', target).effect).toEqual({ kind: 'copy', what: 'aql', text });
  });

  test('gives a finding as JSON with a sentence for every reason and correction', () => {
    const { effect } = item('copyJson', source({ finding: aFinding() }));
    const record: unknown = JSON.parse(effect?.kind === 'copy' ? effect.text : '');
    expect(record).toMatchObject({
      technique: { id: 'T1071.002' },
      source: '10.1.2.3',
      firstSeen: '2025-10-03T01:00:00.000Z',
      lastSeenMs: aFinding().lastSeenMs,
      reasons: [
        { code: 'sent-above-high', value: 14_213_120, sentence: containing('10 MiB') },
        { code: 'connections-above-threshold', sentence: containing('12') },
      ],
      corrections: [
        { code: 'sessions-counted-once', sentence: containing('firewall') },
        { code: 'unknown-bytes-kept' },
      ],
    });
  });

  test('gives a card as JSON with all its findings', () => {
    const card = aCard([aFinding(), aFinding({ id: 'f2', port: 990 })]);
    const { effect } = item('copyJson', source({ card }));
    expect(JSON.parse(effect?.kind === 'copy' ? effect.text : '')).toMatchObject({
      key: card.key,
      connections: 24,
      findings: [{ id: 'f1' }, { id: 'f2' }],
    });
  });

  test('keeps a hostile user name inside its JSON text', () => {
    const hostile = '"} , <img onerror=x> \u202e\n';
    const { effect } = item('copyJson', { ...user, finding: aFinding({ users: [hostile] }) });
    expect(JSON.parse(effect?.kind === 'copy' ? effect.text : '')).toMatchObject({
      users: [hostile],
    });
  });
});
