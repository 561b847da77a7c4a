import type { ApiClock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';

/** Fields of a task (QRadar REST API 26.0, reference_data_collections-set_delete_tasks-task_status_id-GET). */
export const taskShape: Shape = {
  id: 'number',
  name: 'string',
  status: 'string',
  message: 'string',
  created_by: 'string',
  created: 'number',
  started: 'number',
  modified: 'number',
  completed: 'number',
  error_code: 'number',
  error_message: 'string',
};

/**
 * Tasks of reference data. Each is over when its call is answered, as small ones on a console mostly are when one
 * asks; `result` is what `/results` shows.
 */
export class ReferenceTasks {
  readonly #clock: ApiClock;
  readonly #tasks = new Map<number, { readonly row: JsonObject; readonly result: JsonObject }>();

  constructor(clock: ApiClock) {
    this.#clock = clock;
  }

  /** Notes a task that has been done. */
  add(name: string, createdBy: string, result: JsonObject = {}): JsonObject {
    const id = this.#tasks.size + 1;
    const nowMs = this.#clock.now();
    const row = {
      ...{ id, name, status: 'COMPLETED', message: '', created_by: createdBy },
      ...{ created: nowMs, started: nowMs, modified: nowMs, completed: nowMs },
      ...{ error_code: null, error_message: null },
    };
    this.#tasks.set(id, { row, result: { id, ...result } });
    return row;
  }

  /** The task of that id as written in a path, or null. */
  find(id: string): { readonly row: JsonObject; readonly result: JsonObject } | null {
    return /^\d{1,9}$/.test(id) ? (this.#tasks.get(Number(id)) ?? null) : null;
  }
}
