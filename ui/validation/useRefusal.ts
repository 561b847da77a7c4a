import type { Problem } from '../../contract/problem.ts';
import { useWords } from '../words/WordsContext.tsx';
import { refusedField, type RefusedField } from './refused-fields.ts';

/** A refusal of the server as a form says it: at its field, in the words of the catalogue, or beside the form. */
export function useRefusal(problem: Problem | null) {
  const { codes } = useWords().problems;
  const at = problem && refusedField(problem);
  return {
    /** What is to be said at a field; `null`: nothing. */
    refused: (field: RefusedField) =>
      problem && at === field
        ? `${codes[problem.code].title}. ${codes[problem.code].remedy}`
        : null,
    /** A refusal that is about no field. */
    other: at === null ? problem : null,
  };
}
