import { lengthInUrl, longestQuery } from '../../detection/aql/statement.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Identity } from '../../ports/console.ts';
import type { ConsoleClient } from './client.ts';
import type { SeenAddress } from './context.ts';
import { noteSchema, sourceAddressesSchema } from './wire.ts';

/**
 * Posts a note to an offense as the session that asks, once it is certain that the address is a source of that offense; QRadar
 * decides on the right. Never asked twice: a second note would be there for good. Throws `offense-not-found`,
 * `offense-note-refused` where the user's role does not permit it, `offense-closed`, and what any call throws.
 */
export async function addOffenseNote(
  client: ConsoleClient,
  identity: Identity,
  seen: SeenAddress,
  note: { readonly offense: number; readonly text: string },
  signal: AbortSignal,
): Promise<{ readonly id: number; readonly atMs: number }> {
  const { address, domainId } = seen;
  const sources = await client.call('noteSources', {
    identity,
    signal,
    schema: sourceAddressesSchema,
    query: {
      filter: `source_ip = "${address}" and domain_id = ${domainId}`,
      fields: 'id,offense_ids',
    },
  });
  if (!sources.body.some(({ offense_ids }) => offense_ids?.includes(note.offense)))
    throw new AppError('offense-not-found');
  const parameters = { note_text: note.text };
  const { body } = await client.call('addOffenseNote', {
    identity,
    signal,
    schema: noteSchema,
    path: { offense: `${note.offense}` },
    // The page documents the request line alone; a longer text would be cut there.
    ...(lengthInUrl(note.text) <= longestQuery.inRequestLine
      ? { query: parameters }
      : { form: parameters }),
  });
  return { id: body.id, atMs: body.create_time };
}
