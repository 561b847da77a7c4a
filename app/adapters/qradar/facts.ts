import type { ProblemCode } from '../../../contract/problem.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConsoleFacts, EventField } from '../../ports/console-facts.ts';
import type { EventSearch } from '../../ports/search.ts';
import { findDisabled } from '../../detection/searching/disabled.ts';
import { findFilling } from '../../detection/searching/filling.ts';
import { ShortCache } from './cache.ts';
import type { Identity } from '../../ports/console.ts';
import type { ConsoleClient } from './client.ts';
import { KnownFillings } from './filling.ts';
import { categoriesSchema, columnsSchema, domainsSchema } from './wire.ts';

/** `ConsoleFacts` per user, with what was learnt kept for a while. */
export type FactSource = {
  /** `search`: by which the console is searched for facts. */
  readonly as: (identity: Identity, key: string, search: EventSearch) => ConsoleFacts;
};

/** `object_value_type` values that are numbers one can add up (ariel-databases-database_name-GET). */
const numericTypes: ReadonlySet<string> = new Set([
  'Byte',
  'Short',
  'Integer',
  'Long',
  'UnsignedByte',
  'UnsignedShort',
  'UnsignedInt',
  'UnsignedLong',
  'BigInteger',
  'Double',
  'Float',
]);

/** A property that an administrator has just created should be there at the next cup of coffee. */
const fieldsLifetimeMs = 5 * 60_000;
/** Category tables are taken to change with releases of QRadar only, so a day is a choice. */
const categoriesLifetimeMs = 24 * 60 * 60_000;
const domainsLifetimeMs = 5 * 60_000;
/** Sessions whose facts are kept; each a few hundred short names. */
const sessions = 50;

/**
 * A search that was cut short without a row, or took too long, is no fault of the console's, and the run's own may do
 * better. Any other failure ends the run: without knowing which properties are filled it might call bytes unknown.
 */
const cutShort: ReadonlySet<ProblemCode> = new Set([
  'search-cancelled-elsewhere',
  'search-timed-out',
]);

export type FactsOptions = {
  readonly client: ConsoleClient;
  readonly clock: Clock;
  readonly refusedQueries: (identity: Identity) => ConsoleFacts['refusedQueries'];
  readonly report: (message: string, error: unknown) => void;
};

export function createFacts({ client, clock, refusedQueries, report }: FactsOptions): FactSource {
  const fillings = new KnownFillings(clock);
  const fields = new ShortCache<readonly EventField[]>({
    clock,
    lifetimeMs: fieldsLifetimeMs,
    capacity: sessions,
  });
  const domains = new ShortCache<ReadonlyMap<number, string>>({
    clock,
    lifetimeMs: domainsLifetimeMs,
    capacity: sessions,
  });
  const categories = new ShortCache<ReadonlyMap<string, number>>({
    clock,
    lifetimeMs: categoriesLifetimeMs,
    capacity: 1,
  });
  const unlessCutShort = async <T>(lost: string, ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AppError && cutShort.has(error.code))) throw error;
      report(lost, error);
      return null;
    }
  };
  return {
    as: (identity, key, search) => ({
      eventFields: (signal) => fields.get(key, signal, (own) => readFields(client, identity, own)),
      categoryIds: async (names, signal) => {
        const all = await categories.get('all', signal, (own) =>
          readCategories(client, identity, own),
        );
        return new Map(names.flatMap((name) => pairOf(all, name)));
      },
      domainNames: (signal) =>
        domains.get(key, signal, (own) => readDomainNames(client, identity, own)),
      filling: (asked, signal) =>
        unlessCutShort('how properties are filled is not known', () =>
          fillings.get(key, asked, (unknown) => findFilling(unknown, search, signal)),
        ),
      disabled: (asked, signal) =>
        unlessCutShort('which properties are disabled is not known', async () => {
          const names = await findDisabled(asked, search, signal);
          fillings.noteDisabled(names ?? []);
          return names;
        }),
      knownDisabled: (names) => fillings.disabledAmong(names),
      isFillingKnown: (asked) => fillings.knows(key, asked),
      refusedQueries: refusedQueries(identity),
    }),
  };
}

async function readFields(client: ConsoleClient, identity: Identity, signal: AbortSignal) {
  const { body } = await client.call('eventColumns', {
    identity,
    signal,
    schema: columnsSchema,
    query: { fields: 'columns(name,object_value_type)' },
  });
  return body.columns.map(({ name, object_value_type }) => ({
    name,
    numeric: numericTypes.has(object_value_type ?? ''),
  }));
}

async function readCategories(client: ConsoleClient, identity: Identity, signal: AbortSignal) {
  const { body } = await client.call('lowLevelCategories', {
    identity,
    signal,
    schema: categoriesSchema,
    query: { fields: 'id,name' },
  });
  return new Map(body.map(({ id, name }) => [name, id]));
}

/** The domains a session is shown; `null` where it may not list them. */
export async function readDomains(client: ConsoleClient, identity: Identity, signal: AbortSignal) {
  try {
    const { body } = await client.call('domains', {
      identity,
      signal,
      schema: domainsSchema,
      query: { fields: 'id,name' },
    });
    return body;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-allowed') return null;
    throw error;
  }
}

/** A session that may not list domains still sees its events, so that is an empty answer and no failure. */
async function readDomainNames(client: ConsoleClient, identity: Identity, signal: AbortSignal) {
  const domains = (await readDomains(client, identity, signal)) ?? [];
  return new Map(domains.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
}

function pairOf(all: ReadonlyMap<string, number>, name: string): [string, number][] {
  const id = all.get(name);
  return id === undefined ? [] : [[name, id]];
}
