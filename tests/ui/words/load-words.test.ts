import { loadWords } from '../../../ui/words/load-words.ts';
import { pageLanguage } from '../../../ui/platform/page-language.ts';

it.each([
  ['de', 'Befunde'],
  ['en', 'Findings'],
  ['fr', 'Findings'],
])('loads the words of a page that the server wrote in %s', async (lang, findings) => {
  document.documentElement.lang = lang;
  const words = await loadWords(pageLanguage(document));
  expect(words.page.pages.findings).toBe(findings);
});
