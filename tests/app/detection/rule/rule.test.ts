import { checkedRule } from '../../../../app/detection/rule/rule-check.ts';
import {
  knownPorts,
  portsOf,
  protocolByPort,
  protocolIdOf,
  protocolIdsFor,
  protocolOf,
  rule,
  transportFor,
  transportOf,
} from '../../../../app/detection/rule/rule.ts';
import type { Rule } from '../../../../app/detection/rule/rule-type.ts';

const port = { port: 21, protocolId: 6, protocol: 'FTP' } as const;
const withPort = (change: object): Partial<Rule> => ({ ports: [{ ...port, ...change }] });
const withCategories = (change: Partial<Rule['categories']>): Partial<Rule> => ({
  categories: { ...rule.categories, ...change },
});
const withThreshold = (name: keyof Rule['thresholds'], value: number): Partial<Rule> => ({
  thresholds: { ...rule.thresholds, [name]: { value, source: 'choice' } },
});
const withRanges = (change: Partial<Rule['specialRanges']>): Partial<Rule> => ({
  specialRanges: { ...rule.specialRanges, ...change },
});
const { mediumBytes, highBytes } = rule.thresholds;

/** What is said of a rule, and the slip that calls for it. */
const faults: readonly (readonly [string, Partial<Rule>])[] = [
  ['no ports', { ports: [] }],
  ['port 21/6 has two meanings', { ports: [port, { ...port, protocol: 'SMB' }] }],
  ['65536 is not a port', withPort({ port: 65_536 })],
  ['0 is not a port', withPort({ port: 0 })],
  ['21.5 is not a port', withPort({ port: 21.5 })],
  ['protocol 1 has no ports', withPort({ protocolId: 1 })],
  ['category 4002 is in two phases', withCategories({ denied: [...rule.categories.denied, 4002] })],
  ['no category for closed', withCategories({ closed: [] })],
  ['-1 is not a category id', withCategories({ closed: [-1] })],
  ['4002.5 is not a category id', withCategories({ closed: [4002.5] })],
  ...Object.keys(rule.thresholds).map(
    (name) =>
      [
        `threshold ${name} is not positive`,
        withThreshold(name as keyof Rule['thresholds'], 0), // its own key
      ] as const,
  ),
  ['threshold connections is not positive', withThreshold('connections', Number.NaN)],
  ['threshold connections is not positive', withThreshold('connections', Infinity)],
  ['mediumBytes is not below highBytes', withThreshold('mediumBytes', highBytes.value)],
  ['fanOutPercentile is above 100', withThreshold('fanOutPercentile', 101)],
  ['singleRecordShare is above 1', withThreshold('singleRecordShare', 1.1)],
  ['10.0.0.1/8 is not a canonical block of its kind', withRanges({ ipv4: ['10.0.0.1/8'] })],
  ['fc00::/7 is not a canonical block of its kind', withRanges({ ipv4: ['fc00::/7'] })],
  ['10.0.0.0/8 is not a canonical block of its kind', withRanges({ ipv6: ['10.0.0.0/8'] })],
  ['FC00::/7 is not a canonical block of its kind', withRanges({ ipv6: ['FC00::/7'] })],
  ['window.maxMinutes is not a count', { window: { maxMinutes: 0.5 } }],
];

/** As far as a rule may go. */
const sound: readonly (readonly [string, Partial<Rule>])[] = [
  ['the highest port', withPort({ port: 65_535 })],
  ['one port number on two transports', { ports: [port, { ...port, protocolId: 17 }] }],
  ['mediumBytes just below highBytes', withThreshold('mediumBytes', highBytes.value - 1)],
  ['highBytes just above mediumBytes', withThreshold('highBytes', mediumBytes.value + 1)],
  ['the percentile that is the largest', withThreshold('fanOutPercentile', 100)],
  ['a share that is the whole', withThreshold('singleRecordShare', 1)],
  ['no special ranges', withRanges({ ipv4: [], ipv6: [] })],
  ['a window of a minute', { window: { maxMinutes: 1 } }],
];

describe('rule', () => {
  test('is sound', () => {
    expect(checkedRule(rule)).toBe(rule);
  });

  test.each(faults)('is refused: %s', (fault, change) => {
    expect(() => checkedRule({ ...rule, ...change })).toThrow(`The rule is not sound: ${fault}`);
  });

  test.each(sound)('may have %s', (_, change) => {
    expect(() => checkedRule({ ...rule, ...change })).not.toThrow();
  });

  test('names every fault at once', () => {
    expect(() => checkedRule({ ...rule, ports: [], window: { maxMinutes: -1 } })).toThrow(
      'no ports; window.maxMinutes is not a count',
    );
  });

  test.each([6, 17, 1, 132, 255])('protocol %p keeps its number through its name', (protocolId) => {
    expect(protocolIdOf(transportOf(protocolId))).toBe(protocolId);
  });

  test.each(['', 'TCP', '6 OR 1=1', '1234'])('%j is no transport', (text) => {
    expect(protocolIdOf(text)).toBeNull();
  });
});

describe('protocol of a port', () => {
  test.each([
    [20, 6, 'FTP'],
    [21, 6, 'FTP'],
    [69, 17, 'TFTP'],
    [139, 6, 'SMB'],
    [445, 6, 'SMB'],
    [990, 6, 'FTPS'],
    // Of the port packs, whether they are on or not.
    [989, 6, 'FTPS'],
    [2121, 6, 'FTP'],
    [2811, 6, 'FTP'],
    [22, 6, 'SSH'],
  ])('%p on transport %p is %s, on the other one none of ours', (number, transport, protocol) => {
    expect(protocolOf(number, transport)).toBe(protocol);
    expect(protocolOf(number, transport === 6 ? 17 : 6)).toBe('OTHER');
  });

  test('that is not known is none of ours', () => {
    expect(protocolOf(443, 6)).toBe('OTHER');
    expect(protocolOf(21, 132)).toBe('OTHER');
  });

  test('is known for every port of rule and packs', () => {
    expect(knownPorts.map((known) => protocolOf(known.port, known.protocolId))).not.toContain(
      'OTHER',
    );
  });

  test.each([
    [69, 'TFTP'],
    [445, 'SMB'],
    [22, 'OTHER'],
    [443, 'OTHER'],
  ])('%p without its transport is %s, as the source query names it', (number, protocol) => {
    expect(protocolByPort(number)).toBe(protocol);
  });
});

test('ports of a rule are given once each, ascending', () => {
  const ports = [445, 21, 445].map((number, n) => ({ ...port, port: number, protocolId: n }));
  expect(portsOf({ ...rule, ports })).toEqual([21, 445]);
});

describe('a record without a transport', () => {
  test.each([
    [21, 255, 6],
    [445, 0, 6],
    [69, 255, 17],
    [2121, 0, 6],
    [69, 6, 6],
    [50_000, 255, 255],
    [null, 0, 0],
  ])('on port %p of protocol %p has transport %p', (port, protocolId, transport) => {
    expect(transportFor(port, protocolId)).toBe(transport);
  });

  test('belongs to the one that its port means, and to no other', () => {
    expect(protocolIdsFor(21, 6)).toEqual([6, 0, 255]);
    expect(protocolIdsFor(21, 17)).toEqual([17]);
  });
});
