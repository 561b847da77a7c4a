import * as z from 'zod/mini';
import { coverageReportSchema } from '../../contract/coverage-report.ts';
import { opened } from './json-schema.ts';

/** The JSON schema (2020-12) of what the page Coverage copies as JSON, made from the schema that the tab itself uses. */
export function coverageReportJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = opened(z.toJSONSchema(coverageReportSchema));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Transfer Watch, report of a check of coverage',
    description:
      'What a console can show of file transfers to the outside, and what changed since an earlier check. Times are epoch milliseconds, UTC; counts are records unless they are named otherwise; shares are 0 to 1.',
    // Of an object schema it is one, which the type of a deep copy does not say.
    ...(schema as Readonly<Record<string, unknown>>),
  };
}
