import type { IncomingMessage } from 'node:http';
import type { Caller } from './access/sessions.ts';
import type { Fault } from './faults.ts';
import type { Json } from './json.ts';

/** A body that was sent as JSON; `json` is undefined where it is none. */
export type JsonBody = { readonly text: string; readonly json: Json | undefined };

/** What the middlewares find out about one call, each for those below it. */
export type CallState = {
  fault: Fault | null;
  query: ReadonlyMap<string, string>;
  caller: Caller | null;
  file: Buffer | null;
  /** What was sent as JSON; null where nothing was. */
  body: JsonBody | null;
  version: number;
  /** Path of the endpoint that took the call, parameters in braces; for the log. */
  endpoint: string | null;
};

const states = new WeakMap<IncomingMessage, CallState>();

/** The state of a call; an empty one at first. */
export function stateOf(request: IncomingMessage): CallState {
  const known = states.get(request);
  if (known) return known;
  const state: CallState = {
    fault: null,
    query: new Map(),
    caller: null,
    file: null,
    body: null,
    version: 0,
    endpoint: null,
  };
  states.set(request, state);
  return state;
}
