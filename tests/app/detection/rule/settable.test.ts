import { defaultSettings } from '../../../../contract/default-settings.ts';
import { portPackSchema } from '../../../../contract/session.ts';
import { portPacks } from '../../../../cards/port-packs.ts';
import {
  connectionsQuery,
  deniedQuery,
  sourceProfileQuery,
} from '../../../../app/detection/aql/query.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { readConnection } from '../../../../app/detection/rows/rows.ts';
import { knownPorts, protocolOf, rule } from '../../../../app/detection/rule/rule.ts';
import { portsAsked, thresholdsOf } from '../../../../app/detection/rule/settable.ts';
import { arielRow, connectionRow, fold, runFacts } from '../builders.ts';
import { judgedTransfers } from '../judged.ts';

const asked = (aql: string) => /destinationport IN \(([\d, ]+)\)/.exec(aql)?.[1];
const judged = (
  thresholds: typeof defaultSettings.thresholds,
  sentBytes: number,
  connections = 4,
) =>
  judgedTransfers(fold([connectionRow({ sentBytes, receivedBytes: 100, connections })]), {
    thresholds: thresholdsOf({ thresholds }),
  }).findings;

test('the default settings are the rule', () => {
  expect(thresholdsOf(defaultSettings)).toEqual(rule.thresholds);
  expect(portsAsked(defaultSettings)).toEqual([20, 21, 69, 139, 445, 990]);
});

test('ports of packs are asked for among those of the rule, ascending', () => {
  expect(portsAsked({ portPacks: ['alternative-ftp', 'ssh'] })).toEqual([
    ...[20, 21, 22, 69, 139, 445, 990, 2121, 2811],
  ]);
});

test('a threshold that was set decides, and says that it is a setting', () => {
  const thresholds = { connections: 10, mediumBytes: 100, highBytes: 10_000 };
  const [finding] = judged(thresholds, 5_000);
  const threshold = { value: 100, source: 'setting' };
  expect(finding).toMatchObject({
    risk: 'MEDIUM',
    reasons: [
      { code: 'volume-without-count', threshold },
      { code: 'sent-above-medium', threshold },
    ],
  });
  expect(judged(thresholds, 20_000)[0]?.risk).toBe('HIGH');
  expect(judged(thresholds, 100)).toEqual([]);
  expect(judged({ ...thresholds, connections: 3 }, 100)).toMatchObject([
    { risk: 'LOW', reasons: [{ threshold: { value: 3, source: 'source-rule' } }, {}] },
  ]);
});

test('ports of the packs are disjoint from the rule and from each other', () => {
  const keys = knownPorts.map(({ port, protocolId }) => `${port}/${protocolId}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each(portPackSchema.options)('the pack %s is asked for and read where it is on', (pack) => {
  const facts = runFacts({ settings: { ...defaultSettings, portPacks: [pack] } });
  for (const { port, protocolId, protocol } of portPacks[pack]) {
    expect(protocolOf(port, protocolId)).toBe(protocol);
    for (const { aql } of [connectionsQuery(facts), deniedQuery(facts)]) {
      expect(asked(aql)?.split(', ')).toContain(String(port));
    }
    expect(readConnection(arielRow({ [aliases.destinationPort]: port }))).toMatchObject({ port });
  }
});

test('the source profile keeps its ports and its threshold', () => {
  const settings = {
    ...defaultSettings,
    portPacks: [...portPackSchema.options],
    thresholds: { connections: 99, mediumBytes: 1, highBytes: 2 },
  };
  const { aql } = sourceProfileQuery(runFacts({ settings }), [4002]);
  expect(asked(aql)).toBe('20, 21, 69, 139, 445, 990');
  expect(aql).toContain('> 3');
});
