import { consoleParts as germanParts } from '../../words/de/console-parts.ts';
import { consoleParts as englishParts } from '../../words/en/console-parts.ts';
import { formatFor } from '../../words/format.ts';
import { english, german } from '../support/words.ts';
import { englishIn } from '../support/english-words.ts';
import { everySentence } from './sentences.ts';

const en = everySentence({ ...english, served: englishParts(formatFor('en')) });
const de = everySentence({ ...german, served: germanParts(formatFor('de')) });

/** Names, abbreviations, and words that both languages have. */
const shared = new Set([
  ...['Transfer Watch', 'FTP', 'FTPS', 'SMB', 'TFTP', 'SSH', '–'],
  // Keys, as both keyboards have them.
  ...['↓ ↑, j k', 'e', 'f', 'a', 'l', 's', 'x', 'n', 'z', '/', '?', 'Esc'],
  ...['Allowlist', 'Name', 'Windows', 'Linux', 'Pipe'],
  ...['Asset', 'Details', 'Filter', 'Port', 'Bytes', 'Code', 'Status', 'Magnitude'],
]);
/** What only puts together what it is given: names, numbers, sentences from elsewhere. */
const frames = new Set([
  '.coverage.comparison.option',
  '.coverage.event.option',
  '.page.run.window',
  '.page.run.queryName',
  '.page.filter.tags.text',
  '.page.list.port',
  '.channels.timesRead',
  '.flows.share',
  '.pivots.withReason',
  '.detection.technique',
  '.detection.percent',
  '.triageDesk.changed.entry',
  '.triageDesk.history.decided',
  '.settings.proposals.block',
  '.allowlist.form.scopeOf',
  '.allowlist.form.preview.fromTo',
  '.allowlist.entries.inSet',
  '.allowlist.outcome.refused',
  '.allowlist.hidden.why',
]);

it('says nothing in English words', () => {
  const said = [...de].filter(([, text]) => englishIn(text) !== null);
  expect(said).toEqual([]);
});

it('says nothing as English does, but names and what only frames them', () => {
  const same = [...de].filter(
    ([path, text]) => en.get(path) === text && !shared.has(text) && !frames.has(path),
  );
  expect(same).toEqual([]);
});

it('leaves no sentence empty', () => {
  expect([...de].filter(([, text]) => text.trim() === '')).toEqual([]);
});

it('has the same places as the English catalogue, lists included', () => {
  expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
});

it.each([
  'connections',
  'denied',
  'source-profile',
  'flows',
  'records',
  'flow-records',
  'data-volume',
  'data-volume-flows',
])('has a name of its own for the query %s', (name) =>
  expect(german.page.run.queryName(name)).not.toBe(name),
);
