import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { transform } from '@swc/core';
import { Router } from 'express';

const here = import.meta.dirname;
const require = createRequire(import.meta.url);

/** The faces the console's style sheet names; their files come with the npm packages of IBM Plex. */
const fonts: Readonly<Record<string, string>> = {
  'IBMPlexSans-Regular.woff2': '@ibm/plex-sans/package.json',
  'IBMPlexSans-SemiBold.woff2': '@ibm/plex-sans/package.json',
  'IBMPlexMono-Regular.woff2': '@ibm/plex-mono/package.json',
};

/**
 * The console's own files, all from this machine: `console.css`, `icon.svg`, `fonts/…`, and the modules of
 * `browser/` and `words/`. A name outside these is passed on.
 */
export function staticFiles(): Router {
  const router = Router();
  router.use('/browser', browserModules(path.join(here, 'browser')));
  router.use('/words', browserModules(path.join(here, 'words')));
  router.get('/fonts/:name', (request, response, next) => {
    const owner = Object.hasOwn(fonts, request.params.name)
      ? fonts[request.params.name]
      : undefined;
    if (owner === undefined) {
      next();
      return;
    }
    const folder = path.join(path.dirname(require.resolve(owner)), 'fonts/complete/woff2');
    response.sendFile(request.params.name, { root: folder, maxAge: '1d', dotfiles: 'allow' });
  });
  for (const name of ['console.css', 'icon.svg']) {
    router.get(`/${name}`, (_request, response) => {
      response.sendFile(name, { root: path.join(here, 'style'), dotfiles: 'allow' });
    });
  }
  return router;
}

/**
 * The language of queries for the browser, which reads a query as the API does: `browser/` imports it as
 * `../../aql/`, so it stands two folders up.
 */
export function languageModules(): Router {
  return browserModules(path.join(here, '../aql'));
}

/** The modules of a folder, which are TypeScript and lose their types on the way out. */
function browserModules(folder: string): Router {
  const router = Router();
  const modules = new Map<string, Promise<string>>();
  router.get('/:name', async (request, response, next) => {
    const { name } = request.params;
    if (!/^[a-z-]+\.ts$/.test(name)) {
      next();
      return;
    }
    const code = modules.get(name) ?? browserModule(folder, name);
    modules.set(name, code);
    try {
      response.type('text/javascript').send(await code);
    } catch (error) {
      modules.delete(name);
      next(isMissing(error) ? undefined : error);
    }
  });
  return router;
}

async function browserModule(folder: string, name: string): Promise<string> {
  const source = await readFile(path.join(folder, name), 'utf8');
  const { code } = await transform(source, {
    filename: name,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    sourceMaps: 'inline',
  });
  return code;
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
