import * as z from 'zod/mini';
import {
  allowChangeSchema,
  allowedFindingsSchema,
  allowHistorySchema,
  allowlistSchema,
  allowPreviewSchema,
  allowSuggestionsSchema,
  rangesSchema,
  type AllowChange,
  type AllowDraft,
  type AllowedFindings,
  type AllowHistory,
  type Allowlist,
  type AllowPreview,
  type AllowRequest,
  type allowResumeSchema,
  type AllowSuggestions,
  type PublishedRanges,
} from '../../contract/allowlist.ts';
import { pendingSchema, type Pending } from '../../contract/details.ts';
import { setMatchesSchema, type SetMatches } from '../../contract/set-match.ts';
import { routes } from '../../contract/routes.ts';
import type { Request } from './transport.ts';

/** Asks for a suspended entry to hide again, or for another end. */
export type AllowResume = z.infer<typeof allowResumeSchema>;

/** The allowlist as the tab sees it. Changes need “Manage Reference Data” and reject with `allowlist-not-permitted` without it. */
export type AllowApi = {
  readonly allowlist: (signal?: AbortSignal) => Promise<Allowlist>;
  /** Makes entries. Those that QRadar refuses are in the answer; the others hold. */
  readonly allow: (request: AllowRequest) => Promise<AllowChange>;
  /** What these entries together would change in the last run of these rights. */
  readonly previewAllowed: (
    entries: readonly AllowDraft[],
    signal?: AbortSignal,
  ) => Promise<AllowPreview>;
  readonly removeAllowed: (entry: string) => Promise<AllowChange>;
  readonly resumeAllowed: (entry: string, request: AllowResume) => Promise<AllowChange>;
  readonly undoAllowed: (action: string) => Promise<AllowChange>;
  /** What was done to entries before the action `before`, newest first. */
  readonly allowHistory: (before: string | null, signal?: AbortSignal) => Promise<AllowHistory>;
  /** What QRadar makes of the sets, or how far it is; a search. */
  readonly setMatches: (signal?: AbortSignal) => Promise<SetMatches | Pending>;
  readonly allowSuggestions: (run: string, signal?: AbortSignal) => Promise<AllowSuggestions>;
  /** Takes over the publisher's file of address ranges, parsed; needs ADMIN. */
  readonly importRanges: (file: unknown) => Promise<PublishedRanges>;
  /** The findings of a run that entries hide. */
  readonly allowedFindings: (run: string, signal?: AbortSignal) => Promise<AllowedFindings>;
};

const setMatches = z.union([setMatchesSchema, pendingSchema]);

/** The calls of the allowlist, made by `ask`. */
export function allowApi(ask: <T>(request: Request<T>) => Promise<T>): AllowApi {
  const change = (path: string, method: 'POST' | 'DELETE', body?: unknown) =>
    ask({ path, method, schema: allowChangeSchema, ...(body === undefined ? {} : { body }) });
  return {
    allowlist: (signal) => ask({ path: routes.allowlist(), schema: allowlistSchema, signal }),
    allow: (request) => change(routes.allowlist(), 'POST', request),
    previewAllowed: (entries, signal) =>
      ask({
        path: routes.allowPreview(),
        schema: allowPreviewSchema,
        method: 'POST',
        body: { entries },
        signal,
      }),
    removeAllowed: (entry) => change(routes.allowEntry(entry), 'DELETE'),
    resumeAllowed: (entry, request) => change(routes.allowResume(entry), 'POST', request),
    undoAllowed: (action) => change(routes.allowUndo(action), 'POST', {}),
    allowHistory: (before, signal) =>
      ask({
        path: routes.allowHistory(),
        query: before === null ? {} : { before },
        schema: allowHistorySchema,
        signal,
      }),
    setMatches: (signal) => ask({ path: routes.allowSets(), schema: setMatches, signal }),
    allowSuggestions: (run, signal) =>
      ask({
        path: routes.allowSuggestions(),
        query: { run },
        schema: allowSuggestionsSchema,
        signal,
      }),
    importRanges: (body) =>
      ask({ path: routes.allowRanges(), schema: rangesSchema, method: 'PUT', body }),
    allowedFindings: (run, signal) =>
      ask({ path: routes.allowed(run), schema: allowedFindingsSchema, signal }),
  };
}
