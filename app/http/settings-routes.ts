import { Router } from 'express';
import {
  settingsNotice,
  settingsSchema,
  type Proposals,
  type Session,
} from '../../contract/session.ts';
import { canonicalBlock } from '../detection/addresses.ts';
import { AppError } from '../detection/errors.ts';
import type { ConsoleAccess, SettingsStore } from './ports.ts';
import { identityOf, parsed, signalOf } from './requests.ts';

/** Who is asking, and the settings with what the console offers for them. */
export function settingsRoutes(options: {
  readonly console: ConsoleAccess;
  readonly settings: SettingsStore;
  readonly appId: string | null;
}): Router {
  const { console, settings, appId } = options;
  const routes = Router();

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
    if (stored.invalid) response.set(settingsNotice.header, settingsNotice.invalid);
    response.json(stored.settings);
  });

  routes.put('/settings', async (request, response) => {
    const { canAdminister } = await console.who(identityOf(request), signalOf(response));
    if (!canAdminister)
      throw new AppError('not-allowed', { detail: 'System Administrator (ADMIN)' });
    const wanted = parsed(settingsSchema, request.body, 'settings-invalid');
    const saved = { ...wanted, ownPublicBlocks: wanted.ownPublicBlocks.map(block) };
    await settings.write(saved);
    response.json(saved);
  });

  routes.get('/proposals', async (request, response) => {
    const identity = identityOf(request);
    const signal = signalOf(response);
    const [fields, ownPublicBlocks] = await Promise.all([
      console.factsFor(identity).eventFields(signal),
      console.publicBlocks(identity, signal),
    ]);
    const numericProperties = fields
      .filter(({ name, numeric }) => numeric && speaksOfVolume.test(name))
      .map(({ name }) => name);
    const proposals: Proposals = { numericProperties, ownPublicBlocks };
    response.json(proposals);
  });

  return routes;
}

const speaksOfVolume = /byte|octet|packet|pkts/i;

function block(text: string): string {
  const canonical = canonicalBlock(text);
  if (canonical !== null) return canonical;
  throw new AppError('settings-invalid', { detail: `not a CIDR block: ${text}` });
}
