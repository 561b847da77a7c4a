import { loadWords } from '../../../ui/words/load-words.ts';
import { pageLanguage } from '../../../ui/platform/page-language.ts';

it.each([
  ['de', 'Einstellungen'],
  ['en', 'Settings'],
  ['fr', 'Settings'],
])('loads the words of a page that the server wrote in %s', async (lang, settings) => {
  document.documentElement.lang = lang;
  const words = await loadWords(pageLanguage(document));
  expect(words.page.settings).toBe(settings);
});
