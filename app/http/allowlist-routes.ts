import { Router, type Request, type Response } from 'express';
import * as z from 'zod/mini';
import {
  allowPreviewRequestSchema,
  allowRequestSchema,
  allowResumeSchema,
  type AllowChange,
} from '../../contract/allowlist.ts';
import { languageOf } from '../../contract/languages.ts';
import type { ConsoleAccess, Who } from '../ports/console.ts';
import type { AllowlistReader } from '../runs/allowlist/allowlist.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { AllowChanged, AllowlistChanges } from '../runs/allowlist/changes.ts';
import type { SetMatches } from '../runs/allowlist/set-matches.ts';
import { problemOf } from './problems.ts';
import { ownerOf, parsed, requestIdOf, wholeNumber } from './requests.ts';
import { searchers } from './rights.ts';

const historySchema = z.object({
  before: z.exactOptional(wholeNumber(1, 9_999_999_999)),
  limit: z._default(wholeNumber(1, 200), 50),
});
const actionSchema = wholeNumber(1, 9_999_999_999);

export type AllowlistRoutesOptions = {
  readonly console: Pick<ConsoleAccess, 'who'>;
  readonly allowlist: AllowlistReader;
  readonly allowlistChanges: AllowlistChanges;
  readonly setMatches: SetMatches;
  readonly settings: Pick<SettingsStore, 'read'>;
};

/** The allowlist: its entries, what they would hide, and changes of them. */
export function allowlistRoutes({
  console,
  allowlist,
  allowlistChanges,
  setMatches,
  settings,
}: AllowlistRoutesOptions): Router {
  const routes = Router();
  // Whoever may search, because it speaks of what searches find; whether they may change it QRadar decides at each write.
  const asker = searchers(console);

  routes.get('/allowlist', async (request, response) => {
    const who = await asker(request, response);
    response.json(await allowlist.list(who, visibleTo(who)));
  });

  routes.post('/allowlist', async (request, response) => {
    const wanted = parsed(allowRequestSchema, request.body, 'allowlist-invalid');
    const changer = await asker(request, response);
    const changed = await allowlistChanges.add(changer, wanted);
    response.status(201).json(changeOf(changed, request, response));
  });

  routes.post('/allowlist/preview', async (request, response) => {
    const { entries } = parsed(allowPreviewRequestSchema, request.body, 'allowlist-invalid');
    response.json(await allowlist.preview(await asker(request, response), entries));
  });

  routes.get('/allowlist/sets', async (request, response) => {
    const who = await asker(request, response);
    const owner = ownerOf(who.identity);
    const { settings: inForce } = await settings.read();
    const answer = await setMatches.look({
      ...who,
      owner,
      settings: inForce,
      isVisible: visibleTo(who),
    });
    response.status('pending' in answer ? 202 : 200).json(answer);
  });

  routes.get('/allowlist/history', async (request, response) => {
    const { before = null, limit } = parsed(historySchema, request.query);
    const who = await asker(request, response);
    response.json(await allowlist.history(who, { before, limit }, visibleTo(who)));
  });

  routes.delete('/allowlist/entries/:entry', async (request, response) => {
    const changer = await asker(request, response);
    const changed = await allowlistChanges.remove(changer, request.params.entry);
    response.json(changeOf(changed, request, response));
  });

  routes.post('/allowlist/entries/:entry/resume', async (request, response) => {
    const wanted = parsed(allowResumeSchema, request.body, 'allowlist-invalid');
    const changer = await asker(request, response);
    const changed = await allowlistChanges.resume(changer, request.params.entry, wanted);
    response.json(changeOf(changed, request, response));
  });

  routes.post('/allowlist/actions/:action/undo', async (request, response) => {
    const action = parsed(actionSchema, request.params.action);
    const changer = await asker(request, response);
    response.json(changeOf(await allowlistChanges.undo(changer, action), request, response));
  });

  return routes;
}

/** What was refused, in words of the asker's language. */
function changeOf(
  { refused, ...change }: AllowChanged,
  request: Request<object>,
  response: Response,
): AllowChange {
  const language = languageOf(request.get('Accept-Language'));
  return {
    ...change,
    refused: refused.map(({ value, error }) => {
      return { value, problem: problemOf(error, requestIdOf(response), language) };
    }),
  };
}

/** Of a domain, whether a session sees it; where the console does not tell, only what holds in all of them is seen. */
function visibleTo({ domainIds }: Pick<Who, 'domainIds'>) {
  return (domain: number | null) => domain === null || domainIds?.includes(domain) === true;
}
