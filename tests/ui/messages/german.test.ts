import { settings as deSettings } from '../../../ui/messages/de-settings.ts';
import { de as deWords } from '../../../ui/messages/de.ts';
import { settings as enSettings } from '../../../ui/messages/en-settings.ts';
import { en as enWords } from '../../../ui/messages/en.ts';

const en = { ...enWords, settings: enSettings };
const de = { ...deWords, settings: deSettings };

/** Every sentence that takes no argument, by its path. */
function sentences(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(words) as [string, unknown][]) {
    const at = `${path}.${name}`;
    if (typeof value === 'string') found.set(at, value);
    if (typeof value === 'object' && value !== null)
      for (const [deeper, text] of sentences(value, at)) found.set(deeper, text);
  }
  return found;
}

/** Names, abbreviations and words that German shares. */
const shared = new Set([
  ...['Transfer Watch', 'FTP', 'FTPS', 'SMB', 'TFTP', 'SSH', '–'],
  ...['Details', 'Filter', 'Port', 'Bytes', 'Code', 'Status', 'Magnitude'],
]);

it('is German throughout', () => {
  const english = sentences(en);
  const untranslated = [...sentences(de)].filter(
    ([path, text]) => english.get(path) === text && !shared.has(text),
  );
  expect(untranslated).toEqual([]);
});

it('leaves no sentence empty', () => {
  const empty = [...sentences(de)].filter(([, text]) => text.trim() === '');
  expect(empty).toEqual([]);
});

it('has the same places as the English catalogue, lists included', () => {
  expect([...sentences(de).keys()].sort()).toEqual([...sentences(en).keys()].sort());
});
