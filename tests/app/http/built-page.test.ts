import { once } from 'node:events';
import path from 'node:path';
import express from 'express';
import { AppError } from '../../../app/ports/app-error.ts';
import { page } from '../../../app/http/pages.ts';

/** The page as webpack leaves it, which needs `npm run build` before. */
const folder = path.join(process.cwd(), 'dist/app/static');
const nobody = { who: () => Promise.reject(new AppError('not-signed-in')) };

test.each([
  ['de', '<html lang="de">', 'Transfer Watch braucht JavaScript.'],
  ['en', '<html lang="en">', 'Transfer Watch needs JavaScript.'],
])(
  'the page as built is in the language %s, without scripts too',
  async (language, html, words) => {
    const server = express()
      .get('/', page(folder, 'index.html', nobody))
      .listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const { port } = server.address() as { readonly port: number };
      const headers = { 'Accept-Language': language, Cookie: 'SEC=a' };
      const text = await (await fetch(`http://127.0.0.1:${port}/`, { headers })).text();
      expect(text).toContain(html);
      expect(text).toContain(`<noscript>${words}</noscript>`);
    } finally {
      server.close();
    }
  },
);
