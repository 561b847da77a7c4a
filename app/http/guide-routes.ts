import { Router } from 'express';
import * as z from 'zod/mini';
import {
  guideNames,
  guideNameSchema,
  guideTextRequestSchema,
  stepRequestSchema,
  type FindingGuides,
  type Guide,
  type GuideName,
  type GuideText,
  type GuideTexts,
} from '../../contract/guides.ts';
import { languageOf, languages, type Language } from '../../contract/languages.ts';
import { guideTexts } from '../../words/served.ts';
import { readGuide } from '../detection/after/guide.ts';
import { filledQuery } from '../detection/after/guide-query.ts';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import { stepKey, type GuideStore } from '../ports/guide-store.ts';
import type { Runs } from '../runs/runs.ts';
import { identityOf, ownerOf, parsed } from './requests.ts';
import { administrators, searchers } from './rights.ts';

const stepOf = z.object({ guide: guideNameSchema, step: z.string().check(z.maxLength(40)) });
const textOf = z.object({ guide: guideNameSchema, language: z.enum(languages) });

/**
 * Guides of a finding, with its own queries and what of them is done; their texts for administrators. Whoever may search may
 * say that a step is done, as they may decide about the finding.
 */
export function guideRoutes(options: {
  readonly console: Pick<ConsoleAccess, 'who'>;
  readonly runs: Runs;
  readonly guides: GuideStore;
  readonly clock: Clock;
}): Router {
  const { console, runs, guides, clock } = options;
  const routes = Router();
  const analyst = searchers(console);
  const administrator = administrators(console);

  const textFor = (name: GuideName, language: Language): GuideText => {
    const own = guides.text(name, language);
    return { name, language, ...(own ?? { text: guideTexts(language)[name], changed: null }) };
  };

  routes.get('/runs/:run/findings/:finding/guides', async (request, response) => {
    const { scope } = await analyst(request, response);
    const owner = ownerOf(identityOf(request));
    const finding = runs.finding(owner, request.params.run, request.params.finding);
    const context = runs.context(owner, request.params.run);
    const done = guides.done(scope, finding.id);
    const language = languageOf(request.get('Accept-Language'));
    const answer: FindingGuides = {
      guides: guideNames.map((name): Guide => {
        const { text, changed } = textFor(name, language);
        const { title, intro, sections } = readGuide(text);
        return {
          ...{ name, title, intro, isOwn: changed !== null },
          sections: sections.map((section) => ({
            ...section,
            steps: section.steps.map(({ id, text: of, queries }) => ({
              ...{ id, text: of, done: done.get(stepKey(name, id)) ?? null },
              queries: queries.map((query) => filledQuery(query, finding, context)),
            })),
          })),
        };
      }),
    };
    response.vary('Accept-Language').json(answer);
  });

  routes.put(
    '/runs/:run/findings/:finding/guides/:guide/steps/:step',
    async (request, response) => {
      const { isDone } = parsed(stepRequestSchema, request.body);
      const { guide, step } = parsed(stepOf, request.params);
      const { scope, user } = await analyst(request, response);
      const owner = ownerOf(identityOf(request));
      const { id: finding } = runs.finding(owner, request.params.run, request.params.finding);
      const language = languageOf(request.get('Accept-Language'));
      const { sections } = readGuide(textFor(guide, language).text);
      if (!sections.some(({ steps }) => steps.some(({ id }) => id === step)))
        throw new AppError('guide-changed');
      const done = isDone ? { by: user, atMs: clock.nowMs() } : null;
      response.json({ done: guides.check({ scope, finding, guide, step }, done) });
    },
  );

  routes.get('/guides', async (request, response) => {
    await administrator(request, response);
    const answer: GuideTexts = {
      texts: guideNames.flatMap((name) => languages.map((language) => textFor(name, language))),
    };
    response.json(answer);
  });

  routes.put('/guides/:guide/:language', async (request, response) => {
    const { text } = parsed(guideTextRequestSchema, request.body);
    const { guide: name, language } = parsed(textOf, request.params);
    const { user } = await administrator(request, response);
    // What cannot be read now would be missing when somebody needs it.
    if (text !== null) readGuide(text);
    guides.write({ name, language, text }, { user, atMs: clock.nowMs() });
    response.json(textFor(name, language));
  });

  return routes;
}
