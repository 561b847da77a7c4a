import * as z from 'zod/mini';
import { languages } from './languages.ts';

export const guideNames = [
  /** What to look at before deciding. */
  'investigation',
  /** What to do once it is known to be bad. */
  'response',
] as const;
export const guideNameSchema = z.enum(guideNames);
export type GuideName = z.infer<typeof guideNameSchema>;

/** Characters of a guide's Markdown. A choice: ten times what the app ships. */
export const longestGuide = 60_000;
/** Steps of a guide. */
export const mostGuideSteps = 60;

/**
 * A query of a step, filled in for one finding. `aql` is `null` where the finding lacks something it asks for, which `lacks`
 * names: a single destination, a user, or a property of bytes sent that is read.
 */
export const guideQuerySchema = z.object({
  aql: z.nullable(z.string()),
  lacks: z.nullable(z.enum(['destination', 'user', 'sent'])),
});
export type GuideQuery = z.infer<typeof guideQuerySchema>;

/** Who did a step of a finding, and when (epoch ms). */
export const stepDoneSchema = z.object({ by: z.string(), atMs: z.number() });
export type StepDone = z.infer<typeof stepDoneSchema>;

/** One step. `text` is Markdown of one paragraph. */
export const guideStepSchema = z.object({
  id: z.string(),
  text: z.string(),
  queries: z.array(guideQuerySchema),
  done: z.nullable(stepDoneSchema),
});
export type GuideStep = z.infer<typeof guideStepSchema>;

/** A guide for one finding. `isOwn`: an administrator has replaced the app's. `intro` and `text` are Markdown paragraphs, maybe empty. */
export const guideSchema = z.object({
  name: guideNameSchema,
  isOwn: z.boolean(),
  title: z.string(),
  intro: z.string(),
  sections: z.array(
    z.object({ title: z.string(), text: z.string(), steps: z.array(guideStepSchema) }),
  ),
});
export type Guide = z.infer<typeof guideSchema>;

/** The guides of a finding, in the order of `guideNames`, in the language of the request. */
export const findingGuidesSchema = z.object({ guides: z.array(guideSchema) });
export type FindingGuides = z.infer<typeof findingGuidesSchema>;

/** Says that a step is done, or not any more. */
export const stepRequestSchema = z.object({ isDone: z.boolean() });
/** The step as it is now. */
export const stepAnswerSchema = z.object({ done: z.nullable(stepDoneSchema) });

/** A guide as Markdown, as administrators edit it. `changed`: by whom and when; `null` where it is the app's. */
export const guideTextSchema = z.object({
  name: guideNameSchema,
  language: z.enum(languages),
  text: z.string(),
  changed: z.nullable(stepDoneSchema),
});
export type GuideText = z.infer<typeof guideTextSchema>;
export const guideTextsSchema = z.object({ texts: z.array(guideTextSchema) });
export type GuideTexts = z.infer<typeof guideTextsSchema>;

/** Replaces a guide; `null` goes back to the app's. */
export const guideTextRequestSchema = z.object({
  text: z.nullable(z.string().check(z.minLength(1), z.maxLength(longestGuide))),
});
