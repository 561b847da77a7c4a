import {
  constructs,
  type Construct,
  type SentQuery,
  type TimeWindow,
} from '../../../contract/run.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import { rule } from '../rule/rule.ts';
import type { Rule } from '../rule/rule-type.ts';
import { aliases } from './columns.ts';
import { blockLiteral, numberLiteral } from './literals.ts';
import { writeStatement, type Statement } from './statement.ts';

const minuteMs = 60_000;

/**
 * Which of the constructs that the rule uses the console refuses, told by one small query for each: its validator
 * says, or, where a search was refused that this let pass, the search itself. A console that refuses the plain query
 * beside them refuses them for another reason, and nothing is learnt. Throws what the console throws.
 */
export async function findRefused(
  facts: Pick<ConsoleFacts, 'refusedQueries'>,
  window: TimeWindow,
  how: 'validator' | 'search',
  signal: AbortSignal,
): Promise<readonly Construct[]> {
  const asked = constructs.filter((name) => rule.switches[name]);
  const queries = [trialOf(plain, window), ...asked.map((name) => trialOf(name, window))];
  const refused = await facts.refusedQueries(queries, how, signal);
  return refused.has(plain) ? [] : asked.filter((name) => refused.has(name));
}

/** The switches of the rule, with these constructs off. */
export function switchesWithout(refused: readonly Construct[]): Rule['switches'] {
  const isOn = (name: Construct) => rule.switches[name] && !refused.includes(name);
  return {
    ipv6Addresses: isOn('ipv6Addresses'),
    packetBound: isOn('packetBound'),
    severalNames: isOn('severalNames'),
  };
}

const plain = 'plain';

type Trial = Pick<Statement, 'select' | 'where' | 'groupBy'>;

/** Each with native fields only, so that nothing but the construct can be refused. */
const trials: Readonly<Record<Construct | typeof plain, Trial>> = {
  plain: { select: [], where: ['eventcount > 0'], groupBy: [] },
  ipv6Addresses: {
    select: [`sourceaddress AS ${aliases.source}`],
    where: [`NOT (INCIDR(${blockLiteral('2001:db8::/32')}, destinationaddress))`],
    groupBy: ['sourceaddress'],
  },
  packetBound: {
    select: [
      `IF eventcount > magnitude * ${numberLiteral(rule.thresholds.bytesPerPacket.value)} THEN 1 ELSE 0 AS ${aliases.sentImpossible}`,
    ],
    where: ['eventcount > 0'],
    groupBy: [aliases.sentImpossible],
  },
  severalNames: {
    select: [
      `IF (IF magnitude IS NULL THEN eventcount ELSE magnitude) < 0 THEN 1 ELSE 0 AS ${aliases.sentImpossible}`,
      `SUM((IF magnitude IS NULL THEN eventcount ELSE magnitude)) AS ${aliases.sent}`,
    ],
    where: ['(IF magnitude IS NULL THEN eventcount ELSE magnitude) IS NOT NULL'],
    groupBy: [aliases.sentImpossible],
  },
};

/** Over the last minute of a window and for one row, so that it is cheap where it is run. */
function trialOf(name: keyof typeof trials, { stopMs }: TimeWindow): SentQuery {
  const { select, ...trial } = trials[name];
  return {
    name,
    aql: writeStatement({
      ...trial,
      select: [...select, `COUNT(*) AS ${aliases.records}`],
      from: 'events',
      orderBy: `${aliases.records} DESC`,
      limit: 1,
      window: { startMs: stopMs - minuteMs, stopMs },
    }),
  };
}
