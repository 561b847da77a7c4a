import { Router, type Request, type Response } from 'express';
import * as z from 'zod/mini';
import { languageOf } from '../../contract/languages.ts';
import {
  ranSchema,
  validationRequestSchema,
  type Techniques,
  type Validation,
  type ValidationExport,
  type ValidationList,
} from '../../contract/validation.ts';
import { timesOf } from '../detection/validation/recipe.ts';
import { shownTechnique, techniques } from '../detection/validation/techniques.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { Validations, ValidationView } from '../runs/validations.ts';
import { problemOf } from './problems.ts';
import { parsed, signalOf, waitSchema } from './requests.ts';
import { searchers } from './rights.ts';

const lookSchema = z.object({ wait: waitSchema });

/** The validation bench. Whoever asks is held to the rights they have at that moment. */
export function validationRoutes(options: {
  readonly console: Pick<ConsoleAccess, 'who'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly validations: Validations;
  readonly clock: Clock;
}): Router {
  const { console, settings, validations, clock } = options;
  const routes = Router();
  const allowed = searchers(console);

  const searcher = async (request: Request<object>, response: Response) => {
    const asker = await allowed(request, response);
    return { ...asker, settings: (await settings.read()).settings };
  };

  routes.get('/techniques', async (request, response) => {
    const asker = await searcher(request, response);
    const times = timesOf(asker.settings);
    const shown = techniques.map((technique) => shownTechnique(technique, times));
    response.json({ techniques: shown } satisfies Techniques);
  });

  routes.post('/validations', async (request, response) => {
    const body = parsed(validationRequestSchema, request.body);
    const asker = await searcher(request, response);
    const prepared = validations.prepare({ ...asker, request: body });
    response.status(201).location(`validations/${prepared.id}`).json(shown(prepared, request));
  });

  routes.get('/validations', async (request, response) => {
    const asker = await searcher(request, response);
    const all = validations.all(asker).map((one) => shown(one, request));
    response.json({ validations: all } satisfies ValidationList);
  });

  routes.get('/validations/export', async (request, response) => {
    const asker = await searcher(request, response);
    sendFile(response, 'validations', exported(validations.all(asker), request));
  });

  routes.get('/validations/:validation', async (request, response) => {
    const { wait } = parsed(lookSchema, request.query);
    const asker = await searcher(request, response);
    response.json(shown(await validations.view(asker, request.params.validation, wait), request));
  });

  routes.get('/validations/:validation/export', async (request, response) => {
    const asker = await searcher(request, response);
    const one = await validations.view(asker, request.params.validation, 0);
    sendFile(response, `validation-${one.marker}`, exported([one], request));
  });

  routes.post('/validations/:validation/check', async (request, response) => {
    const ran = parsed(ranSchema, request.body);
    const asker = await searcher(request, response);
    response.json(shown(validations.check(asker, request.params.validation, ran), request));
  });

  routes.delete('/validations/:validation/check', async (request, response) => {
    const asker = await searcher(request, response);
    response.json(shown(await validations.cancel(asker, request.params.validation), request));
  });

  routes.post('/validations/:validation/validity', async (request, response) => {
    const asker = await searcher(request, response);
    const { validation } = request.params;
    response.json(await validations.validity(asker, validation, signalOf(response)));
  });

  const exported = (
    all: readonly ValidationView[],
    request: Request<object>,
  ): ValidationExport => ({
    format: 'transfer-watch-validation/1',
    exportedMs: clock.nowMs(),
    validations: all.map((one) => shown(one, request)),
  });

  return routes;
}

/** As a file, whose name holds letters, digits and dashes only. */
function sendFile(response: Response, name: string, content: ValidationExport): void {
  response.attachment(`transfer-watch-${name}.json`).json(content);
}

/** What failed, in words of the asker's language. */
function shown(
  { error, requestId, ...validation }: ValidationView,
  request: Request<object>,
): Validation {
  const language = languageOf(request.get('Accept-Language'));
  return { ...validation, problem: error === null ? null : problemOf(error, requestId, language) };
}
