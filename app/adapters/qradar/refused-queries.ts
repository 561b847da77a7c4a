import type { SentQuery } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import type { Identity } from '../../ports/console.ts';
import { ConsoleRefusal } from './failures.ts';
import type { QuerySender } from './query-sender.ts';
import type { Searches } from './searches.ts';
import { validationSchema } from './wire.ts';

export type RefusedQueriesOptions = {
  readonly send: QuerySender;
  readonly searches: Pick<Searches, 'create' | 'release'>;
  /** What the console calls its release; other releases may accept other AQL. */
  readonly release: (identity: Identity, signal: AbortSignal) => Promise<string>;
  readonly report: (message: string, error: unknown) => void;
};

type Refused = ConsoleFacts['refusedQueries'];

const withoutValidator: readonly number[] = [403, 404, 405, 410, 501];

/** Failures that concern the session or the run, not the question. */
const stopping: ReadonlySet<string> = new Set(['not-signed-in', 'cancelled']);

/**
 * `refusedQueries` of the port, kept by release for the life of the app, whoever asked: what a console accepts as AQL
 * does not depend on who asks (docs/qradar-facts.md#validator). What the search endpoint said counts from then on.
 * A question that the console cannot answer is reported, counts as accepted, and is asked again.
 */
export function createRefusedQueries({
  send,
  searches,
  release,
  report,
}: RefusedQueriesOptions): (identity: Identity) => Refused {
  const validated = new Map<string, ReadonlySet<string>>();
  const tried = new Map<string, ReadonlySet<string>>();

  /** A console without a validator, or one that this session may not ask, refuses nothing here. */
  const validate = async (identity: Identity, { aql }: SentQuery, signal: AbortSignal) => {
    try {
      const { body } = await send('validateQuery', aql, {
        identity,
        signal,
        schema: validationSchema,
      });
      return (body.error_messages ?? []).some(({ severity }) => severity === 'ERROR');
    } catch (error) {
      if (error instanceof ConsoleRefusal && withoutValidator.includes(error.status)) return false;
      throw error;
    }
  };

  const tryOut = async (identity: Identity, { aql }: SentQuery) => {
    try {
      const { id } = await searches.create(identity, aql);
      searches.release(identity, id, 'abandoned');
      return false;
    } catch (error) {
      if (error instanceof AppError && error.code === 'query-rejected') return true;
      throw error;
    }
  };

  return (identity) => async (queries, how, signal) => {
    try {
      const console = await release(identity, signal);
      const kept = tried.get(console) ?? (how === 'validator' ? validated.get(console) : undefined);
      if (kept) return kept;
      const refused = await Promise.all(
        queries.map((query) =>
          how === 'validator' ? validate(identity, query, signal) : tryOut(identity, query),
        ),
      );
      const names = new Set(queries.flatMap(({ name }, at) => (refused[at] ? [name] : [])));
      (how === 'validator' ? validated : tried).set(console, names);
      return names;
    } catch (error) {
      if (error instanceof AppError && stopping.has(error.code)) throw error;
      report('the console does not say which AQL it accepts', error);
      return new Set();
    }
  };
}
