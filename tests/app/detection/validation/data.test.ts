/** The techniques as data: every step, signal and public test has its sentence, and commands hold what they need. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import {
  techniqueIds,
  techniqueSchema,
  type ValidationRequest,
} from '../../../../contract/validation.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import { nearest } from '../../../../app/detection/validation/nearest.ts';
import { filledIn, placed, timesOf } from '../../../../app/detection/validation/recipe.ts';
import { shownTechnique, techniques } from '../../../../app/detection/validation/techniques.ts';
import { english } from '../../../support/words.ts';

const { validation } = english;
const values = { marker: 'twabcd1234', target: '203.0.113.9', bytes: 1024, times: 4 };

test('every technique of the contract is there, once, and as it says', () => {
  expect(techniques.map(({ id }) => id)).toEqual(techniqueIds);
  for (const technique of techniques) techniqueSchema.parse(shownTechnique(technique, 4));
});

describe.each(techniques)('$id', (technique) => {
  const recipes = [technique.test, technique.twin];
  const steps = recipes.flatMap((recipe) => [...recipe.steps, ...recipe.cleanUp]);

  test('its steps, signals and near tests have their sentences', () => {
    for (const { id } of steps) expect(validation.steps[id]).toMatch(/\.$/);
    for (const { kind } of technique.signals) expect(validation.kinds[kind]).not.toBe('');
    for (const { id, url } of technique.nearest) {
      expect(validation.defects[id]).toMatch(/\.$/);
      expect(url).toMatch(/^https:\/\/github\.com\/redcanaryco\/atomic-red-team\/blob\/9f85cf3\//);
    }
    expect(validation.techniques[technique.id].prerequisites.length).toBeGreaterThan(0);
  });

  test('commands are filled in whole, carry the marker, and name no public host or password', () => {
    for (const recipe of recipes) {
      const { steps: todo, cleanUp } = filledIn(recipe, values);
      expect(todo.some(({ command }) => command.includes(values.marker))).toBe(true);
      for (const { command } of [...todo, ...cleanUp]) {
        expect(command).not.toMatch(/\{(token|target|bytes|times|authority|unc)\}/);
        expect(command).not.toMatch(/--user|password|\.com\b|\.org\b/);
      }
    }
  });

  test('every recipe can end with an error', () => {
    const canFail = /NOT CARRIED OUT/;
    for (const { steps: todo } of recipes)
      expect(todo.some(({ command }) => canFail.test(command))).toBe(true);
  });

  test('what is made on the host is deleted, and what is left is said', () => {
    const makesFiles = /> (?:"%TEMP%|\/tmp)|fsutil|-o \/tmp/;
    for (const { steps: todo, cleanUp } of recipes) {
      const isMade = todo.some(({ command }) => makesFiles.test(command));
      const isSaid = cleanUp.some(({ command }) => command.includes('LEFT BEHIND'));
      expect(isSaid).toBe(isMade);
    }
  });

  test('it has a twin with a witness of its own, and a signal that tells them apart', () => {
    expect(technique.twin.steps.length).toBeGreaterThan(0);
    expect(technique.witness.carriesMarker).toBe(true);
    expect(technique.signals.some(({ isTelling }) => isTelling)).toBe(true);
  });
});

test('each public test that comes near is shown with a technique, and in the strategy, and none beside', async () => {
  const strategy = await readFile(path.join(process.cwd(), 'docs/validation.md'), 'utf8');
  const told = [...strategy.matchAll(/\[(T\d{4}(?:\.\d{3})?)[^\]]*\]\(https:[^)]*9f85cf3/g)];
  const known = Object.values(nearest);
  expect(new Set(told.map(([, technique]) => technique))).toEqual(
    new Set(known.map(({ name }) => name.split(' ')[0])),
  );
  const shown = techniques.flatMap((technique) => technique.nearest.map(({ id }) => id));
  expect(new Set(shown)).toEqual(new Set(known.map(({ id }) => id)));
});

test('the steps connect once more than the rule lets pass, and not without end', () => {
  const settings = (connections: number) => ({
    thresholds: { ...defaultSettings.thresholds, connections },
  });
  expect([0, 3, 10_000].map((connections) => timesOf(settings(connections)))).toEqual([1, 4, 50]);
});

test('every technique that sends can carry the size that a refusal proposes', () => {
  const proposed = /(\d+) MiB/.exec(english.problems.codes['file-too-large'].remedy)?.[1];
  for (const { id, mostBytes } of techniques)
    expect([id, mostBytes === null || mostBytes >= Number(proposed) * 2 ** 20]).toEqual([id, true]);
});

test('an address of IPv6 is written as each of them reads it', () => {
  const v6 = { ...values, target: '2001:db8::9' };
  const command = (id: (typeof techniqueIds)[number], step: string) => {
    const technique = techniques.find((one) => one.id === id);
    if (!technique) throw new Error(id);
    return filledIn(technique.test, v6).steps.find((one) => one.id === step)?.command;
  };
  expect(command('ftp-upload', 'upload')).toContain('ftp://[2001:db8::9]/');
  expect(command('smb-internet', 'copy')).toContain('\\\\2001-db8--9.ipv6-literal.net\\public');
});

describe('what is asked for', () => {
  const request: ValidationRequest = {
    ...{ technique: 'ftp-c2', variant: 'test', source: '10.0.0.5', host: null, bytes: null },
    target: '203.0.113.9',
  };

  test.each([
    ['no address', { source: 'ws-1; rm -rf /' }, 'address-invalid', 'source'],
    ['a target that is none', { target: '$(reboot)' }, 'address-invalid', 'target'],
    ['no target', { target: null }, 'address-invalid', 'target'],
    [
      ...['a target of a technique that has none', { technique: 'smb-pipe' as const }],
      ...['bad-request', 'this technique has no target'],
    ],
    ['a name that ends in a backslash', { host: "ws'\\" }, 'host-name-invalid', ''],
    ['a name with a line break', { host: 'a\nb' }, 'host-name-invalid', ''],
    ['a name of blanks', { host: '  ' }, 'host-name-invalid', ''],
    ['a name that is too long', { host: 'x'.repeat(256) }, 'host-name-invalid', ''],
    [
      ...['more than TFTP can carry', { technique: 'tftp' as const, bytes: 40_000_000 }],
      ...['file-too-large', 'at most 33553919 bytes'],
    ],
  ] as [string, Partial<ValidationRequest>, string, string][])(
    '%s is refused, and why',
    (_what, change, code, detail) => {
      let refused: unknown = null;
      try {
        placed({ ...request, ...change });
      } catch (error) {
        refused = error;
      }
      expect(refused).toBeInstanceOf(AppError);
      expect(refused).toMatchObject({ code, detail });
    },
  );

  test('a hostile name is a name, and addresses have one spelling', () => {
    const hostile = "x' OR 1=1 --";
    expect(placed({ ...request, host: hostile, source: '::ffff:10.0.0.5' })).toMatchObject({
      host: hostile,
      source: '10.0.0.5',
    });
  });

  test('only letters and digits are a marker', () => {
    const [technique] = techniques;
    if (!technique) throw new Error('there are techniques');
    expect(() => filledIn(technique.test, { ...values, marker: 'tw$(x)1234' })).toThrow(RangeError);
  });
});
