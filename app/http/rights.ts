import type { Request, Response } from 'express';
import { AppError } from '../ports/app-error.ts';
import type { ConsoleAccess, Identity, Who } from '../ports/console.ts';
import { identityOf, requestIdOf, signalOf } from './requests.ts';

/** Who asks, with the rights of this moment, and by which session and request. */
export type Asker = Who & {
  readonly identity: Identity;
  readonly signal: AbortSignal;
  readonly requestId: string;
};

type Ask = (request: Request<object>, response: Response) => Promise<Asker>;

/** Lets those through who may search events, and throws `not-allowed` for others. */
export function searchers(console: Pick<ConsoleAccess, 'who'>): Ask {
  return only(console, ({ canSearch }) => canSearch, 'Log Activity (EventViewer)');
}

/**
 * Lets administrators through, and throws `not-allowed` for others: QRadar's manifest guards no address that is called directly.
 */
export function administrators(console: Pick<ConsoleAccess, 'who'>): Ask {
  return only(console, ({ canAdminister }) => canAdminister, 'System Administrator (ADMIN)');
}

function only(console: Pick<ConsoleAccess, 'who'>, may: (who: Who) => boolean, right: string): Ask {
  return async (request, response) => {
    const identity = identityOf(request);
    const signal = signalOf(response);
    const who = await console.who(identity, signal);
    if (!may(who)) throw new AppError('not-allowed', { detail: right });
    return { ...who, identity, signal, requestId: requestIdOf(response) };
  };
}
