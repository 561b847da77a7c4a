import type { ByteProperties } from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import { aliases } from './columns.ts';
import { canBeProperty } from './literals.ts';
import type { EventField } from './ports.ts';

/**
 * Which of the candidate names the console has, as it spells them: the first candidate of each kind that is
 * a numeric field of `events`; `null` where none is.
 * A name that the console does not know would make the whole query fail, and `SUM` over a text property is
 * not documented, so both are passed over. So is a property named like one of our column aliases, because
 * an alias wins over a field of the same name.
 */
export function resolveProperties(
  candidates: Settings['properties'],
  fields: readonly EventField[],
): ByteProperties {
  const numeric = new Map(
    fields
      .filter(
        (field) => field.numeric && canBeProperty(field.name) && !taken.has(folded(field.name)),
      )
      .map((field) => [folded(field.name), field.name]),
  );
  const first = (names: readonly string[]) =>
    names.map((name) => numeric.get(folded(name))).find((name) => name !== undefined) ?? null;
  return {
    sent: first(candidates.sent),
    received: first(candidates.received),
    total: first(candidates.total),
    packetsSent: first(candidates.packetsSent),
    packetsReceived: first(candidates.packetsReceived),
  };
}

/** AQL names are case-insensitive. */
function folded(name: string): string {
  return name.toLowerCase();
}

const taken = new Set(Object.values(aliases).map(folded));
