import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { correctionCodes, reasonCodes } from '../../../contract/finding.ts';
import { skipReasons } from '../../../contract/run.ts';
import { rule, sourceRule } from '../../../app/detection/rule/rule.ts';
import { channelRule } from '../../../app/detection/stitching/channel-rule.ts';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/detection.md'), 'utf8');
const readme = readFileSync(join(root, 'app/detection/README.md'), 'utf8');

/** The table row that starts with this cell. */
const row = (cell: string) => page.split('\n').find((line) => line.startsWith(`| ${cell} |`)) ?? '';

describe('docs/detection.md', () => {
  test.each([...correctionCodes, ...reasonCodes, ...skipReasons, ...Object.keys(rule.switches)])(
    'explains %s',
    (code) => {
      expect(page).toContain(`\`${code}\``);
    },
  );

  test.each(Object.entries(rule.thresholds))('has the value of threshold %s', (name, { value }) => {
    expect(row(`\`${name}\``)).toContain(value.toLocaleString('en-US'));
  });

  test.each(Object.entries(rule.categories))('lists the categories of phase %s', (phase, ids) => {
    expect(row(phase)).toBe(`| ${phase} | ${ids.join(', ')} |`);
  });

  test.each([...rule.specialRanges.ipv4, ...rule.specialRanges.ipv6])('lists %s', (block) => {
    expect(page).toContain(block);
  });

  test.each(['graceMs', 'earlyMs', 'skewMs', 'assumedMs'] as const)(
    'has the value of %s',
    (name) => {
      const minutes = channelRule[name] / 60_000;
      expect(row(`\`${name}\``)).toMatch(new RegExp(`^\\| .* \\| ${minutes} minutes? `));
    },
  );

  test('marks the blocks of the source rule', () => {
    const marked = [...page.matchAll(/● ([\d./]+)/g)].map(([, block]) => block);
    expect(marked.toSorted()).toEqual([...sourceRule.privateRanges].toSorted());
  });
});

test('the README of the folder names every file', () => {
  const files = readdirSync(join(root, 'app/detection')).filter((name) => name.endsWith('.ts'));
  expect(files.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
