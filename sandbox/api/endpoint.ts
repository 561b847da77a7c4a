import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Caller } from './access/sessions.ts';
import type { ErrorEntry } from './errors.ts';
import type { Fault } from './faults.ts';
import type { Json } from './json.ts';
import type { ListRules } from './list/list.ts';
import type { FieldShape, Shape } from './list/shape.ts';

/** Type of a parameter; what does not convert is answered 422/11. */
export type ParameterType = 'string' | 'integer' | 'boolean';

/** A query parameter of an endpoint. */
export type Parameter = { readonly type: ParameterType; readonly isRequired?: boolean };

/** One call, checked and converted as far as the framework does before an endpoint sees it. */
export type Call = {
  readonly caller: Caller;
  /** API version the call is answered in. */
  readonly version: number;
  readonly headers: IncomingHttpHeaders;
  /** Parameters of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Query parameters as sent, form body merged in; the first of several wins. */
  readonly query: ReadonlyMap<string, string>;
  /** The JSON body of an endpoint that takes one; null where none was sent. */
  readonly body: Json | null;
  /** A file that was sent as the body; null where there is none. */
  readonly file: Buffer | null;
  /** Aborted when the client went away. */
  readonly signal: AbortSignal;
  /** A fault on order that the endpoint itself has to bring about; those on the wire never get here. */
  readonly fault: Fault | null;
};

/** A JSON answer; `fields` is applied to the body by the framework. */
export type Reply = {
  readonly status: number;
  readonly body: Json;
  readonly headers?: Readonly<Record<string, string>>;
};

type EndpointBase = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path below `/api`, parameters in braces as in IBM's reference: `/ariel/searches/{search_id}`. */
  readonly path: string;
  /** First version that has it; below, the path is unknown. */
  readonly since?: number;
  /** First version without it; from there on it is gone (410). */
  readonly removedIn?: number;
  /** First version that marks it with the `Deprecated` header. */
  readonly deprecatedIn?: number;
  /** The caller needs one of these; ADMIN has them all. Left out: any login will do. */
  readonly capabilities?: readonly string[];
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** True where a JSON body is taken; `fields` is then a header, as IBM's pages have it. */
  readonly takesBody?: true;
};

/** An endpoint that answers a list of rows, on which `filter`, `sort`, `Range` and `fields` act. */
export type ListEndpoint = EndpointBase & {
  readonly kind: 'list';
  readonly element: FieldShape;
  readonly list: ListRules;
  readonly rows: (call: Call) => readonly Json[] | Promise<readonly Json[]>;
};

/** An endpoint that answers one value; with a `shape` it takes `fields`. */
export type ValueEndpoint = EndpointBase & {
  readonly kind: 'value';
  readonly shape: Shape | null;
  readonly handle: (call: Call) => Reply | Promise<Reply>;
};

/** An endpoint that writes its answer itself: Ariel results, in four media types and of any length. */
export type StreamEndpoint = EndpointBase & {
  readonly kind: 'stream';
  readonly write: (call: Call, response: ServerResponse) => Promise<void>;
};

/** An endpoint as data: what the framework checks, and what is left for the endpoint to do. */
export type Endpoint = ListEndpoint | ValueEndpoint | StreamEndpoint;

/** A list without `sort`. */
export function listRules(filterError: ErrorEntry, options: Partial<ListRules> = {}): ListRules {
  return { filter: { error: filterError }, sort: null, hasRange: true, ...options };
}

/** A whole-number parameter; the framework has refused what is none, so `null` means it was not sent. */
export function integerOf(call: Call, name: string): number | null {
  const text = call.query.get(name);
  return text === undefined ? null : Number(text);
}

/** A yes-or-no parameter; not sent counts as no. */
export function isSet(call: Call, name: string): boolean {
  return call.query.get(name)?.toLowerCase() === 'true';
}
