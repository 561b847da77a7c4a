import type { ConsoleStore } from '../../sql/store.ts';
import type { Endpoint } from '../endpoint.ts';
import { ApiError } from '../errors.ts';
import { isList, isObject, type Json, type JsonObject } from '../json.ts';
import { storedValue } from './entry-value.ts';
import { newEntry } from './entry-routes.ts';
import { refused } from './errors.ts';
import { taskShape, type ReferenceTasks } from './reference-tasks.ts';
import { base, mayWrite } from './set-routes.ts';
import type { SetStore } from './set-store.ts';

type Answer = {
  readonly http_status: number;
  readonly message: string;
  readonly unique_code: number;
};

/** Many entries in one call (QRadar REST API 26.0, reference_data_collections-set_entries-PATCH and its tasks). */
export function bulkEndpoints(
  store: ConsoleStore,
  sets: SetStore,
  tasks: ReferenceTasks,
): readonly Endpoint[] {
  const path = `${base}/set_bulk_update_tasks/{task_status_id}`;
  const found = (id = '') => {
    const task = tasks.find(id);
    if (task === null) throw refused('bulkTaskMissing', `There is no task ${id}`);
    return task;
  };
  return [
    {
      kind: 'value',
      method: 'PATCH',
      path: `${base}/set_entries`,
      capabilities: mayWrite,
      takesBody: true,
      shape: taskShape,
      handle: async ({ body, caller }) => {
        if (!isList(body)) throw refused('badBulk', 'The body is no list of entries');
        for (const item of body) {
          const id = isObject(item) ? (item['collection_id'] ?? null) : null;
          const isById = isObject(item) && typeof item['id'] === 'number';
          if (typeof id !== 'number' && !isById) throw refused('badBulk', 'An entry has no set');
          if (typeof id === 'number' && sets.find(id) === null)
            throw refused('bulkSetMissing', `Reference set ${id} does not exist`);
        }
        const answers: Answer[] = [];
        for (const item of body) answers.push(await answered(item, sets, store));
        return { status: 202, body: tasks.add('Bulk update', caller.name, summary(answers)) };
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path,
      shape: taskShape,
      handle: (call) => ({ status: 200, body: found(call.path['task_status_id']).row }),
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${path}/results`,
      shape: null,
      handle: (call) => ({ status: 200, body: found(call.path['task_status_id']).result }),
    },
  ];
}

async function answered(item: Json, sets: SetStore, store: ConsoleStore): Promise<Answer> {
  try {
    if (isObject(item) && item['delete_entry'] === true) return await deleted(item, sets);
    const { set, entry } = newEntry(item, sets, store);
    const [put] = await sets.put(set.id, [entry]);
    return { http_status: put?.isNew === true ? 201 : 200, message: '', unique_code: 0 };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, code } = error.entry;
    return { http_status: status, message: error.message, unique_code: code };
  }
}

/** By id, or by set and value: that it goes by these is inferred. */
async function deleted(item: JsonObject, sets: SetStore): Promise<Answer> {
  const ids = sets.all.flatMap((set) => {
    const given = item['value'];
    const value = typeof given === 'string' ? storedValue(set.entryType, given) : null;
    return set.entries
      .filter((entry) =>
        typeof item['id'] === 'number'
          ? entry.id === item['id']
          : set.id === item['collection_id'] && entry.value === value,
      )
      .map((entry) => entry.id);
  });
  if (ids.length === 0) throw refused('deletedEntryMissing', 'There is no such entry');
  await sets.removeEntries(ids);
  return { http_status: 200, message: '', unique_code: 0 };
}

function summary(answers: readonly Answer[]): JsonObject {
  const good = answers.filter(({ http_status }) => http_status < 300).length;
  const status =
    good === answers.length
      ? 'COMPLETE_UPDATE_PERFORMED'
      : good === 0
        ? 'UPDATE_ABORTED'
        : 'PARTIAL_UPDATE_PERFORMED';
  return {
    status,
    total_responses: answers.length,
    successful_responses: good,
    responses: answers,
  };
}
