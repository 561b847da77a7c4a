import fc from 'fast-check';
import markdownIt from 'markdown-it';
import { findingMarkdown } from '../../../ui/export/markdown.ts';
import { markdownText } from '../../../ui/export/markdown-text.ts';
import { verdictOf } from '../../../ui/detail/verdict.ts';
import { hostileNames } from '../../support/hostile-names.ts';
import { aDataChannel, aFanOut, aFinding, aRun } from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';

/** As generous as any: HTML is let through, addresses become links. */
const reader = markdownIt({ html: true, linkify: true });

/** What is not text: headings, a table, a list, bold labels. */
const marksOf = (kinds: readonly string[]) =>
  kinds.filter((kind) => kind !== 'text' && kind !== 'text_special');

function read(markdown: string) {
  const tokens = reader.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const texts = reader
    .parse(markdown, {})
    .filter(({ type }) => type === 'inline')
    .map(({ children }) => (children ?? []).map(({ content }) => content).join(''));
  return { kinds: tokens.map(({ type }) => type), texts };
}

const said = (finding = aFinding(), words = english) =>
  findingMarkdown(
    finding,
    aRun(),
    words,
    words.detail.verdict(words.detection.risks[finding.risk], verdictOf(finding, false)),
  );

test('is a heading, a table, reasons and the minutes of the run', () => {
  const { texts } = read(said(aFinding({ dataChannel: aDataChannel() })));
  expect(texts).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^High: 27.1 MiB sent on 12 connections and 6 data connections/),
      'Source IP',
      '10.1.2.3',
      expect.stringMatching(/^27.1 MiB \(28,413,120 bytes\)$/),
      expect.stringMatching(/^High volume sent: 13.6 MiB sent, above 10/),
      '2025-10-03T00:00:00.000Z – 2025-10-04T00:00:00.000Z, Corrected',
    ]),
  );
});

test('names what is several, and how many are not named', () => {
  expect(read(said(aFanOut())).texts).toContain('198.51.100.1, 198.51.100.2, + 58 more');
  expect(read(said(aFanOut(), german)).texts).toContain('Quell-IP');
});

const hostile = fc.oneof(
  fc.constantFrom(
    ...Object.values(hostileNames),
    '| a | b |',
    '`rm -rf`',
    '```\ncode',
    '[a](javascript:alert(1))',
    '![a](http://a.example/x.png)',
    '<img src=x onerror=alert(1)>',
    '<!-- -->',
    '&lt;b&gt;',
    'http://a.example and www.a.example and WWW.a.example',
    'ftp://a.example',
    '\\| a',
    '\u202egpj.exe\u202c',
    'a\u2028# b',
    'a\r\n# b\n\n- c',
    '**b** __i__ ~~s~~',
    '[^1]: x',
  ),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...Array.from('|`[]()<>*_\\&!#~:/.w-+=\n "\'')) }),
);

test('shows every name as itself, and nothing else comes of it', () => {
  fc.assert(
    fc.property(hostile, hostile, (user, name) => {
      const logSources = [{ id: 1, name, connections: 1 }];
      const { kinds, texts } = read(said(aFinding({ users: [user], logSources })));
      expect(marksOf(kinds)).toEqual(marksOf(read(said()).kinds));
      for (const value of [user, name]) {
        const plain = value.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
        if (plain === '') continue;
        const shown = texts.map((text) => text.replaceAll(/⟨U\+[0-9A-F]{4,6}⟩/g, '').trim());
        expect(shown).toContain(plain.replaceAll(/⟨U\+[0-9A-F]{4,6}⟩/g, '').trim());
      }
    }),
  );
});

test('names what cannot be seen', () => {
  expect(markdownText('a\u202eb\u200bc\u0000\ud800')).toBe('a⟨U+202E⟩b⟨U+200B⟩c⟨U+0000⟩⟨U+D800⟩');
});
