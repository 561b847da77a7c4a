import { Router } from 'express';
import * as z from 'zod/mini';
import { settingsNotice, settingsSchema, type Session } from '../../contract/session.ts';
import { AppError } from '../ports/app-error.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { LatestResults } from '../runs/latest-results.ts';
import type { SignalSender } from '../runs/signal/signal-sender.ts';
import { proposalsOf, type ProposalsOptions } from './proposals.ts';
import { ownBlocks, requireLittleHidden } from './own-blocks.ts';
import { identityOf, parsed, signalOf, wholeNumber } from './requests.ts';
import { administrators } from './rights.ts';
import { matcherOf, versionOf } from './settings-version.ts';

const auditSchema = z.object({
  before: z.exactOptional(wholeNumber(1, 9_999_999_999)),
  limit: z._default(wholeNumber(1, 200), 50),
});

const confirmedSchema = z.object({ confirmed: z.exactOptional(z.literal('own-blocks')) });

/** Who is asking, the settings with what the console offers for them, and who changed them. */
export function settingsRoutes(
  options: ProposalsOptions & {
    readonly console: ConsoleAccess;
    readonly settings: SettingsStore;
    readonly latestResults: LatestResults;
    readonly signals: Pick<SignalSender, 'state' | 'wake'>;
    readonly appId: string | null;
  },
): Router {
  const { console, settings, latestResults, signals, appId } = options;
  const routes = Router();
  const administrator = administrators(console);

  routes.get('/session', async (request, response) => {
    const identity = identityOf(request);
    const signal = signalOf(response);
    const who = await console.who(identity, signal);
    const about = await console.about(identity, signal);
    const session: Session = {
      user: who.user,
      canSearch: who.canSearch,
      canAdminister: who.canAdminister,
      appId,
      consoleRelease: about.release,
      apiVersion: about.apiVersion,
    };
    response.json(session);
  });

  routes.get('/settings', async (request, response) => {
    await console.who(identityOf(request), signalOf(response));
    const stored = await settings.read();
    if (stored.notice !== null) response.set(settingsNotice.header, stored.notice);
    response.set('ETag', versionOf(stored.settings)).json(stored.settings);
  });

  routes.put('/settings', async (request, response) => {
    const { user, scope } = await administrator(request, response);
    const { confirmed } = parsed(confirmedSchema, request.query);
    const wanted = parsed(settingsSchema, request.body, 'settings-invalid');
    const isExpected = matcherOf(request.get('If-Match'));
    const saved = { ...wanted, ownPublicBlocks: ownBlocks(wanted.ownPublicBlocks) };
    // Who looks at settings of before is told that first.
    if (!isExpected((await settings.read()).settings)) throw new AppError('settings-changed');
    if (confirmed === undefined)
      await requireLittleHidden(saved.ownPublicBlocks, latestResults, scope);
    await settings.write(saved, user, isExpected);
    // It may be another receiver, or the first.
    signals.wake();
    response.set('ETag', versionOf(saved)).json(saved);
  });

  routes.get('/audit', async (request, response) => {
    await administrator(request, response);
    const { before = null, limit } = parsed(auditSchema, request.query);
    response.json(await settings.audit({ before, limit }));
  });

  routes.get('/signal', async (request, response) => {
    await administrator(request, response);
    response.json(signals.state());
  });

  routes.get('/proposals', async (request, response) => {
    const identity = identityOf(request);
    const signal = signalOf(response);
    const { settings: current } = await settings.read();
    response.json(await proposalsOf(options, identity, current, signal));
  });

  return routes;
}
