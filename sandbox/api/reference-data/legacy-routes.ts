import type { ReferenceSet } from '../../sql/dimensions.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import { integerOf, isSet, listRules, type Call, type Endpoint } from '../endpoint.ts';
import { ApiError, type ErrorEntry } from '../errors.ts';
import { isList, type JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';
import { entryTypes, storedValue } from './entry-value.ts';
import { taskShape, type ReferenceTasks } from './reference-tasks.ts';
import { mayWrite } from './set-routes.ts';
import type { SetStore } from './set-store.ts';
import { secondsOf, timeToLiveText } from './time-to-live.ts';

/** Codes: QRadar REST API 26.0, pages reference_data-sets-*. */
const legacyErrors = {
  badJson: entry(400, 1001, 'An error occurred parsing the JSON formatted message body'),
  setMissing: entry(404, 1002, 'The reference set does not exist.'),
  valueMissing: entry(404, 1003, 'The value was not found in the reference set'),
  taskMissing: entry(404, 1002, 'The task does not exist.'),
  domainMissing: entry(404, 1011, 'Domain not found'),
  nameTaken: entry(409, 1004, 'The name provided is already in use.'),
  badParameter: entry(422, 1005, 'A request parameter is not valid'),
  badNamespace: entry(422, 1012, 'The namespace value of SHARED was expected'),
} as const satisfies Record<string, ErrorEntry>;

const path = '/reference_data/sets';
/**
 * Where the task of a deletion is asked for. IBM's page of the deletion names it and no page describes it: its fields are
 * those of the deletion's own answer, and its code for a missing task is a guess.
 */
const taskPath = '/system/task_management/tasks';
/** The whole family is marked so from 18.0 on. */
const deprecatedIn = 18;

const setShape: Shape = {
  collection_id: 'number',
  name: 'string',
  element_type: 'string',
  timeout_type: 'string',
  time_to_live: 'string',
  number_of_elements: 'number',
  creation_time: 'number',
  namespace: 'string',
};
const elementShape: Shape = {
  value: 'string',
  source: 'string',
  domain_id: 'number',
  first_seen: 'number',
  last_seen: 'number',
};
const namespace = { type: 'string' } as const;

/** Reference sets by name, parameters in the query string (QRadar REST API 26.0, pages reference_data-sets-*). */
export function legacyEndpoints(
  store: ConsoleStore,
  sets: SetStore,
  tasks: ReferenceTasks,
): readonly Endpoint[] {
  const put = async (call: Call, values: readonly string[], domainId: number | null) => {
    const { id, entryType } = found(sets, call);
    const known = store.dimensions.domains.some((domain) => domain.id === domainId);
    if (domainId !== null && !known)
      throw refused('domainMissing', `There is no domain ${domainId}`);
    const source = call.query.get('source') ?? 'reference data api';
    const entries = values.map((value) => {
      const stored = storedValue(entryType, value);
      if (stored === null) throw refused('badParameter', `A value is none of type ${entryType}`);
      return { value: stored, source, notes: null, domainId };
    });
    await sets.put(id, entries);
    return { status: 200, body: setRow(found(sets, call)) };
  };
  return [
    {
      kind: 'list',
      ...{ method: 'GET', path, deprecatedIn },
      element: { object: setShape },
      list: listRules(legacyErrors.badParameter),
      rows: () => sets.all.map(setRow),
    },
    {
      kind: 'value',
      ...{ method: 'POST', path, deprecatedIn, capabilities: mayWrite, shape: setShape },
      parameters: {
        name: { type: 'string', isRequired: true },
        element_type: { type: 'string', isRequired: true },
        timeout_type: { type: 'string' },
        time_to_live: { type: 'string' },
      },
      handle: async (call) => ({ status: 201, body: setRow(await create(call, sets)) }),
    },
    {
      kind: 'value',
      ...{ method: 'GET', path: `${path}/{name}`, deprecatedIn },
      shape: { ...setShape, data: { objects: elementShape } },
      parameters: { namespace },
      handle: (call) => {
        const set = found(sets, call);
        return { status: 200, body: { ...setRow(set), data: set.entries.map(elementRow) } };
      },
    },
    {
      kind: 'value',
      ...{ method: 'POST', path: `${path}/{name}`, deprecatedIn, capabilities: mayWrite },
      shape: setShape,
      parameters: {
        ...{ namespace, source: { type: 'string' }, domain_id: { type: 'integer' } },
        value: { type: 'string', isRequired: true },
      },
      handle: (call) => put(call, [call.query.get('value') ?? ''], integerOf(call, 'domain_id')),
    },
    {
      kind: 'value',
      ...{ method: 'DELETE', path: `${path}/{name}`, deprecatedIn, capabilities: mayWrite },
      shape: taskShape,
      parameters: { namespace, purge_only: { type: 'boolean' } },
      handle: async (call) => {
        const set = found(sets, call);
        if (isSet(call, 'purge_only')) await sets.change(set.id, {}, true);
        else await sets.remove(set.id);
        const task = tasks.add(`Delete ${set.name}`, call.caller.name);
        const Location = `/api${taskPath}/${Number(task['id'])}`;
        return { status: 202, body: task, headers: { Location } };
      },
    },
    {
      kind: 'value',
      ...{ method: 'GET', path: `${taskPath}/{id}`, shape: taskShape },
      handle: ({ path: { id = '' } }) => {
        const task = tasks.find(id);
        if (task === null) throw refused('taskMissing', `There is no task ${id}`);
        return { status: 200, body: task.row };
      },
    },
    {
      kind: 'value',
      ...{ method: 'DELETE', path: `${path}/{name}/{value}`, deprecatedIn, capabilities: mayWrite },
      shape: setShape,
      parameters: { namespace, domain_id: { type: 'integer' } },
      handle: async (call) => {
        const set = found(sets, call);
        const value = storedValue(set.entryType, again(call.path['value'] ?? ''));
        const domainId = integerOf(call, 'domain_id');
        const entry = set.entries.find((one) => one.value === value && one.domainId === domainId);
        if (entry === undefined) throw refused('valueMissing', 'The set does not hold the value');
        await sets.removeEntries([entry.id]);
        return { status: 200, body: setRow(found(sets, call)) };
      },
    },
    {
      kind: 'value',
      ...{ method: 'POST', path: `${path}/bulk_load/{namespace}/{name}/{domain_id}`, deprecatedIn },
      ...{ capabilities: mayWrite, shape: setShape, takesBody: true },
      handle: (call) => {
        const values = isList(call.body) ? call.body : [null];
        const texts = values.filter((value) => typeof value === 'string');
        if (texts.length !== values.length)
          throw refused('badJson', 'The body is no list of texts');
        const domain = call.path['domain_id'] ?? '';
        return put(call, texts, domain === 'SHARED' ? null : Number(domain));
      },
    },
  ];
}

async function create({ query }: Call, sets: SetStore): Promise<ReferenceSet> {
  const name = query.get('name') ?? '';
  const type = query.get('element_type');
  const entryType = entryTypes.find((one) => one === type && one !== 'CIDR');
  const timeout = query.get('timeout_type') ?? 'UNKNOWN';
  const expiryType = (['FIRST_SEEN', 'LAST_SEEN'] as const).find((one) => one === timeout);
  const life = query.get('time_to_live');
  const timeToLiveSeconds = life === undefined ? null : secondsOf(life);
  if (name.trim() === '') throw refused('badParameter', 'The name is empty');
  if (entryType === undefined) throw refused('badParameter', `"${type ?? ''}" is no element type`);
  if (expiryType === undefined && timeout !== 'UNKNOWN')
    throw refused('badParameter', `"${timeout}" is no timeout type`);
  if (life !== undefined && timeToLiveSeconds === null)
    throw refused('badParameter', 'time_to_live is a text such as "1 month" or "5 minutes"');
  if (sets.named(name) !== null) throw refused('nameTaken', `"${name}" exists`);
  // Without a timeout type a time to live counts from the first sight: a guess.
  const rule = timeToLiveSeconds === null ? 'NO_EXPIRY' : (expiryType ?? 'FIRST_SEEN');
  return sets.create({
    ...{ name, entryType, namespace: 'SHARED', description: '', expiryType: rule },
    timeToLiveSeconds,
  });
}

/** The set that the path names; clients encode names twice where they hold a slash or a blank. */
function found(sets: SetStore, call: Call): ReferenceSet {
  const space = call.query.get('namespace') ?? call.path['namespace'] ?? 'SHARED';
  if (space !== 'SHARED') throw refused('badNamespace', 'This console has no tenants');
  const name = call.path['name'] ?? '';
  const set = sets.named(name) ?? sets.named(again(name));
  if (set === null) throw refused('setMissing', `Reference set "${name}" does not exist`);
  return set;
}

function again(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign of its own: it was encoded once
  }
}

function setRow(set: ReferenceSet): JsonObject {
  return {
    collection_id: set.id,
    name: set.name,
    element_type: set.entryType,
    timeout_type: set.expiryType === 'NO_EXPIRY' ? 'UNKNOWN' : set.expiryType,
    time_to_live: set.timeToLiveSeconds === null ? null : timeToLiveText(set.timeToLiveSeconds),
    number_of_elements: set.entries.length,
    creation_time: set.creationMs,
    namespace: set.namespace,
  };
}

function elementRow(element: ReferenceSet['entries'][number]): JsonObject {
  return {
    value: element.value,
    source: element.source,
    domain_id: element.domainId,
    first_seen: element.firstSeenMs,
    last_seen: element.lastSeenMs,
  };
}

function refused(what: keyof typeof legacyErrors, message: string): ApiError {
  return new ApiError(legacyErrors[what], message);
}

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
