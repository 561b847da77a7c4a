import path from 'node:path';
import express, { Router } from 'express';

/** webpack puts a hash of the content into the names of what it builds. */
const hashed = /\.[0-9a-f]{8,}\.\w+$/;

/**
 * The tab: `/` and `/index` are its page, never cached, so that an upgrade shows at once; `/static` holds
 * what it loads, for ever where the name changes with the content.
 */
export function staticFiles(folder: string): Router {
  const routes = Router({ strict: true });
  routes.get(['/', '/index'], (_request, response) => {
    response.set('Cache-Control', 'no-store').sendFile(path.join(folder, 'index.html'), {
      cacheControl: false,
      etag: false,
      lastModified: false,
    });
  });
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
