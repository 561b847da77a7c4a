import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Request, RequestHandler } from 'express';
import { languageOf, type Language } from '../../contract/languages.ts';
import { consoleWords } from '../../words/served.ts';
import { AppError } from '../ports/app-error.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import { identityOf, signalOf } from './requests.ts';

/** As webpack leaves the page; what stands there decides which words the page loads. */
const asBuilt = /<html lang="?en"?>/u;
const noScriptAsBuilt = '<noscript></noscript>';

/**
 * A page of the built tab in the reader's language. Never cached, so that an upgrade shows at once.
 */
export function page(
  folder: string,
  name: string,
  console: Pick<ConsoleAccess, 'who'>,
): RequestHandler {
  return async (request, response) => {
    const html = await readFile(path.join(folder, name), 'utf8');
    const language = await languageFor(request, console, signalOf(response));
    const { noScript } = consoleWords(language);
    response
      .set('Cache-Control', 'no-store')
      .vary('Accept-Language')
      .type('html')
      .send(
        html
          .replace(asBuilt, `<html lang="${language}">`)
          .replace(noScriptAsBuilt, `<noscript>${noScript}</noscript>`),
      );
  };
}

/**
 * That of the account; the browser's where the console does not say whose session it is, because the page
 * has to say so in words.
 */
async function languageFor(
  request: Request,
  console: Pick<ConsoleAccess, 'who'>,
  signal: AbortSignal,
): Promise<Language> {
  try {
    return (await console.who(identityOf(request), signal)).language;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return languageOf(request.get('Accept-Language'));
  }
}
