import type { ReferenceSet } from '../../sql/dimensions.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { hasId, isObject, type Json, type JsonObject } from '../json.ts';
import { entryTypes, storedValue } from './entry-value.ts';
import { referenceErrors, refused } from './errors.ts';
import { entryRow, entryRows, entryShape } from './rows.ts';
import { base, listWithSort, mayWrite } from './set-routes.ts';
import type { NewEntry, SetStore } from './set-store.ts';

/** From this version on entries can be listed as CIDR (QRadar REST API 22.0, reference_data_collections-set_entries-GET). */
const cidrVersion = 22;

/** How long a value and notes may be: the first is a guess, the second what IBM's own tools say. */
const longest = { value: 1024, notes: 10_000 } as const;

/** Entries one by one (QRadar REST API 26.0, pages reference_data_collections-set_entries-*). */
export function entryEndpoints(store: ConsoleStore, sets: SetStore): readonly Endpoint[] {
  const rows = (): JsonObject[] => sets.all.flatMap(entryRows);
  const path = `${base}/set_entries`;
  const found = (
    { path: { id = '' } }: Call,
    missing: 'entryMissing' | 'changedEntryMissing' | 'deletedEntryMissing',
  ): JsonObject => {
    const row = rows().find((candidate) => hasId(candidate, id));
    if (!row) throw refused(missing, `Entry ${id} does not exist`);
    return row;
  };
  return [
    {
      kind: 'list',
      method: 'GET',
      path,
      parameters: { entry_type: { type: 'string' } },
      element: { object: entryShape },
      list: listWithSort(referenceErrors.badEntryFilter, referenceErrors.badEntryParameter),
      rows: (call) => {
        const type = call.query.get('entry_type');
        if (type === undefined) return rows();
        if (!entryTypes.some((known) => known === type && isListed(known, call.version))) {
          throw refused('badEntryType', `"${type}" is no entry type`);
        }
        return sets.all.filter((set) => set.entryType === type).flatMap(entryRows);
      },
    },
    {
      kind: 'value',
      method: 'POST',
      path,
      capabilities: mayWrite,
      takesBody: true,
      shape: entryShape,
      handle: async ({ body }) => {
        if (!isObject(body)) throw refused('noEntry', 'There is no body');
        const { set, entry } = newEntry(body, sets, store);
        const [put] = await sets.put(set.id, [entry]);
        if (put === undefined) throw new Error('A set did not take its entry.');
        return { status: put.isNew ? 201 : 200, body: entryRow(set.id, put.entry) };
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${path}/{id}`,
      shape: entryShape,
      handle: (call) => ({ status: 200, body: found(call, 'entryMissing') }),
    },
    {
      kind: 'value',
      method: 'POST',
      path: `${path}/{id}`,
      capabilities: mayWrite,
      takesBody: true,
      shape: entryShape,
      handle: async (call) => {
        const { id } = found(call, 'changedEntryMissing');
        const notes = isObject(call.body) ? call.body['notes'] : null;
        if (typeof notes !== 'string') throw refused('badEntryChange', 'Only notes can be changed');
        if (notes.length > longest.notes) throw refused('longNewNotes', 'The notes are too long');
        await sets.note(Number(id), notes);
        return { status: 200, body: found(call, 'changedEntryMissing') };
      },
    },
    {
      kind: 'value',
      method: 'DELETE',
      path: `${path}/{id}`,
      capabilities: mayWrite,
      shape: null,
      handle: async (call) => {
        await sets.removeEntries([Number(found(call, 'deletedEntryMissing')['id'])]);
        return { status: 204, body: null };
      },
    },
  ];
}

function isListed(type: ReferenceSet['entryType'], version: number): boolean {
  return type !== 'CIDR' || version >= cidrVersion;
}

/** An entry as it is sent, checked against its set. Throws the refusals of 20002 to 20009. */
export function newEntry(
  body: Json,
  sets: SetStore,
  store: ConsoleStore,
): { readonly set: ReferenceSet; readonly entry: NewEntry } {
  const given = isObject(body) ? body : {};
  const setId = given['collection_id'] ?? null;
  if (typeof setId !== 'number') throw refused('noSetId', 'There is no collection_id');
  const value = given['value'] ?? null;
  if (typeof value !== 'string' || value === '') throw refused('noValue', 'There is no value');
  const set = sets.find(setId);
  if (set === null) throw refused('entrySetMissing', `Reference set ${setId} does not exist`);
  if (value.length > longest.value)
    throw refused('longValue', `A value has at most ${longest.value} characters`);
  const stored = storedValue(set.entryType, value);
  if (stored === null) {
    throw refused(
      set.entryType === 'CIDR' ? 'badCidr' : 'unfitValue',
      `The value is none of type ${set.entryType}`,
    );
  }
  const notes = given['notes'] ?? null;
  if (notes !== null && (typeof notes !== 'string' || notes.length > longest.notes))
    throw refused('longNotes', `Notes are a text of at most ${longest.notes} characters`);
  const domainId = given['domain_id'] ?? null;
  if (domainId !== null && !store.dimensions.domains.some(({ id }) => id === domainId))
    throw refused('badDomain', 'There is no such domain');
  const source = typeof given['source'] === 'string' ? given['source'] : 'reference data api';
  return {
    set,
    entry: { value: stored, source, notes, domainId: domainId === null ? null : Number(domainId) },
  };
}
