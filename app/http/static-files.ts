import express, { Router } from 'express';
import { page } from './pages.ts';
import type { ConsoleAccess } from '../ports/console.ts';

/** webpack puts a hash of the content into the names of what it builds. */
const hashed = /\.[0-9a-f]{8,}\.\w+$/;

/**
 * The tab: `/` and `/index` are its page, `/admin` is the configuration page, which tells nothing by itself; `/static` holds what it loads, for ever where the name changes
 * with the content.
 */
export function staticFiles(folder: string, console: Pick<ConsoleAccess, 'who'>): Router {
  const routes = Router({ strict: true });
  routes.get(['/', '/index', '/admin'], page(folder, 'index.html', console));
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, file) => {
      const forEver = hashed.test(file);
      response.set('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return routes.use('/static', files);
}
