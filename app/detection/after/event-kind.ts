import { phaseOf } from '../rows/rows.ts';
import type { Settings } from '../../../contract/session.ts';
import { addedCategories } from '../rule/settable.ts';
import { rule } from '../rule/rule.ts';

/** What the rule makes of an event by its category: a session, a refused one, none of its business. */
export type EventKind = 'allowed' | 'denied' | 'other';

/** The kind of a low-level category by its id, under these settings. */
export function kindOf(category: number, settings: Pick<Settings, 'categories'>): EventKind {
  if (phaseOf(category) !== null) return 'allowed';
  if (addedCategories(settings).includes(category)) return 'allowed';
  return rule.categories.denied.includes(category) ? 'denied' : 'other';
}
