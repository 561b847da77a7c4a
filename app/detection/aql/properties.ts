import type { RunProperties } from '../../../contract/run.ts';
import type { Settings } from '../../../contract/session.ts';
import { aliases } from './columns.ts';
import { canBeProperty } from './literals.ts';
import type { EventField } from '../../ports/console-facts.ts';

/**
 * Which of the candidate names the console has, as it spells them: the first candidate of each kind that is
 * a field of `events`, a numeric one where it is to be added up; `null` where none is.
 * A name that the console does not know would make the whole query fail, and `SUM` over a text property is
 * not documented, so both are passed over. So is a property named like one of our column aliases, because
 * an alias wins over a field of the same name.
 */
export function resolveProperties(
  candidates: Settings['properties'],
  fields: readonly EventField[],
): RunProperties {
  const usable = fields.filter(({ name }) => canBeProperty(name) && !taken.has(folded(name)));
  const counter = finderIn(usable.filter(({ numeric }) => numeric));
  const shown = finderIn(usable);
  return {
    sent: counter(candidates.sent),
    received: counter(candidates.received),
    total: counter(candidates.total),
    packetsSent: counter(candidates.packetsSent),
    packetsReceived: counter(candidates.packetsReceived),
    dataPort: shown(candidates.dataPort),
    dataHost: shown(candidates.dataHost),
    dataMode: shown(candidates.dataMode),
    command: shown(candidates.command),
    fileName: shown(candidates.fileName),
  };
}

function finderIn(fields: readonly EventField[]) {
  const byName = new Map(fields.map(({ name }) => [folded(name), name]));
  return (names: readonly string[]) =>
    names.map((name) => byName.get(folded(name))).find((name) => name !== undefined) ?? null;
}

/** AQL names are case-insensitive. */
function folded(name: string): string {
  return name.toLowerCase();
}

const taken = new Set(Object.values(aliases).map(folded));
