import { checkedRule } from '../../../../app/detection/rule/rule-check.ts';
import {
  protocolIdOf,
  rule,
  transportOf,
  transportFor,
  protocolIdsFor,
} from '../../../../app/detection/rule/rule.ts';
import type { Rule } from '../../../../app/detection/rule/rule-type.ts';

const port = { port: 21, protocolId: 6, protocol: 'FTP' } as const;

const faults: readonly (readonly [string, Partial<Rule>])[] = [
  ['no ports', { ports: [] }],
  ['port 21/6 has two meanings', { ports: [port, port] }],
  ['70000 is not a port', { ports: [{ ...port, port: 70_000 }] }],
  ['protocol 1 has no ports', { ports: [{ ...port, protocolId: 1 }] }],
  [
    'category 4002 is in two phases',
    { categories: { ...rule.categories, denied: [...rule.categories.denied, 4002] } },
  ],
  ['no category for closed', { categories: { ...rule.categories, closed: [] } }],
  ['-1 is not a category id', { categories: { ...rule.categories, closed: [-1] } }],
  [
    'threshold connections is not positive',
    { thresholds: { ...rule.thresholds, connections: { value: 0, source: 'choice' } } },
  ],
  [
    'mediumBytes is not below highBytes',
    { thresholds: { ...rule.thresholds, mediumBytes: rule.thresholds.highBytes } },
  ],
  [
    'fanOutPercentile is above 100',
    { thresholds: { ...rule.thresholds, fanOutPercentile: { value: 101, source: 'choice' } } },
  ],
  [
    'singleRecordShare is above 1',
    { thresholds: { ...rule.thresholds, singleRecordShare: { value: 9, source: 'choice' } } },
  ],
  [
    '10.0.0.1/8 is not a canonical block of its kind',
    { specialRanges: { ...rule.specialRanges, ipv4: ['10.0.0.1/8'] } },
  ],
  [
    '10.0.0.0/8 is not a canonical block of its kind',
    { specialRanges: { ...rule.specialRanges, ipv6: ['10.0.0.0/8'] } },
  ],
  ['window.maxMinutes is not a count', { window: { maxMinutes: 0.5 } }],
];

describe('rule', () => {
  test('is sound', () => {
    expect(checkedRule(rule)).toBe(rule);
  });

  test.each(faults)('is refused: %s', (fault, change) => {
    expect(() => checkedRule({ ...rule, ...change })).toThrow(fault);
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

  test.each([
    [21, 255, 6],
    [445, 0, 6],
    [69, 255, 17],
    [2121, 0, 6],
    [69, 6, 6],
    [50_000, 255, 255],
    [null, 0, 0],
  ])('a record on port %p of protocol %p has transport %p', (port, protocolId, transport) => {
    expect(transportFor(port, protocolId)).toBe(transport);
  });

  test('records without a transport belong to the one that their port means, and to no other', () => {
    expect(protocolIdsFor(21, 6)).toEqual([6, 0, 255]);
    expect(protocolIdsFor(21, 17)).toEqual([17]);
  });
});
