import type { Proposals } from '../../../contract/session.ts';
import type { EventField, Filling } from '../../ports/console-facts.ts';
import { existingProperties } from '../aql/properties.ts';
import { counterKinds, meaningOf, type CounterKind } from '../aql/property-meaning.ts';

type Proposed = Proposals['properties'];

/** Numeric properties of the console that a query can name, by what their names say that they count. */
export function propertiesByMeaning(fields: readonly EventField[]): Proposed {
  const meant = (kind: CounterKind) =>
    fields.map(({ name }) => name).filter((name) => meaningOf(name) === kind);
  const none = { dataPort: [], dataHost: [], dataMode: [], command: [], fileName: [] };
  const { properties } = existingProperties({ ...none, ...byKind(meant) }, fields);
  return byKind((kind) => properties[kind]);
}

/**
 * Those of them that are worth reading, the one that is filled in most records first. What is filled in none, or
 * disabled, is left out; where nothing is known of the filling (`null`), none is.
 */
export function mostFilledFirst(proposed: Proposed, filling: Filling | null): Proposed {
  if (filling === null) return proposed;
  const times = (name: string) => filling.get(name) ?? 0;
  const isWorthIt = (name: string) => !filling.has(name) || times(name) > 0;
  return byKind((kind) => proposed[kind].filter(isWorthIt).toSorted((a, b) => times(b) - times(a)));
}

function byKind(namesOf: (kind: CounterKind) => string[]): Proposed {
  const [sent, received, total, packetsSent, packetsReceived] = counterKinds.map(namesOf);
  return {
    sent: sent ?? [],
    received: received ?? [],
    total: total ?? [],
    packetsSent: packetsSent ?? [],
    packetsReceived: packetsReceived ?? [],
  };
}
