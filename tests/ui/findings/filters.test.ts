import fc from 'fast-check';
import { cardsOf } from '../../../cards/cards.ts';
import type { Finding } from '../../../contract/finding.ts';
import { sortKeys } from '../../../ui/findings/choices.ts';
import {
  activeFilters,
  filterFindings,
  sortCards,
  sortFindings,
  withoutFilter,
  withoutFilters,
  withScope,
  type Filters,
} from '../../../ui/findings/filters.ts';
import { deniedByCard, totalsOf } from '../../../ui/findings/totals.ts';
import { defaultView, type View } from '../../../ui/findings/view.ts';
import { aFanOut, aFinding, aPooled, aRun } from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';

const ftp = aFinding({ id: 'ftp' });
const smb = aFinding({
  id: 'smb',
  source: '10.1.2.10',
  destination: '2001:db8::7',
  port: 445,
  protocol: 'SMB',
  users: ['Ada', 'bob'],
  userCount: 2,
  risk: 'LOW',
  sent: null,
  received: null,
  logSources: [{ id: 2, name: 'Core switch', connections: 4 }],
  domain: { id: 3, name: 'Subsidiary' },
  connections: 4,
});
const fan = aFanOut({ id: 'fan', source: '10.1.2.9', users: [], userCount: 0, risk: 'MEDIUM' });
const all = [ftp, smb, fan];
const { window } = aRun();

test('a finding of several ports passes by each of its ports and protocols', () => {
  const pooled = aPooled();
  const passing = (filters: Partial<Filters>) =>
    ids(filterFindings([ftp, pooled], { ...defaultView, ...filters }, window));
  expect(passing({ protocols: ['SMB'] })).toEqual(['pooled']);
  expect(passing({ protocols: ['FTP'] })).toEqual(['ftp', 'pooled']);
  expect(passing({ protocols: ['TFTP'] })).toEqual([]);
  expect(passing({ text: '990 smb' })).toEqual(['pooled']);
});

const ids = (findings: readonly Finding[]) => findings.map((finding) => finding.id);

describe('filters', () => {
  it.each<readonly [string, Partial<Filters>, readonly string[]]>([
    ['nothing', {}, ['ftp', 'smb', 'fan']],
    ['a risk', { risks: ['LOW'] }, ['smb']],
    ['two risks', { risks: ['LOW', 'HIGH'] }, ['ftp', 'smb']],
    ['a protocol', { protocols: ['SMB'] }, ['smb']],
    ['known bytes', { bytes: 'known' }, ['ftp', 'fan']],
    ['unknown bytes', { bytes: 'unknown' }, ['smb']],
    ['a part of a source IP', { text: '1.2.10' }, ['smb']],
    ['an IPv4-mapped address', { text: '::FFFF:10.1.2.3' }, ['ftp']],
    ['a part of an IPv6 address', { text: '2001:DB8::' }, ['smb']],
    ['a destination of a fan-out', { text: '198.51.100.2' }, ['fan']],
    ['a port', { text: '445' }, ['smb']],
    ['a user, in any case', { text: 'ADA' }, ['smb']],
    ['a log source', { text: 'core sw' }, ['smb']],
    ['a domain', { text: 'subsid' }, ['smb']],
    ['two words that only one finding has', { text: ' ftp  backup ' }, ['ftp']],
    ['two words that no finding has together', { text: 'smb backup' }, []],
    ['an address that is a source', { address: '10.1.2.3' }, ['ftp']],
    ['an address that is a destination', { address: '2001:db8::7' }, ['smb']],
    ['an address within a fan-out', { address: '198.51.100.1' }, ['fan']],
    ['a part of an address, which is not the address', { address: '10.1.2' }, []],
    ['only a source', { only: [{ field: 'source', value: '10.1.2.9' }] }, ['fan']],
    [
      'only one of two sources',
      {
        only: [
          { field: 'source', value: '10.1.2.9' },
          { field: 'source', value: '10.1.2.3' },
        ],
      },
      ['ftp', 'fan'],
    ],
    [
      'only a source and a user',
      {
        only: [
          { field: 'source', value: '10.1.2.3' },
          { field: 'user', value: 'bob' },
        ],
      },
      [],
    ],
    ['without a source', { exclude: [{ field: 'source', value: '10.1.2.3' }] }, ['smb', 'fan']],
    [
      'without one of two users, whose finding stays',
      { exclude: [{ field: 'user', value: 'bob' }] },
      ['ftp', 'smb', 'fan'],
    ],
    [
      'without both users',
      {
        exclude: [
          { field: 'user', value: 'bob' },
          { field: 'user', value: 'Ada' },
        ],
      },
      ['ftp', 'fan'],
    ],
    [
      'without the named destinations of a fan-out, which has more',
      {
        exclude: [
          { field: 'destination', value: '198.51.100.1' },
          { field: 'destination', value: '198.51.100.2' },
        ],
      },
      ['ftp', 'smb', 'fan'],
    ],
  ])('let pass for %s', (_what, filters, expected) => {
    expect(ids(filterFindings(all, { ...defaultView, ...filters }, window))).toEqual(expected);
  });
});

describe('active filters', () => {
  const view: View = {
    ...defaultView,
    text: ' ftp ',
    risks: ['HIGH', 'LOW'],
    protocols: ['SMB'],
    bytes: 'known',
    address: '10.1.2.3',
    only: [{ field: 'user', value: 'bob' }],
    exclude: [{ field: 'source', value: '10.9.9.9' }],
    layout: 'table',
    finding: 'f1',
  };

  it('are named one by one, in the order of the bar', () => {
    expect(activeFilters(view)).toEqual([
      { kind: 'text', value: 'ftp' },
      { kind: 'risk', value: 'HIGH' },
      { kind: 'risk', value: 'LOW' },
      { kind: 'protocol', value: 'SMB' },
      { kind: 'bytes', value: 'known' },
      { kind: 'address', value: '10.1.2.3' },
      { kind: 'only', scope: { field: 'user', value: 'bob' } },
      { kind: 'exclude', scope: { field: 'source', value: '10.9.9.9' } },
    ]);
  });

  it('come off one at a time, each taking only itself', () => {
    for (const filter of activeFilters(view)) {
      const left = activeFilters(withoutFilter(view, filter));
      expect(left).toEqual(
        activeFilters(view).filter((other) => JSON.stringify(other) !== JSON.stringify(filter)),
      );
      expect(left).toHaveLength(7);
    }
  });

  it('come off together and leave the rest of the view alone', () => {
    const cleared = withoutFilters(view);
    expect(activeFilters(cleared)).toEqual([]);
    expect(cleared).toMatchObject({ layout: 'table', finding: 'f1' });
  });

  it('take a new "only" in place of the old one, and more than one "exclude"', () => {
    const source = (kind: 'only' | 'exclude', value: string) =>
      ({ kind, field: 'source', value }) as const;
    const only = withScope(withScope(defaultView, source('only', 'a')), source('only', 'b'));
    expect(only.only).toEqual([{ field: 'source', value: 'b' }]);
    const both = withScope(withScope(only, source('exclude', 'c')), source('exclude', 'd'));
    expect(both.exclude.map((scope) => scope.value)).toEqual(['c', 'd']);
    expect(withScope(both, source('exclude', 'b')).only).toEqual([]);
    expect(withScope(both, source('exclude', 'c')).exclude).toHaveLength(2);
  });
});

describe('sorting', () => {
  const { compare } = english.format;
  it.each([
    ['source', false, ['ftp', 'fan', 'smb']],
    ['source', true, ['smb', 'fan', 'ftp']],
    ['connections', false, ['smb', 'ftp', 'fan']],
    ['risk', true, ['ftp', 'fan', 'smb']],
    ['port', true, ['smb', 'ftp', 'fan']],
  ] as const)('by %s, descending %s', (by, descending, expected) => {
    expect(ids(sortFindings(all, { by, descending }, compare))).toEqual(expected);
  });

  it.each([true, false])('puts what is not known last, descending %s', (descending) => {
    expect(ids(sortFindings(all, { by: 'sent', descending }, compare)).at(-1)).toBe('smb');
    expect(ids(sortFindings(all, { by: 'user', descending }, compare)).at(-1)).toBe('fan');
  });

  it('loses and adds nothing, whatever the column', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sortKeys),
        fc.boolean(),
        fc.shuffledSubarray(all),
        (by, descending, some) => {
          const sorted = sortFindings(some, { by, descending }, compare);
          expect(ids(sorted).sort()).toEqual(ids(some).sort());
          const cards = sortCards(cardsOf(some), { by, descending }, compare);
          expect(cards).toHaveLength(some.length);
        },
      ),
    );
  });

  it('stands a card where its worst finding does, for a column that only findings have', () => {
    const cards = sortCards(cardsOf(all), { by: 'port', descending: true }, compare);
    expect(cards.map((card) => card.source)).toEqual(['10.1.2.10', '10.1.2.3', '10.1.2.9']);
  });
});

describe('totals', () => {
  it('add what is known and say for how many connections', () => {
    expect(
      totalsOf([
        ftp,
        smb,
        aFinding({
          id: 'more',
          coalesced: 3,
          sent: { bytes: 14_213_120, knownConnections: 10, lowerBound: true },
        }),
      ]),
    ).toEqual({
      sources: 2,
      findings: 3,
      risks: { HIGH: 2, MEDIUM: 0, LOW: 1 },
      connections: 28,
      knownConnections: 20,
      sentBytes: 28_426_240,
      receivedBytes: 104_000,
      lowerBound: true,
      estimated: false,
    });
  });

  it('know no bytes where nothing does', () => {
    expect(totalsOf([smb])).toMatchObject({ sentBytes: null, receivedBytes: null });
  });

  it('group denied connections by source and domain, ports with most first', () => {
    const denied = (port: number, connections: number, domainId = 0) => ({
      domainId,
      source: '10.1.2.3',
      port,
      transport: 'tcp',
      connections,
      firstSeenMs: 0,
      lastSeenMs: 0,
    });
    expect([...deniedByCard([denied(21, 2), denied(445, 9), denied(445, 1, 3)])]).toEqual([
      ['0|10.1.2.3', { connections: 11, ports: ['445/tcp', '21/tcp'] }],
      ['3|10.1.2.3', { connections: 1, ports: ['445/tcp'] }],
    ]);
  });
});
