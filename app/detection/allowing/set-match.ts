import type { AllowSubject } from '../../../contract/allowlist.ts';
import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import type { SetMatch, SetMatches } from '../../../contract/set-match.ts';
import { aliases } from '../aql/columns.ts';
import { blockLiteral, numberListLiteral, numberLiteral, stringLiteral } from '../aql/literals.ts';
import { writeStatement } from '../aql/statement.ts';
import { cellsOf, countIn } from '../rows/cells.ts';
import type { SetRule } from './sets.ts';

/** A set with what is in it. */
export type SetToMatch = {
  readonly rule: Pick<SetRule, 'name' | 'type' | 'scope'>;
  /** `null`: the set cannot be read. */
  readonly elements: number | null;
  /** Entries of it that are in force. */
  readonly inForce: readonly AllowSubject[];
};

/** What is asked of the console, to be read by `matchesOf`. */
export type MatchQuery = {
  readonly window: TimeWindow;
  readonly sets: readonly SetToMatch[];
  /** Of these the ones that are asked about. */
  readonly compared: readonly SetToMatch[];
  /** `null`: no set can be compared. */
  readonly query: SentQuery | null;
};

/** Elements of a set that are compared: each is two conditions, of all four sets together nearly the longest query. */
const mostElements = 50;

/**
 * Whether QRadar matches sets of addresses as the app does: nobody documents it for sets of type CIDR («unverified»,
 * docs/qradar-facts.md#reference-sets), so the console at hand is asked. One search over the records on these ports that the
 * set or the entries name, which adds up by what each says.
 */
export function matchQuery(
  sets: readonly SetToMatch[],
  ports: readonly number[],
  window: TimeWindow,
): MatchQuery {
  const compared = sets.filter((set) => whyNot(set) === null);
  if (compared.length === 0) return { window, sets, compared, query: null };
  const sides = compared.flatMap((set) => [heldBy(set), namedBy(set)]);
  const flags = compared.flatMap((_, at) => [heldFlag(at), namedFlag(at)]);
  const query: SentQuery = {
    name: 'set-match',
    aql: writeStatement({
      select: [
        ...sides.map((condition, at) => `IF ${condition} THEN 1 ELSE 0 AS ${flags[at] ?? ''}`),
        `COUNT(*) AS ${aliases.records}`,
      ],
      from: 'events',
      where: [`destinationport IN ${numberListLiteral(ports)}`, `(${sides.join(' OR ')})`],
      groupBy: flags,
      orderBy: `${aliases.records} DESC`,
      // Every combination of the flags.
      limit: 2 ** flags.length,
      window,
    }),
  };
  return { window, sets, compared, query };
}

/** What the rows of the search say; none where nothing was asked. */
export function matchesOf(
  { window, sets, compared, query }: MatchQuery,
  rows: readonly unknown[],
): SetMatches {
  const matches = sets.map((set): SetMatch => {
    const at = compared.indexOf(set);
    const { name } = set.rule;
    if (at < 0)
      return { name, answer: 'not-compared', why: whyNot(set), records: null, condition: null };
    const { records, differing } = countsOf(rows, at);
    const answer = records === 0 ? 'not-seen' : differing > 0 ? 'different' : 'same';
    const condition = answer === 'same' ? `NOT ${heldBy(set)}` : null;
    return { name, answer, why: null, records, condition };
  });
  return { window, sets: matches, aql: query?.aql ?? null };
}

function countsOf(rows: readonly unknown[], at: number) {
  let [records, differing] = [0, 0];
  for (const row of rows) {
    const cells = cellsOf(row);
    const [held, named] = [countIn(cells?.[heldFlag(at)]), countIn(cells?.[namedFlag(at)])];
    if (held !== 1 && named !== 1) continue;
    const count = countIn(cells?.[aliases.records]) ?? 0;
    records += count;
    if (held !== named) differing += count;
  }
  return { records, differing };
}

function whyNot({ rule, elements, inForce }: SetToMatch): SetMatch['why'] {
  // By what the set was made for, not by what somebody has made of it: then the answer tells.
  const isOfAddresses = rule.scope === 'source' || rule.scope === 'destination';
  if (!isOfAddresses || (rule.type !== 'IP' && rule.type !== 'CIDR')) return 'by-the-app';
  if (elements === null) return 'not-readable';
  if (elements === 0) return 'empty';
  if (inForce.length < elements) return 'not-all-in-force';
  return elements > mostElements ? 'too-many' : null;
}

const heldFlag = (at: number) => `${aliases.held}${at + 1}`;
const namedFlag = (at: number) => `${aliases.named}${at + 1}`;

function addressOf({ scope }: SetToMatch['rule']): string {
  return scope === 'source' ? 'sourceip' : 'destinationip';
}

/** As QRadar says. */
function heldBy({ rule }: SetToMatch): string {
  return `REFERENCESETCONTAINS(${stringLiteral(rule.name)}, ${addressOf(rule)})`;
}

/** As the app says. */
function namedBy({ rule, inForce }: SetToMatch): string {
  const each = inForce.map((subject) => {
    const place = subject[rule.scope === 'source' ? 'source' : 'destination'] ?? '';
    const block = blockLiteral(place.includes('/') ? place : `${place}/32`);
    const within = `INCIDR(${block}, ${addressOf(rule)})`;
    return subject.domainId === null
      ? within
      : `(${within} AND domainid = ${numberLiteral(subject.domainId)})`;
  });
  return `(${each.join(' OR ')})`;
}
