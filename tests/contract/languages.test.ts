import { languageOf } from '../../contract/languages.ts';

it.each([
  ['de_DE', 'de'],
  ['de', 'de'],
  ['DE-at', 'de'],
  ['de-DE,de;q=0.9,en;q=0.8', 'de'],
  ['en_US', 'en'],
  ['fr_FR', 'en'],
  ['deu', 'en'],
  ['', 'en'],
  [null, 'en'],
  [undefined, 'en'],
  ['"><script>', 'en'],
])('%s is %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
