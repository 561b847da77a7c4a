import { phaseOf } from '../rows/rows.ts';
import { rule } from '../rule/rule.ts';

/** What the rule makes of an event by its category: a session, a refused one, none of its business. */
export type EventKind = 'allowed' | 'denied' | 'other';

/** The kind of a low-level category by its id. */
export function kindOf(category: number): EventKind {
  if (phaseOf(category) !== null) return 'allowed';
  return rule.categories.denied.includes(category) ? 'denied' : 'other';
}
