import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from '../../../sandbox/extensions/manifest.ts';
import { localized, readBundles } from '../../../sandbox/extensions/resource-bundles.ts';

const root = path.join(import.meta.dirname, '../../..');

test('every bundle of the product has every key the manifest uses, and no other, in Latin-1', async () => {
  const manifest = await readManifest(path.join(root, 'manifest.json'));
  const bundles = await readBundles(manifest, path.join(root, 'ui/console'));
  const text = await readFile(path.join(root, 'manifest.json'), 'utf8');
  const used = new Set([...text.matchAll(/"(transferwatch\.[\w.]+)"/g)].map((match) => match[1]));
  expect([...bundles.keys()]).toEqual(['en', 'de']);
  for (const [locale, bundle] of bundles) {
    expect([locale, new Set(bundle.keys())]).toEqual([locale, used]);
    expect(JSON.stringify(localized(manifest, bundles, locale))).not.toContain('"transferwatch.');
  }
});

test('a locale falls back to its language, a language to English', async () => {
  const manifest = await readManifest(path.join(root, 'manifest.json'));
  const bundles = new Map([
    ['en', new Map([['transferwatch.area.text', 'English']])],
    ['de', new Map([['transferwatch.area.text', 'Deutsch']])],
    ['de_AT', new Map([['transferwatch.area.text', 'Österreichisch']])],
  ]);
  const textIn = (locale: string) => localized(manifest, bundles, locale).areas[0]?.text;
  expect(textIn('de_AT')).toBe('Österreichisch');
  expect(textIn('de_DE')).toBe('Deutsch');
  expect(textIn('fr_FR')).toBe('English');
  expect(localized(manifest, new Map(), 'en_US').areas[0]?.text).toBe('transferwatch.area.text');
});
