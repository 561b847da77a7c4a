import express from 'express';
import * as z from 'zod';
import { constructs } from './ariel/refused-constructs.ts';
import { errorFaults, type Fault, type Faults } from './faults.ts';

/**
 * Orders for faults over HTTP, for demos and end-to-end tests in another process. No part of QRadar's API, without
 * log-in, and only mounted when asked for.
 *
 * `POST {"fault": NAME, "on": "POST /ariel/searches", "asking"?: TEXT, "skip"?: n, "times"?: n | null, "forMs"?: n, "when"?: "before" | "after",
 * "ms"?: n, "constructs"?: [NAME]}` orders one, see `FaultOrder`; `DELETE` takes all back, `GET` says how many are open. NAME is a ready-made error (`busy`, `serverError`, `unauthorized`, `forbidden`,
 * `conflict`, `missingProperty`) or one of the kinds in `faults.ts`.
 */
export function faultControl(faults: Faults): express.Router {
  const router = express.Router();
  router.get('/', (_request, response) => {
    response.json({ open: faults.size });
  });
  router.delete('/', (_request, response) => {
    faults.clear();
    response.json({ open: faults.size });
  });
  router.post('/', express.json(), (request, response) => {
    const order = orderSchema.safeParse(request.body);
    if (!order.success) {
      response.status(400).json({ message: z.prettifyError(order.error) });
      return;
    }
    const { fault, ms, constructs: refused, ...when } = order.data;
    faults.add({ ...when, fault: faultOf({ fault, ms, constructs: refused }) });
    response.status(201).json({ open: faults.size });
  });
  return router;
}

const kinds = [
  'hang',
  'reset',
  'close-mid-body',
  'invalid-json',
  'html',
  'vanish',
  'truncated',
  'fewer-rows',
  'search-error',
  'restricted',
  'form-ignored',
] as const;

const presets = [
  'busy',
  'serverError',
  'unauthorized',
  'forbidden',
  'conflict',
  'missingProperty',
] as const satisfies readonly (keyof typeof errorFaults)[];

const orderSchema = z.strictObject({
  fault: z.enum([...kinds, ...presets, 'slow-wait', 'refuse-constructs']),
  on: z.string().regex(/^(?:\*|[A-Z]+) \/\S*$/),
  asking: z.string().nullable().default(null),
  skip: z.int().nonnegative().default(0),
  times: z.int().positive().nullable().default(1),
  forMs: z.int().positive().nullable().default(null),
  when: z.enum(['before', 'after']).default('before'),
  ms: z.int().nonnegative().default(5000),
  constructs: z.array(z.enum(constructs)).default([...constructs]),
});

function faultOf({
  fault: name,
  ms,
  constructs,
}: Pick<z.infer<typeof orderSchema>, 'fault' | 'ms' | 'constructs'>): Fault {
  if (name === 'refuse-constructs') return { kind: name, constructs };
  if (name === 'slow-wait') return { kind: name, ms };
  const kind = kinds.find((candidate) => candidate === name);
  if (kind) return { kind };
  const preset = presets.find((candidate) => candidate === name);
  return errorFaults[preset ?? 'serverError'];
}
