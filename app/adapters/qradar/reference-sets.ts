import * as z from 'zod/mini';
import { AppError } from '../../ports/app-error.ts';
import type { Identity } from '../../ports/console.ts';
import type { ReferenceSet, ReferenceSets } from '../../ports/reference-sets.ts';
import { clean } from './answer.ts';
import type { ConsoleClient } from './client.ts';
import { ConsoleRefusal } from './failures.ts';
import { anythingSchema, referenceEntriesSchema, referenceSetSchema } from './wire.ts';

const setFields = 'id,name,entry_type,namespace,time_to_live,expiry_type';
const entryFields = 'id,collection_id,value,source,notes,domain_id,first_seen';

/** Reference sets over the newer family of endpoints (QRadar REST API 26.0, pages reference_data_collections-*). */
export function createReferenceSets(client: ConsoleClient): ReferenceSets {
  const read: ReferenceSets['read'] = async (identity, names, signal) => {
    const sets = await readSets(client, identity, names, signal);
    return Promise.all(
      sets.map(async ({ entry_type: type, ...set }): Promise<ReferenceSet> => {
        return {
          id: set.id,
          name: set.name,
          type,
          namespace: set.namespace ?? '',
          timeToLiveS: set.expiry_type === 'NO_EXPIRY' ? null : (set.time_to_live ?? null),
          entries: await readEntries(client, identity, set.id, signal),
        };
      }),
    );
  };
  return {
    read,
    create: async (identity, { name, type, description }, signal) => {
      const json = {
        ...{ name, entry_type: type, namespace: 'SHARED', description },
        ...{ expiry_type: 'NO_EXPIRY', expired_log_option: 'LOG_NONE' },
      };
      try {
        const call = { identity, signal, json, schema: referenceSetSchema };
        return (await client.call('createReferenceSet', call)).body.id;
      } catch (error) {
        // Somebody else has made it just now.
        if (!(error instanceof ConsoleRefusal && error.status === 409)) throw error;
        const [made] = await readSets(client, identity, [name], signal);
        if (made) return made.id;
        // It is there, and the session does not see it: in another namespace.
        throw new AppError('allowlist-entry-refused', { detail: error.detail, cause: error });
      }
    },
    add: async (identity, setId, { value, source, notes, domainId }, signal) => {
      const json = {
        ...{ collection_id: setId, value, source, notes },
        ...(domainId === null ? {} : { domain_id: domainId }),
      };
      await client.call('addReferenceEntry', { identity, signal, json, schema: anythingSchema });
    },
    remove: async (identity, entryId, signal) => {
      const path = { entry: String(entryId) };
      try {
        await client.call('removeReferenceEntry', {
          ...{ identity, signal, path },
          schema: anythingSchema,
        });
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'allowlist-entry-not-found')) throw error;
      }
    },
  };
}

async function readSets(
  client: ConsoleClient,
  identity: Identity,
  names: readonly string[],
  signal: AbortSignal,
) {
  const { body } = await client.call('referenceSets', {
    identity,
    signal,
    schema: z.array(referenceSetSchema),
    // Names are the app's own, without quotes or backslashes.
    query: {
      fields: setFields,
      filter: `name in (${names.map((name) => `"${name}"`).join(', ')})`,
    },
  });
  // A console that does not take the filter gives all.
  return body.filter(({ name }) => names.includes(name));
}

async function readEntries(
  client: ConsoleClient,
  identity: Identity,
  setId: number,
  signal: AbortSignal,
) {
  const { body } = await client.call('referenceEntries', {
    identity,
    signal,
    schema: referenceEntriesSchema,
    query: { fields: entryFields, filter: `collection_id = ${setId}` },
  });
  return body
    .filter((entry) => entry.collection_id === setId)
    .map((entry) => ({
      id: entry.id,
      value: entry.value,
      source: clean(entry.source ?? '', []),
      notes: clean(entry.notes ?? '', []),
      domainId: entry.domain_id ?? null,
      firstSeenMs: entry.first_seen ?? null,
    }));
}
