import { Router, type Request, type Response } from 'express';
import { languageOf, type Language } from '../../../contract/languages.ts';
import { hostOf } from '../../detection/rule/addresses.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { ConsoleAccess } from '../../ports/console.ts';
import { identityOf, signalOf } from '../requests.ts';
import { dashboardHtml } from './dashboard-text.ts';
import { hoverHtml } from './tooltip-text.ts';
import { html } from './html.ts';
import type { LatestResult } from '../../runs/latest-result.ts';
import type { LatestResults } from '../../runs/latest-results.ts';
import { consoleWords } from '../../../words/served.ts';

/** What is answered from the latest results. */
export type LatestResultsOptions = {
  readonly appId: string | null;
  readonly console: Pick<ConsoleAccess, 'who'>;
  readonly latestResults: LatestResults;
  readonly clock: Clock;
  readonly log: Log;
};

/** A tooltip that comes later than this is not read any more. */
const hoverLimitMs = 1000;
/** The console asks for a dashboard item every 60 s, and nobody waits for it. */
const dashboardLimitMs = 10_000;

/**
 * `GET /hover/ip?context=…`: the console's tooltip on an address (metadata_providers), from results at hand and
 * never from a search. Answers `{ key, label, value }` or `{ key, label, html }` with 200 whatever is asked, as
 * the framework wants it; without a session 401.
 *
 * `GET /dashboard/item`: the item of the console's dashboard (dashboard_items), in the same way, as
 * `{ id, title, HTML }`.
 */
export function tooltipAndDashboardRoutes(options: LatestResultsOptions): Router {
  const { appId, clock } = options;
  const routes = Router();
  routes.get('/hover/ip', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const { context } = request.query;
    const address = hostOf(typeof context === 'string' ? context.trim() : '');
    const { results, language } = await seenBy(options, request, response, hoverLimitMs);
    const words = consoleWords(language);
    const head = { key: 'transfer-watch', label: words.product };
    if (results === null) {
      response.json({ ...head, value: words.unavailable });
      return;
    }
    const href = address === null ? null : tabAddress(appId, { address });
    const shown = { words, nowMs: clock.nowMs(), href };
    const said = address === null ? null : hoverHtml(results, address, shown);
    response.json(said === null ? { ...head, value: '' } : { ...head, html: said.markup });
  });
  routes.get('/dashboard/item', async (request, response) => {
    const hrefOf = (parameters: Readonly<Record<string, string>>) => tabAddress(appId, parameters);
    response.set('Cache-Control', 'no-store');
    const { results, language } = await seenBy(options, request, response, dashboardLimitMs);
    const words = consoleWords(language);
    const content =
      results === null
        ? html`<p>${words.unavailable}</p>`
        : dashboardHtml(results[0], { words, nowMs: clock.nowMs(), hrefOf });
    response.json({ id: 'transfer-watch', title: words.dashboardTitle, HTML: content.markup });
  });
  return routes;
}

/** What a session may see, newest first, and its language; `null` where the console did not say in time who it is. */
type Seen = { readonly results: readonly LatestResult[] | null; readonly language: Language };

/**
 * Asks the console who it is, for at most that long. Throws `not-signed-in`, `cancelled`, and what is at fault
 * here: a result that cannot be read is no reason to doubt who asks.
 */
export async function seenBy(
  { console, latestResults, log }: LatestResultsOptions,
  request: Request,
  response: Response,
  limitMs: number,
): Promise<Seen> {
  const limit = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([signalOf(response), limit]);
  const asker = await console.who(identityOf(request), signal).catch((error: unknown) => {
    const code = error instanceof AppError ? error.code : null;
    // Out of time is 'cancelled', too, but the caller still waits for an answer.
    if (code === 'not-signed-in' || (code === 'cancelled' && !limit.aborted)) throw error;
    log.warn('who asks is not known in time', error, { path: request.path });
    return null;
  });
  if (asker === null)
    return { results: null, language: languageOf(request.get('Accept-Language')) };
  const { scope, canSearch, language } = asker;
  // A right may have been taken away since a user with the same role ran the detection.
  return { results: canSearch ? await latestResults.of(scope) : [], language };
}

/** An address of the tab for a page of the console, where relative ones lead elsewhere; `null` outside a console. */
export function tabAddress(
  appId: string | null,
  parameters: Readonly<Record<string, string>>,
): string | null {
  if (appId === null) return null;
  const query = new URLSearchParams(parameters);
  const suffix = query.size === 0 ? '' : `?${query}`;
  return `/console/plugins/${encodeURIComponent(appId)}/app_proxy/index${suffix}`;
}
