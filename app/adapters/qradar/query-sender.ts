import type * as z from 'zod/mini';
import { AppError } from '../../ports/app-error.ts';
import { lengthInUrl, longestQuery } from '../../detection/aql/statement.ts';
import type { Answer, Call, ConsoleClient } from './client.ts';
import { ConsoleRefusal } from './failures.ts';

/** Sends AQL to an endpoint that takes `query_expression`. Throws an `AppError`. */
export type QuerySender = <T>(
  endpoint: 'createSearch' | 'validateQuery',
  aql: string,
  call: Omit<Call<T>, 'query' | 'form'> & { readonly schema: z.ZodMiniType<T> },
) => Promise<Answer<T>>;

/**
 * A query that fits into a request line goes there: the one documented way, which every console takes. A longer one
 * would be cut by the web tier (414), so it goes as a form in the body, as published clients send theirs
 * (docs/qradar-facts.md#long-queries). A console that does not take the form is asked the documented way, in the hope
 * that its request line is longer than usual, and is not sent a form again by this sender.
 */
export function createQuerySender(client: ConsoleClient): QuerySender {
  let takesForms = true;
  return async (endpoint, aql, call) => {
    const parameters = { query_expression: aql };
    const inAddress = () => client.call(endpoint, { ...call, query: parameters });
    if (!takesForms || lengthInUrl(aql) <= longestQuery.inRequestLine) return inAddress();
    try {
      return await client.call(endpoint, { ...call, form: parameters });
    } catch (error) {
      if (!isFormRefused(error)) throw error;
      takesForms = false;
    }
    return inAddress();
  };
}

/**
 * What a console answers that has not read the form: 415, or that the parameter is missing, in the words of the
 * endpoint (1005) or of the framework (8). Refused so, nothing was begun, and the query may be sent again. A query that
 * was read and is wrong is 2000.
 */
function isFormRefused(error: unknown): error is AppError {
  if (!(error instanceof ConsoleRefusal)) return false;
  const { status, reason } = error;
  return status === 415 || (status === 422 && (reason === 1005 || reason === 8));
}
