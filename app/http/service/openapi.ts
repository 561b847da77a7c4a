import * as z from 'zod/mini';
import { findingSchema } from '../../../contract/finding.ts';
import { problemSchema } from '../../../contract/problem.ts';
import {
  destinationSummarySchema,
  serviceAddressSchema,
  serviceFindingsSchema,
  serviceHealthSchema,
  serviceRunSchema,
} from '../../../contract/service.ts';
import { sourceSummarySchema } from '../../../contract/summary.ts';
import { opened } from '../json-schema.ts';
import { operations } from './operations.ts';

type Json = Readonly<Record<string, unknown>>;

/** Schemas with a name of their own in the description. */
const named = {
  Finding: findingSchema,
  SourceSummary: sourceSummarySchema,
  DestinationSummary: destinationSummarySchema,
  Run: serviceRunSchema,
  Findings: serviceFindingsSchema,
  Address: serviceAddressSchema,
  Health: serviceHealthSchema,
  Problem: problemSchema,
} as const;

const answers = {
  health: 'Health',
  findings: 'Findings',
  address: 'Address',
} as const satisfies Record<keyof typeof operations, keyof typeof named>;

const reference = (name: keyof typeof named) => ({ $ref: `#/components/schemas/${name}` });

let bytes: Buffer | null = null;

/** `openApi` as JSON in UTF-8: the same object for every caller, because it is dear to make and nobody's in particular. */
export function openApiBytes(): Buffer {
  bytes ??= Buffer.from(JSON.stringify(openApi()));
  return bytes;
}

/**
 * The OpenAPI 3.1 description of the named service, made from the schemas that check what comes in and what
 * goes out. A member may be added to an answer at any time, so objects are left open.
 */
export function openApi(): Json {
  const paths = Object.entries(operations).map(([id, operation]) => {
    const { path, summary, parameters, query } = operation;
    const answer = answers[id as keyof typeof answers];
    return [
      path,
      {
        get: {
          operationId: id,
          summary,
          parameters: [...parametersOf(parameters, 'path'), ...parametersOf(query, 'query')],
          responses: {
            200: {
              description: summary,
              content: { 'application/json': { schema: reference(answer) } },
            },
            default: {
              description: 'What went wrong; docs/errors.md lists the codes',
              content: { 'application/problem+json': { schema: reference('Problem') } },
            },
          },
        },
      },
    ];
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Transfer Watch, named service',
      version: '1.0.0',
      description:
        'Findings of MITRE ATT&CK T1071.002 for other apps and SOAR. Answers come from the newest finished run of a session with the same security profile, role and tenant as the caller; nothing here starts a search. Times are epoch milliseconds, UTC.',
    },
    servers: [{ url: '/console/plugins/app_proxy:transfer-watch' }],
    security: [{ sec: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        sec: {
          type: 'apiKey',
          in: 'header',
          name: 'SEC',
          description:
            'Token of an authorized service, or of a console session (then also a cookie).',
        },
      },
      schemas: namedSchemas(),
    },
  };
}

function namedSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, opened(schema)]));
}

function parametersOf(schema: z.ZodMiniObject, place: 'path' | 'query'): readonly Json[] {
  const { properties = {} } = z.toJSONSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: opened(property),
  }));
}
