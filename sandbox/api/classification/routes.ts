import type { ConsoleStore } from '../../sql/store.ts';
import { listRules, type Call, type Endpoint } from '../endpoint.ts';
import { ApiError, type ErrorEntry } from '../errors.ts';
import { hasId, type JsonObject } from '../json.ts';
import type { ListRules } from '../list/list.ts';
import type { Shape } from '../list/shape.ts';

/** The codes of one list and of its rows by id. */
type Codes = {
  readonly missing: ErrorEntry;
  readonly badId: ErrorEntry;
  readonly sortField?: ErrorEntry;
  readonly sortUnknown?: ErrorEntry;
  readonly sortSeveral?: ErrorEntry;
};

/** Codes: QRadar REST API 26.0, pages data_classification-*; none of them names one for a bad filter. */
const badFilter = entry(422, 1010, 'The filter parameter is not valid.');

const highCodes: Codes = {
  missing: entry(404, 1002, 'The requested high level category was not found.'),
  badId: entry(422, 1005, 'High level category ID must be a positive integer.'),
  sortField: entry(422, 23003, 'Sorting is only supported for fields "id" or "name".'),
  sortUnknown: entry(422, 23004, 'The sort field that was provided does not exist.'),
  sortSeveral: entry(422, 23005, 'Sorting on multiple fields is not supported.'),
};

const lowCodes: Codes = {
  missing: entry(404, 1002, 'The requested low level category was not found.'),
  badId: entry(422, 1005, 'Low level category ID must be a positive integer.'),
  sortField: entry(422, 23053, 'Sorting is only supported for fields "id" or "name"'),
  sortUnknown: entry(422, 23054, 'The sort field that was provided does not exist.'),
  sortSeveral: entry(422, 23055, 'Sorting on multiple fields is not supported.'),
};

const qidCodes: Codes = {
  missing: entry(404, 1002, 'The requested QID record was not found.'),
  badId: entry(422, 1005, 'qid_record_id must be a positive integer.'),
};

/** Categories and QID records (QRadar REST API 26.0, pages data_classification-*), read side. */
export function classificationEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [
    ...pair('/data_classification/high_level_categories', highShape, highCodes, () =>
      store.dimensions.highLevelCategories.map(({ id, name, description }) => ({
        id,
        name,
        description,
      })),
    ),
    ...pair('/data_classification/low_level_categories', lowShape, lowCodes, () =>
      store.dimensions.lowLevelCategories.map((category) => ({
        id: category.id,
        name: category.name,
        description: category.description,
        severity: category.severity,
        high_level_category_id: category.highLevelCategoryId,
      })),
    ),
    ...pair('/data_classification/qid_records', qidShape, qidCodes, () =>
      store.dimensions.qidRecords.map((record) => ({
        id: record.id,
        qid: record.qid,
        name: record.name,
        description: record.description,
        severity: record.severity,
        low_level_category_id: record.lowLevelCategoryId,
        log_source_type_id: null,
        uuid: null,
      })),
    ),
  ];
}

const highShape: Shape = { id: 'number', name: 'string', description: 'string' };

const lowShape: Shape = { ...highShape, severity: 'number', high_level_category_id: 'number' };

const qidShape: Shape = {
  id: 'number',
  qid: 'number',
  name: 'string',
  description: 'string',
  severity: 'number',
  low_level_category_id: 'number',
  log_source_type_id: 'number',
  uuid: 'string',
};

/** A list and its rows by id. */
function pair(
  path: string,
  shape: Shape,
  codes: Codes,
  rows: () => readonly JsonObject[],
): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path,
      element: { object: shape },
      list: listRules(badFilter, { sort: sortOf(codes) }),
      rows,
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${path}/{id}`,
      shape,
      handle: (call) => ({ status: 200, body: find(rows(), codes, call) }),
    },
  ];
}

function sortOf({ sortField, sortUnknown, sortSeveral }: Codes): ListRules['sort'] {
  if (!sortField || !sortUnknown || !sortSeveral) return null;
  return {
    fields: ['id', 'name'],
    isSingle: true,
    errors: {
      malformed: sortUnknown,
      unknown: sortUnknown,
      unsupported: sortField,
      several: sortSeveral,
    },
  };
}

function find(rows: readonly JsonObject[], codes: Codes, call: Call): JsonObject {
  const id = call.path['id'] ?? '';
  if (!/^[1-9]\d*$/.test(id)) throw new ApiError(codes.badId, `"${id}" is no positive integer`);
  const row = rows.find((candidate) => hasId(candidate, id));
  if (!row) throw new ApiError(codes.missing, `${id} does not exist`);
  return row;
}

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
