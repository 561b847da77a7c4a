import express from 'express';
import * as z from 'zod';
import { errorFaults, type Fault, type Faults } from './faults.ts';

/**
 * Orders for faults over HTTP, for demos and end-to-end tests in another process. No part of QRadar's API, without
 * log-in, and only mounted when asked for.
 *
 * `POST {"fault": NAME, "on": "POST /ariel/searches", "skip"?: n, "times"?: n | null, "forMs"?: n, "when"?: "before" | "after",
 * "ms"?: n}` orders one, see `FaultOrder`; `DELETE` takes all back, `GET` says how many are open. NAME is a ready-made error (`busy`, `serverError`, `unauthorized`, `forbidden`,
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
    const { fault, ms, ...when } = order.data;
    faults.add({ ...when, fault: faultNamed(fault, ms) });
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
  fault: z.enum([...kinds, ...presets, 'slow-wait']),
  on: z.string().regex(/^(?:\*|[A-Z]+) \/\S*$/),
  skip: z.int().nonnegative().default(0),
  times: z.int().positive().nullable().default(1),
  forMs: z.int().positive().nullable().default(null),
  when: z.enum(['before', 'after']).default('before'),
  ms: z.int().nonnegative().default(5000),
});

function faultNamed(name: z.infer<typeof orderSchema>['fault'], ms: number): Fault {
  if (name === 'slow-wait') return { kind: name, ms };
  const kind = kinds.find((candidate) => candidate === name);
  if (kind) return { kind };
  const preset = presets.find((candidate) => candidate === name);
  return errorFaults[preset ?? 'serverError'];
}
