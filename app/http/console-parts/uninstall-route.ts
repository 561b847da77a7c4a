import { setTimeout as wait } from 'node:timers/promises';
import { Router, type Request, type Response } from 'express';
import { languageOf } from '../../../contract/languages.ts';
import type { HeldSearches } from '../../runs/held-searches.ts';
import type { Log } from '../../ports/log.ts';
import { consoleWords } from '../../../words/served.ts';
import type { ConsoleAccess, Who } from '../../ports/console.ts';
import { identityOf, mayBeForged, signalOf } from '../requests.ts';
import type { Runs } from '../../runs/runs.ts';

export type UninstallOptions = {
  readonly console: Pick<ConsoleAccess, 'who' | 'deletions' | 'drained'>;
  readonly runs: Pick<Runs, 'underWay' | 'close'>;
  readonly heldSearches: Pick<HeldSearches, 'release'>;
  readonly log: Log;
};

/** What the hook did, in sentences for the administrator who uninstalls the app. */
export type Uninstalled = { readonly removed: readonly string[]; readonly left: readonly string[] };

/** Below the 25 s within which every answer of the app comes; a deletion QRadar does not answer takes longer. */
const limitMs = 15_000;

/** QRadar's own user that Extensions Management uninstalls with (docs/qradar-facts.md#uninstall-hooks). */
const uninstaller = 'configservices';

/**
 * `POST /uninstall`: the uninstall hook. Ends what the app has under way outside its container, which is Ariel
 * searches and nothing else, for an administrator and for QRadar itself. Any other caller changes nothing, and is
 * told so with 200, like an administrator whom another site made call: how QRadar's own call identifies itself is not
 * published, and a refusal would show a failed uninstallation although the searches end with the app anyway.
 */
export function uninstallRoute(options: UninstallOptions): Router {
  const routes = Router();
  routes.post('/uninstall', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const by = await whoMayEnd(options, request, response);
    const language = by?.language ?? languageOf(request.get('Accept-Language'));
    const words = consoleWords(language).uninstall;
    const stays = [words.ownStore, words.analystsOwn];
    if (by === null) {
      response.json({ removed: [], left: [words.notAllowed, ...stays] } satisfies Uninstalled);
      return;
    }
    const { detections, deleted, left } = await endAll(options);
    options.log.notice('uninstall hook', { user: by.user, detections, deleted, left });
    response.json({
      removed: [words.detections(detections), words.searches(deleted)],
      left: [...(left === 0 ? [] : [words.searchesLeft(left)]), ...stays],
    } satisfies Uninstalled);
  });
  return routes;
}

/** `null` for a caller who may not, and where it cannot be known. */
async function whoMayEnd(
  { console, log }: UninstallOptions,
  request: Request,
  response: Response,
): Promise<Who | null> {
  if (mayBeForged(request)) return null;
  try {
    const who = await console.who(identityOf(request), signalOf(response));
    return who.canAdminister || who.user.toLowerCase() === uninstaller ? who : null;
  } catch (error) {
    log.warn('who uninstalls is not known', error);
    return null;
  }
}

/** Numbers of detections ended and of searches deleted or not. The app stays usable: an uninstallation may fail. */
async function endAll({ console, runs, heldSearches }: UninstallOptions): Promise<{
  readonly detections: number;
  readonly deleted: number;
  readonly left: number;
}> {
  const before = console.deletions();
  const detections = runs.underWay;
  const ended = Promise.all([runs.close(), heldSearches.release()]).then(console.drained);
  await Promise.race([ended, wait(limitMs, undefined, { ref: false })]);
  const after = console.deletions();
  return {
    detections,
    deleted: after.deleted - before.deleted,
    left: after.failed + after.pending,
  };
}
