import type { Call, Endpoint } from '../endpoint.ts';
import { ApiError, type ErrorEntry } from '../errors.ts';
import { hasId, type JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';

/** The endpoint for one row of a list; the path has one parameter, the id. */
export function byId(
  path: string,
  shape: Shape,
  missing: ErrorEntry,
  rows: (call: Call) => readonly JsonObject[],
): Endpoint {
  return {
    kind: 'value',
    method: 'GET',
    path,
    capabilities: ['SEM'],
    shape,
    handle: (call) => {
      const id = Object.values(call.path)[0] ?? '';
      const row = rows(call).find((candidate) => hasId(candidate, id));
      if (!row) throw new ApiError(missing, `${id} does not exist`);
      return { status: 200, body: row };
    },
  };
}
