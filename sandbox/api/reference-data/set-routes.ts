import type { ReferenceSet } from '../../sql/dimensions.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import type { ErrorEntry } from '../errors.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { ListRules } from '../list/list.ts';
import { entryTypes } from './entry-value.ts';
import { referenceErrors, refused } from './errors.ts';
import type { ReferenceTasks } from './reference-tasks.ts';
import { taskShape } from './reference-tasks.ts';
import { setRow, setShape } from './rows.ts';
import type { SetChanges, SetStore } from './set-store.ts';

/** Where the new family of reference data lives. */
export const base = '/reference_data_collections';

/**
 * Who may write: administrators, and those with the permission that the user interface calls Manage Reference Data; its name
 * in the API is not published.
 */
export const mayWrite: readonly string[] = ['SYSTEM.REFERENCEDATA'];

/** Longest name of a set (docs/qradar-facts.md#reference-sets). */
const longestName = 255;

/** From this version on a set can be of type CIDR (QRadar REST API 21.0, reference_data_collections-sets-POST). */
const cidrVersion = 21;

/** Sets (QRadar REST API 26.0, pages reference_data_collections-sets-*). */
export function setEndpoints(sets: SetStore, tasks: ReferenceTasks): readonly Endpoint[] {
  const found = (call: Call, missing: 'setMissing' | 'changedMissing' | 'deletedMissing') => {
    const id = call.path['id'] ?? '';
    const set = sets.find(id);
    if (set === null) throw refused(missing, `Reference set ${id} does not exist`);
    return set;
  };
  return [
    {
      kind: 'list',
      method: 'GET',
      path: `${base}/sets`,
      element: { object: setShape },
      list: listWithSort(referenceErrors.badSetFilter, referenceErrors.badSetParameter),
      rows: () => sets.all.map(setRow),
    },
    {
      kind: 'value',
      method: 'POST',
      path: `${base}/sets`,
      capabilities: mayWrite,
      takesBody: true,
      shape: setShape,
      handle: async (call) => ({
        status: 201,
        body: setRow(await sets.create(newSet(call, sets))),
      }),
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${base}/sets/{id}`,
      shape: setShape,
      handle: (call) => ({ status: 200, body: setRow(found(call, 'setMissing')) }),
    },
    {
      kind: 'value',
      method: 'POST',
      path: `${base}/sets/{id}`,
      capabilities: mayWrite,
      takesBody: true,
      shape: setShape,
      handle: async (call) => {
        const set = found(call, 'changedMissing');
        const { body } = call;
        if (!isObject(body)) throw refused('noChanges', 'There is no body');
        await sets.change(set.id, changesOf(body, set), body['delete_entries'] === true);
        return { status: 200, body: setRow(found(call, 'changedMissing')) };
      },
    },
    {
      kind: 'value',
      method: 'DELETE',
      path: `${base}/sets/{id}`,
      capabilities: mayWrite,
      shape: taskShape,
      handle: async (call) => {
        const set = found(call, 'deletedMissing');
        await sets.remove(set.id);
        const task = tasks.add(`Delete ${set.name}`, call.caller.name);
        const headers = { Location: `${base}/set_delete_tasks/${Number(task['id'])}` };
        return { status: 202, body: task, headers };
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${base}/set_delete_tasks/{task_status_id}`,
      shape: taskShape,
      handle: (call) => {
        const id = call.path['task_status_id'] ?? '';
        const task = tasks.find(id);
        if (task === null) throw refused('deleteTaskMissing', `There is no task ${id}`);
        return { status: 200, body: task.row };
      },
    },
  ];
}

type Fresh = Omit<ReferenceSet, 'id' | 'creationMs' | 'entries'>;

function newSet({ body: given, caller, version }: Call, sets: SetStore): Fresh {
  if (!isObject(given)) throw refused('badBody', 'There is no body with a set');
  const name = given['name'];
  if (typeof name !== 'string' || name.trim() === '') throw refused('noName', 'There is no name');
  if (name.length > longestName)
    throw refused('badBody', `A name has at most ${longestName} characters`);
  const entryType = oneOf(given, 'entry_type', entryTypes);
  if (entryType === null) throw refused('noEntryType', 'There is no entry_type');
  if (entryType === 'CIDR' && version < cidrVersion)
    throw refused('badBody', `CIDR is a type from version ${cidrVersion}.0 on`);
  // Left out it is PRIVATE: docs/qradar-facts.md#reference-sets.
  const namespace = oneOf(given, 'namespace', ['SHARED', 'TENANT', 'PRIVATE']) ?? 'PRIVATE';
  if (namespace === 'TENANT') throw refused('badTenant', 'This console has no tenants');
  if ((given['tenant_id'] ?? null) !== null)
    throw refused('tenantNotPermitted', `${namespace} permits no tenant_id`);
  if (namespace === 'SHARED' && !caller.capabilities.has('ADMIN'))
    throw refused('badNamespace', 'Only administrators create SHARED sets');
  if (sets.named(name) !== null) throw refused('nameTaken', `"${name}" exists`);
  const expiryType = oneOf(given, 'expiry_type', expiryTypes) ?? 'NO_EXPIRY';
  const timeToLiveSeconds = seconds(given, 'badTimeToLive') ?? null;
  if ((expiryType === 'NO_EXPIRY') !== (timeToLiveSeconds === null))
    throw refused('badTimeToLive', 'time_to_live and expiry_type go together');
  return {
    ...{ name, entryType, namespace, expiryType, timeToLiveSeconds },
    expiredLogOption: oneOf(given, 'expired_log_option', logOptions) ?? 'LOG_NONE',
    description: textOf(given, 'description') ?? '',
  };
}

const expiryTypes = ['NO_EXPIRY', 'FIRST_SEEN', 'LAST_SEEN'] as const;
const logOptions = ['LOG_NONE', 'LOG_EACH', 'LOG_BATCH'] as const;

function changesOf(body: JsonObject, set: ReferenceSet): SetChanges {
  const expiryType = oneOf(body, 'expiry_type', expiryTypes) ?? set.expiryType;
  const given = seconds(body, 'badNewTimeToLive');
  const timeToLiveSeconds = given === undefined ? set.timeToLiveSeconds : given;
  if ((expiryType === 'NO_EXPIRY') !== (timeToLiveSeconds === null))
    throw refused('badExpiry', 'time_to_live and expiry_type go together');
  const expiredLogOption = oneOf(body, 'expired_log_option', logOptions);
  const description = textOf(body, 'description');
  return {
    ...{ expiryType, timeToLiveSeconds },
    ...(expiredLogOption === null ? {} : { expiredLogOption }),
    ...(description === null ? {} : { description }),
  };
}

/** Whole seconds above 0; null takes them away, undefined leaves them. */
function seconds(
  body: JsonObject,
  refusal: 'badTimeToLive' | 'badNewTimeToLive',
): number | null | undefined {
  const value = body['time_to_live'];
  if (value === undefined || value === null) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw refused(refusal, 'time_to_live is a number of seconds above 0');
}

function textOf(body: JsonObject, name: string): string | null {
  const value = body[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw refused('badBody', `${name} is a text`);
}

function oneOf<T extends string>(body: JsonObject, name: string, known: readonly T[]): T | null {
  const value = body[name] ?? null;
  if (value === null) return null;
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw refused('badBody', `${name} is one of ${known.join(', ')}`);
}

/** Rules of a list whose every field sorts. */
export function listWithSort(filter: ErrorEntry, sort: ErrorEntry): ListRules {
  return {
    filter: { error: filter },
    sort: {
      fields: null,
      errors: { malformed: sort, unknown: sort, unsupported: sort, several: sort },
    },
    hasRange: true,
  };
}
