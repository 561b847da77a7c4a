import { validationPage as german } from '../../words/de/validation-page.ts';
import { validation as germanBench } from '../../words/de/validation.ts';
import {
  validationPage as english,
  type ValidationPageWords,
} from '../../words/en/validation-page.ts';
import {
  validation as englishBench,
  type ValidationWords as BenchWords,
} from '../../words/en/validation.ts';
import { wordsSection } from '../words/section.tsx';

/** Words of the page “Validation”, and those that come with the data of the bench. */
export type ValidationWords = ValidationPageWords & { readonly bench: BenchWords };

/** Words of the page “Validation”. */
export const { Provider: ValidationWordsProvider, useSection: useValidationWords } =
  wordsSection<ValidationWords>('validation', {
    en: (format) => ({ ...english(format), bench: englishBench() }),
    de: (format) => ({ ...german(format), bench: germanBench() }),
  });
