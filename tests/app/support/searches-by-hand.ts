import { AppError } from '../../../app/ports/app-error.ts';
import type { Identity } from '../../../app/ports/console.ts';
import type { DetectionPorts } from '../../../app/ports/detection.ts';
import type { EventSearch } from '../../../app/ports/search.ts';

type Step = { readonly rows: readonly unknown[] } | { readonly error: unknown } | 'end';

/** A search as it was begun: whose, and its name. Its rows come when the test gives them. */
export type SearchByHand = {
  readonly sec: string;
  readonly name: string;
  readonly give: (...rows: readonly unknown[]) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
  /** Whether nobody reads it any more. */
  readonly isClosed: () => boolean;
};

export type SearchesByHand = {
  readonly portsFor: (identity: Identity) => DetectionPorts;
  /** The search of that name which was begun last, as soon as it is. */
  readonly search: (name: string) => Promise<SearchByHand>;
  readonly begun: () => readonly SearchByHand[];
};

/**
 * A console that has the byte properties, and whose searches of these names are in the test's hand. Others end at once
 * and have no rows.
 */
export function searchesByHand(...held: readonly string[]): SearchesByHand {
  const begun: SearchByHand[] = [];
  const portsFor = ({ sec }: Identity): DetectionPorts => ({
    search: {
      search: (query, options) => {
        const { search, rows } = byHand(sec, query.name, options.signal);
        begun.push(search);
        if (!held.includes(query.name)) search.end();
        return rows;
      },
    },
    facts: {
      eventFields: () =>
        Promise.resolve([
          { name: 'Bytes Sent', numeric: true },
          { name: 'Bytes Received', numeric: true },
        ]),
      categoryIds: () => Promise.resolve(new Map()),
      domainNames: () => Promise.resolve(new Map()),
      filling: () => Promise.resolve(null),
      isFillingKnown: () => true,
      knownDisabled: () => [],
      disabled: () => Promise.resolve(null),
      refusedQueries: () => Promise.resolve(new Set()),
    },
  });
  return {
    portsFor,
    begun: () => begun,
    search: (name) =>
      until(() => begun.findLast((search) => search.name === name && !search.isClosed())),
  };
}

function byHand(sec: string, name: string, signal: AbortSignal) {
  const steps: Step[] = [];
  let wake = () => {};
  let isClosed = false;
  const step = (next: Step) => {
    steps.push(next);
    wake();
  };
  const search: SearchByHand = {
    sec,
    name,
    give: (...rows) => step({ rows }),
    end: () => step('end'),
    fail: (error) => step({ error }),
    isClosed: () => isClosed,
  };
  const cancel = () => step({ error: new AppError('cancelled') });
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel);
  const rows: ReturnType<EventSearch['search']> = (async function* () {
    let count = 0;
    try {
      for (;;) {
        const next = steps.shift();
        if (next === undefined)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        else if (next === 'end')
          return { rows: count, examined: count, limitedByAdministrator: false };
        else if ('error' in next) throw next.error;
        else {
          count += next.rows.length;
          yield next.rows;
        }
      }
    } finally {
      isClosed = true;
    }
  })();
  return { search, rows };
}

/** Waits for a fact: what is asked is asked again after everything else that is ready. */
export async function until<T>(fact: () => T): Promise<Exclude<T, null | undefined | false>> {
  const lastMs = performance.now() + 30_000;
  while (performance.now() < lastMs) {
    const value = fact();
    if (value !== null && value !== undefined && value !== false)
      return value as Exclude<T, null | undefined | false>;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it did not become true within 30 s');
}
