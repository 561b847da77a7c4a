import * as z from 'zod/mini';
import {
  serviceAddressSchema,
  serviceFindingsSchema,
  serviceHealthSchema,
} from '../../../contract/service.ts';
import { hostOf } from '../../detection/rule/addresses.ts';

/** Whole numbers of a query string within bounds. */
const whole = (from: number, to: number) =>
  z.pipe(
    z.pipe(
      z.string().check(z.regex(/^\d{1,10}$/)),
      z.transform((text: string) => Number(text)),
    ),
    z.number().check(z.int(), z.minimum(from), z.maximum(to)),
  );

const nothing = z.object({});

/** The most findings that the settings let a run keep, so that no offset beyond them can hold anything. */
const mostFindings = 50_000;
/** Some hundred kilobytes of JSON. */
const mostPerPage = 500;

const addressSchema = z.pipe(
  z.string().check(z.maxLength(64)),
  z.pipe(
    z.transform((text: string, context) => {
      const address = hostOf(text.replaceAll(/^\[|\]$/g, ''));
      if (address !== null) return address;
      context.issues.push({ code: 'custom', message: 'not an IP address', input: text });
      return z.NEVER;
    }),
    z.string(),
  ),
);

/**
 * The operations of the named service: what the router serves, the OpenAPI description lists, and
 * `services[].endpoints` of manifest.json publishes. All are GET, for callers with a session or the token of an
 * authorized service; each sees what a run with the same rights has found, and nothing starts a search.
 */
export const operations = {
  health: {
    path: '/service/v1/health',
    summary: 'Whether the app can answer, and from which run',
    parameters: nothing,
    query: nothing,
    answer: serviceHealthSchema,
  },
  findings: {
    path: '/service/v1/findings',
    summary:
      'A page of the findings of the newest finished run, in an order that is the same for one run',
    parameters: nothing,
    query: z.object({
      offset: z._default(whole(0, mostFindings), 0),
      limit: z._default(whole(1, mostPerPage), 100),
    }),
    answer: serviceFindingsSchema,
  },
  address: {
    path: '/service/v1/addresses/{address}',
    summary: 'One address as source and as destination, in the newest finished run that knows it',
    parameters: z.object({ address: addressSchema }),
    query: nothing,
    answer: serviceAddressSchema,
  },
} as const;
