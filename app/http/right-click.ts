import { Router } from 'express';
import { canonicalAddress } from '../detection/addresses.ts';

/** The tab's area in manifest.json. */
const area = 'TransferWatch';

/**
 * `GET /rc/ip?context=…`: what the console's right-click menu on an address opens (gui_actions). Answers
 * the tab's path on the console the browser is at, never a host of ours: another name of the same console
 * would be another origin. Anything but an address opens the plain tab. Needs no session, as it tells nothing.
 */
export function rightClickRoutes(appId: string | null): Router {
  const base = appId === null ? '' : `/console/plugins/${encodeURIComponent(appId)}/app_proxy/`;
  return Router().get('/rc/ip', (request, response) => {
    const { context } = request.query;
    const text = typeof context === 'string' ? context.trim().replaceAll(/^\[|\]$/g, '') : '';
    const address = canonicalAddress(text);
    const query = address === null ? '' : `?address=${encodeURIComponent(address)}`;
    response.set('Cache-Control', 'no-store').json({ path: `${base}index${query}`, area, appId });
  });
}
