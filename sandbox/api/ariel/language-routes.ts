import type { Endpoint } from '../endpoint.ts';
import { ApiError } from '../errors.ts';
import type { Shape } from '../list/shape.ts';
import {
  columnsReply,
  columnsShape,
  databaseColumns,
  databaseNames,
  queryColumns,
} from './columns.ts';
import { arielErrors } from './errors.ts';
import type { AqlCompiler } from './language.ts';
import { anyDatabaseRight, filterOnly } from './rules.ts';
import { messageShape } from './search.ts';

/** What can be asked about the language without running a search (QRadar REST API 26.0, pages ariel-*). */
export function languageEndpoints(language: AqlCompiler): readonly Endpoint[] {
  return [...catalogueEndpoints(language), ...checkEndpoints(language)];
}

function catalogueEndpoints(language: AqlCompiler): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/ariel/databases',
      element: 'string',
      list: filterOnly,
      rows: () => databaseNames,
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/ariel/databases/{database_name}',
      capabilities: anyDatabaseRight,
      shape: columnsShape,
      handle: (call) => {
        const name = call.path['database_name'] ?? '';
        const columns = databaseColumns(language.store, name);
        if (!columns) throw new ApiError(arielErrors.databaseMissing, `${name} does not exist`);
        return columnsReply(columns, call);
      },
    },
    {
      kind: 'list',
      method: 'GET',
      path: '/ariel/functions',
      parameters: { database: { type: 'string', isRequired: true } },
      element: { object: functionShape },
      list: { filter: null, sort: null, hasRange: false },
      rows: () => language.functions,
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/ariel/functions/{function_name}',
      parameters: { database: { type: 'string', isRequired: true } },
      shape: functionShape,
      handle: (call) => {
        const name = (call.path['function_name'] ?? '').toUpperCase();
        const found = language.functions.find((row) => row['name'] === name);
        if (!found) throw new ApiError(arielErrors.functionMissing, `${name} does not exist`);
        return { status: 200, body: found };
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/ariel/parser_keywords',
      shape: { keywords: { listOf: 'string' }, where_clause_keywords: { listOf: 'string' } },
      handle: () => ({ status: 200, body: language.keywords }),
    },
  ];
}

function checkEndpoints(language: AqlCompiler): readonly Endpoint[] {
  const parameters = { query_expression: { type: 'string', isRequired: true } } as const;
  return [
    {
      kind: 'value',
      method: 'POST',
      path: '/ariel/validators/aql',
      capabilities: anyDatabaseRight,
      parameters,
      shape: { error_messages: { objects: { ...messageShape, code: 'number' } } },
      handle: (call) => ({
        status: 200,
        body: {
          error_messages: language.validate(
            call.query.get('query_expression') ?? '',
            call.caller,
            call.fault,
          ),
        },
      }),
    },
    {
      kind: 'value',
      method: 'POST',
      path: '/ariel/processors/aql_metadata',
      capabilities: anyDatabaseRight,
      parameters,
      shape: columnsShape,
      handle: (call) => {
        const text = call.query.get('query_expression') ?? '';
        const query = language.compileFor(call.caller, text, call.fault);
        return { status: 200, body: { columns: queryColumns(query) } };
      },
    },
  ];
}

const functionShape: Shape = {
  name: 'string',
  catalog: 'string',
  class_name: 'string',
  info: 'string',
  args_types: { listOf: 'string' },
  required_args: 'number',
  var_args: 'boolean',
  return_type: 'string',
  required_capabilities: 'string',
};
