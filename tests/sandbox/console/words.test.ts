import { de } from '../../../sandbox/console/words/de.ts';
import { en } from '../../../sandbox/console/words/en.ts';
import { languageOf, wordsIn } from '../../../sandbox/console/words/index.ts';

/** Every sentence by its path; a sentence with gaps is said with the same values in both languages. */
function sentences(of: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof of === 'string') return new Map([[path, of]]);
  if (typeof of === 'function')
    return new Map([[path, String(Reflect.apply(of, null, [2, 3, 4]))]]);
  if (typeof of !== 'object' || of === null) throw new Error(`${path} is no sentence`);
  return new Map(
    Object.entries(of).flatMap(([key, value]) => [...sentences(value, `${path}/${key}`)]),
  );
}

/** The same in both languages: names of QRadar, of properties and of the language of queries. */
const shared = new Set([
  '/tabs/DASHBOARD',
  '/tabs/ASSETS',
  '/search/label',
  '/search/progress',
  '/filters/operator',
  '/filters/columns/bytesSent',
  '/filters/columns/bytesReceived',
  '/menu/filter',
  '/offenses/columns/status',
  '/assets/table',
  '/assets/title',
  '/assets/columns/name',
  '/admin/apps',
  '/admin/facts/name',
  '/admin/facts/version',
  '/range/columns/signal',
]);

test('both languages say the same things, each in its own words', () => {
  const [english, german] = [sentences(en), sentences(de)];
  expect([...german.keys()]).toEqual([...english.keys()]);
  const same = [...english].filter(([key, text]) => german.get(key) === text).map(([key]) => key);
  expect(new Set(same)).toEqual(shared);
  for (const text of [...english.values(), ...german.values()]) expect(text).not.toBe('');
});

test.each([
  ['de_DE', 'de'],
  ['de', 'de'],
  ['en_US', 'en'],
  ['dex', 'en'],
  ['', 'en'],
])('the language of %p is %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
  expect(wordsIn(languageOf(locale)).tabs.DASHBOARD).toBe('Dashboard');
});
