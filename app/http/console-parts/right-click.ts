import { Router, type Request, type Response } from 'express';
import * as z from 'zod/mini';
import { entryNoticeParameter, type EntryNotice } from '../../../contract/entry.ts';
import { hostOf } from '../../detection/rule/addresses.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Log } from '../../ports/log.ts';
import type { ConsoleAccess, OffenseSubject } from '../../ports/console.ts';
import { identityOf, signalOf } from '../requests.ts';

/** The tab's area in manifest.json. */
const area = 'TransferWatch';

/** User names in events are short; what is longer is no name but an attempt at something. */
const longestUser = 500;

/**
 * What the console's menus and toolbars open (manifest.json, gui_actions). Each answers the tab's path on the
 * console the browser is at, never a host of ours: another name of the same console would be another origin.
 * Always 200, because no source says what a console does with a refusal: what cannot be used opens the plain
 * tab, and the tab says why. Only the offense needs a session, since the other two tell nothing.
 */
export function rightClickRoutes(options: {
  readonly appId: string | null;
  readonly console: Pick<ConsoleAccess, 'offenseSubject'>;
  readonly log: Log;
}): Router {
  const { appId, console, log } = options;
  const base = appId === null ? '' : `/console/plugins/${encodeURIComponent(appId)}/app_proxy/`;
  const reply = (response: Response, parameters: URLSearchParams) => {
    const query = parameters.size === 0 ? '' : `?${parameters}`;
    response.set('Cache-Control', 'no-store').json({ path: `${base}index${query}`, area, appId });
  };

  const routes = Router();
  routes.get('/rc/ip', (request, response) => {
    const address = hostOf(contextOf(request).replaceAll(/^\[|\]$/g, ''));
    reply(response, new URLSearchParams(address === null ? {} : { address }));
  });
  routes.get('/rc/user', (request, response) => {
    const user = contextOf(request);
    const isName = user !== '' && user.length <= longestUser;
    reply(response, new URLSearchParams(isName ? { only: `user:${user}` } : {}));
  });
  routes.get('/rc/offense', async (request, response) => {
    const id = offenseIdOf(request.query['appContext']);
    const identity = identityOf(request);
    let subject: OffenseSubject | null = null;
    try {
      subject = id === null ? null : await console.offenseSubject(identity, id, signalOf(response));
    } catch (error) {
      if (error instanceof AppError && error.code === 'cancelled') throw error;
      log.warn('the source of an offense could not be read', error, { offense: id });
      reply(response, noticeOf('offense-unreadable'));
      return;
    }
    reply(response, subject === null ? noticeOf('offense-without-source') : viewOf(subject));
  });
  return routes;
}

function contextOf({ query }: Request): string {
  return typeof query['context'] === 'string' ? query['context'].trim() : '';
}

function noticeOf(notice: EntryNotice): URLSearchParams {
  return new URLSearchParams({ [entryNoticeParameter]: notice });
}

/** Several sources are alternatives of one filter. */
function viewOf({ field, values }: OffenseSubject): URLSearchParams {
  const [first] = values;
  if (field === 'address') return new URLSearchParams({ address: first });
  return new URLSearchParams(values.map((value) => ['only', `${field}:${value}`]));
}

const id = z.union([z.number(), z.string()]);
const contextSchema = z.union([id, z.array(id), z.object({ ids: z.array(id) })]);

/**
 * The offense a toolbar speaks of. The framework documents JSON text and not its shape: the id alone, a list,
 * and `{"ids":[…]}`, as qjslib reads it, all occur (docs/qradar-facts.md#toolbar-context). `null` when there is none.
 */
function offenseIdOf(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const context = z.safeParse(contextSchema, jsonOf(text));
  if (!context.success) return null;
  const { data } = context;
  const ids = typeof data !== 'object' ? [data] : 'ids' in data ? data.ids : data;
  const first = String(ids[0] ?? '').trim();
  return /^\d{1,10}$/.test(first) ? Number(first) : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The id as it is, without being JSON.
    return text;
  }
}
