import type { ListRules } from '../list/list.ts';
import { arielErrors } from './errors.ts';

/** Log Activity and Network Activity: the rights to events and to flows (the pages are silent; inferred). */
export const databaseRights = { events: 'EventViewer', flows: 'SURVEILLANCE' } as const;

/** The right to any of the databases. */
export const anyDatabaseRight: readonly string[] = Object.values(databaseRights);

/** Ariel's lists have `Range` and `filter`, and no `sort`. */
export const filterOnly: ListRules = {
  filter: { error: arielErrors.badFilter },
  sort: null,
  hasRange: true,
};
