import { defaultSettings } from '../../../contract/default-settings.ts';
import type { EventField } from '../../ports/console-facts.ts';
import { existingProperties } from '../aql/properties.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { propertiesByMeaning } from '../searching/proposed-properties.ts';
import { recordsOf, toTellBytesBy } from './clause-outcomes.ts';
import type { ClauseGroup } from './clauses-query.ts';
import { mostProperties, type ByteProperty, type CoverageContext } from './coverage-context.ts';

const meanings = ['sent', 'received', 'total'] as const;

/**
 * The numeric properties of bytes that the console has: those of the settings, then other names that are usual, then
 * those whose name says what they count; of each first what tells bytes sent. At most `mostProperties`.
 */
export function measuredOf(
  settings: FindingSettings,
  fields: readonly EventField[],
): ByteProperty[] {
  const all = [
    existingProperties(settings.properties, fields).properties,
    existingProperties(defaultSettings.properties, fields).properties,
    propertiesByMeaning(fields),
  ].flatMap((properties) =>
    meanings.flatMap((meaning) => properties[meaning].map((name) => ({ name, meaning }))),
  );
  const known = new Set<string>();
  const isNew = ({ name }: ByteProperty) => !known.has(name) && known.add(name);
  return all.filter(isNew).slice(0, mostProperties);
}

/** Of the properties of bytes sent that are not read, the one that tells most sessions without one; `null`: none does. */
export function otherSent(groups: readonly ClauseGroup[], context: CoverageContext): string | null {
  const { read, told } = toTellBytesBy(groups, context);
  const bare = told.filter((group) => !read(group));
  const [first] = context.measured
    .map(({ name, meaning }, at) => ({
      name,
      records:
        meaning === 'sent' && !context.properties.sent.includes(name)
          ? recordsOf(bare.filter((group) => group.filled[at] === true))
          : 0,
    }))
    .sort((a, b) => b.records - a.records);
  return first && first.records > 0 ? first.name : null;
}
