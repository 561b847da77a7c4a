/**
 * The one error body of the API and the framework's own codes.
 * Source: docs/qradar-facts.md#error-body (body, the sentence of each status);
 * the codes of single endpoints are in the `errors.ts` of each area, after the page of that endpoint.
 */

/** The five-field body every failed call is answered with, whatever media type was asked for. */
export type ErrorBody = {
  readonly http_response: { readonly code: number; readonly message: string };
  /** "Unique code": unique within one endpoint only. */
  readonly code: number;
  /** Fixed text of the code; empty for the framework's codes. */
  readonly description: string;
  readonly details: Readonly<Record<string, never>>;
  /** What was wrong with this very call. */
  readonly message: string;
};

/** One row of an endpoint's table of response codes. */
export type ErrorEntry = {
  readonly status: number;
  readonly code: number;
  readonly description: string;
};

/** Sentence per status, as the page c_rest_api_errors lists them. */
const statusSentences: Readonly<Record<number, string>> = {
  400: 'Invalid syntax for this request was provided.',
  401: 'You are unauthorized to access the requested resource. Please log in.',
  403: 'Your account is not authorized to access the requested resource.',
  404: 'We could not find the resource you requested. Please refer to the documentation for the list of resources.',
  405: 'This method type is not currently supported.',
  406: 'Acceptance header is invalid for this endpoint resource.',
  409: 'The request could not be completed due to a conflict with the current state of the resource.',
  410: 'The requested resource is no longer available and has been permanently removed.',
  414: 'The request URI is longer than the server is willing to interpret.',
  422: 'The request was well-formed but was unable to be followed due to semantic errors.',
  500: 'Unexpected internal server error.',
  501: 'The requested resource is recognized but not implemented.',
  502: 'Invalid response received when acting as a proxy or gateway.',
  503: 'The server is currently unavailable.',
};

/**
 * Codes of the framework itself; their description is always empty. 4, 8, 11, 13, 18, 26, 30 and 31 were
 * captured on consoles (docs/qradar-facts.md#codes-of-the-framework); the code that goes with 400, 406, 410, 414, 501, with a refused version, range or CSRF token is not
 * public, and the stand-in says 0 there.
 */
export const framework = {
  badSyntax: { status: 400, code: 0, description: '' },
  unknownPath: { status: 404, code: 4, description: '' },
  missingParameter: { status: 422, code: 8, description: '' },
  unconvertibleParameter: { status: 422, code: 11, description: '' },
  bodyNotProduced: { status: 500, code: 13, description: '' },
  noCredentials: { status: 401, code: 18, description: '' },
  missingCapability: { status: 403, code: 26, description: '' },
  unknownField: { status: 422, code: 30, description: '' },
  repeatedField: { status: 422, code: 31, description: '' },
  badCsrfToken: { status: 403, code: 0, description: '' },
  badRange: { status: 422, code: 0, description: '' },
  notAcceptable: { status: 406, code: 0, description: '' },
  pathRemoved: { status: 410, code: 0, description: '' },
  addressTooLong: { status: 414, code: 0, description: '' },
  versionRemoved: { status: 422, code: 0, description: '' },
  notImplemented: { status: 501, code: 0, description: '' },
  internal: { status: 500, code: 0, description: '' },
} as const satisfies Record<string, ErrorEntry>;

/** A call that ends with an error body; thrown anywhere below the router, written in one place. */
export class ApiError extends Error {
  readonly entry: ErrorEntry;

  constructor(entry: ErrorEntry, message: string) {
    super(message);
    this.name = 'ApiError';
    this.entry = entry;
  }
}

/** The body of an error; `message` is shown to the caller, so it never quotes a credential. */
export function errorBody(entry: ErrorEntry, message: string): ErrorBody {
  return {
    http_response: { code: entry.status, message: statusSentences[entry.status] ?? '' },
    code: entry.code,
    description: entry.description,
    details: {},
    message,
  };
}
