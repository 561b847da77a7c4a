import type { TimeWindow } from '../../../contract/run.ts';
import type { ChosenProperties } from '../aql/properties.ts';
import type { QueryContext } from '../aql/query.ts';
import { knownPorts } from '../rule/rule.ts';

/** A property of bytes that the console has, enabled as far as it says, and what its name means. */
export type ByteProperty = {
  readonly name: string;
  readonly meaning: 'sent' | 'received' | 'total';
};

/** Native columns that tell what became of a record before it was stored; a console has some of them. */
export const pipelineColumns = [
  'isunparsed',
  'storedforperformance',
  'islogonly',
  'istruncated',
] as const;
export type PipelineColumn = (typeof pipelineColumns)[number];

/** What the searches of a check are written from: as for a run, and what is measured beside it. */
export type CoverageContext = QueryContext & {
  readonly window: TimeWindow;
  readonly properties: ChosenProperties['properties'];
  /** Properties whose filling is measured, those that are read first; at most `mostProperties`. */
  readonly measured: readonly ByteProperty[];
  /** Those that the console lists. */
  readonly pipeline: readonly PipelineColumn[];
  /** Further conditions, so that a part of the records is looked at alone; AQL. */
  readonly only?: readonly string[];
  /** The console refuses more than the clauses: neither properties nor flags nor differences of times are asked for. */
  readonly isPlain: boolean;
};

/** When a log source delivers is told from so many of its records at least: what comes seldom comes in bursts. A choice. */
export const recordsToTell = 100;

/** Each property doubles the groups at most, and few devices fill more than two of one meaning. */
export const mostProperties = 8;

/** Every port that has a meaning, ascending: a port pack that is off can then be predicted. */
export const portsLookedAt: readonly number[] = [
  ...new Set(knownPorts.map(({ port }) => port)),
].sort((a, b) => a - b);
