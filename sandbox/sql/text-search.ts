import { bound, identifier, join, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import type { DatabaseName } from './schema.ts';

const payloads: Readonly<Record<DatabaseName, readonly string[]>> = {
  events: ['payload'],
  flows: ['sourcepayload', 'destinationpayload'],
};

/**
 * `TEXT SEARCH 'terms'` over the payload of a stored record (table alias `r`): terms joined by
 * `AND` and `OR`, each found anywhere without regard to case, `%` standing for any run. QRadar
 * searches an index of words; the stand-in searches the text.
 */
export function textSearch(terms: string, database: DatabaseName): Fragment {
  const alternatives = terms.split(/\s+OR\s+/i).map((alternative) =>
    join(
      alternative.split(/\s+AND\s+/i).map((term) => contains(term.trim(), database)),
      ' AND ',
    ),
  );
  return sql`(${join(alternatives, ' OR ')})`;
}

function contains(term: string, database: DatabaseName): Fragment {
  const escaped = term.replaceAll(/[\\_]/g, (sign) => `\\${sign}`);
  const pattern = bound(`%${escaped}%`, 'VARCHAR');
  const tests = payloads[database].map(
    (column) => sql`${identifier(column, 'r')} ILIKE ${pattern} ESCAPE '\\'`,
  );
  return sql`(${join(tests, ' OR ')})`;
}
