// The packaged app, installed by an administrator, on a console that was never set up for the rule, and on one that was: each fault with its
// remedy, the smallest repair and its cards, who may apply it, and a bench that fires. In both themes and both languages.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { packageApp } from '../../qradar_app_package/archive/pack.ts';
import { root, startConsole, type RunningConsole } from '../../sandbox/start.ts';
import { checkCodes, type CheckCode } from '../../contract/coverage.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { injectAttack } from '../support/attack-range.ts';
import { launchBrowser } from '../support/browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';
import { english, german } from '../support/words.ts';

/** A folder for pictures to look at; without it none are taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];
const token = 'coverage-walk-token';
type Theme = 'light' | 'dark';
const languages = { en: english, de: german } as const;
type Language = keyof typeof languages;
type Words = typeof english;
const looks = [
  ['light', 'en'],
  ['dark', 'en'],
  ['light', 'de'],
  ['dark', 'de'],
] as const;

jest.setTimeout(600_000);

let folder: string;
let archive: string;
let browser: Browser;
let running: RunningConsole;
let at: ConsolePage;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'coverage-walk-'));
  const { fileName, bytes } = await packageApp(root);
  archive = path.join(folder, fileName);
  await writeFile(archive, bytes);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

const app = () => at.app();
const button = (name: string): Locator => app().getByRole('button', { name, exact: true });
const checkOf = ({ coverage }: Words, code: CheckCode): Locator =>
  app().locator('.tw-check', {
    has: app().getByText(coverage.checks[code].label, { exact: true }),
  });
const repairs = (): Locator => app().locator('.tw-coverage__repair');

/** Starts a console without the app, for the tests of a block, and has an administrator install the archive by Extensions Management. */
function installedOn(scenario: 'company' | 'broken-deployment'): void {
  beforeAll(async () => {
    running = await startConsole({ scenario, scale: 0.2, app: 'none', token });
    at = await openConsolePage(browser, running);
    await at.logIn('admin');
    await at.openTab('Admin');
    const admin = at.page.frameLocator('#panel-ADMIN iframe');
    await admin.getByRole('link', { name: 'Extensions Management' }).click();
    await admin.getByRole('button', { name: 'Add', exact: true }).click();
    await admin.getByLabel('Extension archive').setInputFiles(archive);
    await admin.getByLabel('Install immediately').check();
    await admin.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    const dialog = admin.getByRole('dialog', { name: /^Install Transfer Watch/ });
    await dialog.getByRole('button', { name: 'Install' }).click();
    await admin.getByRole('cell', { name: 'RUNNING' }).waitFor();
    await at.close();
  });
  afterAll(() => running.close());
  afterEach(() => at.close());
}

/** The tab as that user has it, on one of its pages. */
async function open(
  user: string,
  page: 'coverage' | 'validation',
  { theme = 'light', language = 'en' }: { theme?: Theme; language?: Language } = {},
): Promise<Words> {
  at = await openConsolePage(browser, running);
  await at.wear(theme);
  await at.logIn(user);
  if ((await at.page.locator('html').getAttribute('lang')) !== language) {
    await at.page.locator('.user-menu summary').click();
    const name = language === 'de' ? 'Deutsch' : 'English';
    await at.page.getByRole('button', { name }).click();
    await at.page.locator(`html[lang=${language}] [role=tab][aria-selected=true]`).waitFor();
    // As in QRadar: what an account is set to holds from its next session on.
    await at.context.clearCookies({ name: 'SEC' });
    await at.logIn(user);
  }
  await at.openTab('Transfer Watch');
  const words = languages[language];
  const name = words.page.pages[page];
  await app()
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
  return words;
}

/** A check of now, made by whoever looks. */
async function checked({ coverage }: Words): Promise<void> {
  await button(coverage.start).or(button(coverage.again)).click();
  await button(coverage.cancel).waitFor();
  await button(coverage.again).waitFor();
  await app().locator('.tw-checks').waitFor();
}

/** The whole page, as high as it is, to be looked at. */
async function take(name: string): Promise<void> {
  if (pictures === undefined) return;
  await at.page.setViewportSize({ width: 1440, height: 3_400 });
  await at.page.mouse.move(0, 0);
  await at.page.screenshot({ path: path.join(pictures, `walk-${name}.png`) });
  await at.page.setViewportSize({ width: 1440, height: 900 });
}

describe('on a console that was never set up', () => {
  installedOn('broken-deployment');
  /** What its scenario breaks, and what a check of it comes to. */
  const faults = [
    ['records', 'missing'],
    ['sent-bytes', 'missing'],
    ['received-bytes', 'missing'],
    ['direction', 'missing'],
    ['categories', 'weak'],
    ['coalescing', 'weak'],
    ['silence', 'weak'],
  ] as const;

  test.each(looks)(
    'an analyst reads each fault with its remedy, and who may apply a change (%s, %s)',
    async (theme, language) => {
      const words = await open('analyst', 'coverage', { theme, language });
      await checked(words);
      for (const [code, verdict] of faults) {
        const check = checkOf(words, code);
        await check.getByText(words.coverage.verdicts[verdict], { exact: true }).waitFor();
        await check.getByText(words.coverage.checks[code].remedy).waitFor();
      }
      await app().getByText(words.coverage.repairs.onlyAdmin).waitFor();
      expect(await repairs().count()).toBeGreaterThan(0);
      expect(await button(words.coverage.repairs.apply).count()).toBe(0);
      expect(await axeViolationsIn(at.frame())).toEqual([]);
      await take(`broken-analyst-${theme}-${language}`);
    },
  );

  test('an administrator applies the smallest change, and the cards that it predicts are there', async () => {
    const words = await open('admin', 'coverage');
    await checked(words);
    await take('broken-admin-light-en');
    const smallest = repairs()
      .filter({ has: button(words.coverage.repairs.apply) })
      .first();
    const said = await smallest.innerText();
    const predicted = Number(/(\d+) cards? new/.exec(said)?.[1]);
    const sources =
      said
        .split('HIGH')
        .at(-1)
        ?.match(/[\da-f]+(?:[.:][\da-f]*){3,}/g) ?? [];
    expect(predicted).toBeGreaterThan(0);
    expect(sources.length).toBe(Math.min(5, predicted));
    await smallest.getByRole('button').click();
    await app().getByText(words.coverage.repairs.applied).waitFor();
    await app()
      .getByText(
        new RegExp(`^With the settings as they are, from events alone: ${predicted} cards?,`),
      )
      .waitFor();
    await app().locator('.tw-checks').waitFor();
    await take('repaired-admin-light-en');
    await app().getByRole('link', { name: 'Findings', exact: true }).click();
    await at.runButton().click();
    await at.finished();
    for (const source of sources) {
      await app().getByRole('searchbox').fill(source);
      await at.article(source).waitFor();
    }
  });
});

describe('on a console that was set up', () => {
  installedOn('company');
  const outside = '28.201.9.33';

  test.each(looks)(
    'an administrator finds all that the rule needs in order (%s, %s)',
    async (theme, language) => {
      const words = await open('admin', 'coverage', { theme, language });
      await checked(words);
      const verdicts = await app().locator('.tw-check').allInnerTexts();
      await take(`company-admin-${theme}-${language}`);
      expect(verdicts).toHaveLength(checkCodes.length);
      expect(verdicts.filter((text) => !text.startsWith(words.coverage.verdicts.ok))).toEqual([]);
      expect(await axeViolationsIn(at.frame())).toEqual([]);
    },
  );

  test.each([
    ['analyst', 'light', 'en', 1],
    ['admin', 'dark', 'de', 2],
    ['analyst', 'dark', 'en', 3],
    ['admin', 'light', 'de', 4],
  ] as const)('the bench fires for %s (%s, %s)', async (user, theme, language, number) => {
    // A host of its own: connections bear no marker, so tests from one host would be taken together.
    const host = { name: `range-${number}`, address: `10.30.77.${number}` };
    const words = await open(user, 'validation', { theme, language });
    const text = words.validationPage;
    await app().getByRole('radio', { name: words.validation.techniques['ftp-c2'].name }).check();
    await app().getByLabel(text.form.source).fill(host.address);
    await app().getByLabel(text.form.host).fill(host.name);
    await app().getByLabel(text.form.target).fill(outside);
    await take(`bench-form-${theme}-${language}`);
    await button(text.form.prepare).click();
    await app().getByRole('heading', { name: text.steps.title }).waitFor();
    const shown = await app().locator('.tw-steps').first().innerText();
    const marker = /tw[a-z0-9]{8}/.exec(shown)?.[0] ?? '';
    await injectAttack(running.console.url, token, { technique: 'ftp-c2', host, marker });
    const nowMs = Date.now();
    await app().getByText(text.ran.exact).click();
    await app()
      .getByLabel(text.ran.from, { exact: true })
      .fill(await localText(nowMs - 60_000));
    await app()
      .getByLabel(text.ran.to)
      .fill(await localText(nowMs));
    await button(text.ran.look).click();
    await app().locator('.tw-signals').waitFor();
    await app().getByText(words.validation.detection.fired).first().waitFor();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await take(`bench-fired-${theme}-${language}`);
  });
});

/** A moment as the browser’s field has it, to the second, in its time zone. */
const localText = (ms: number): Promise<string> =>
  at.frame().evaluate((moment) => {
    const offsetMs = new Date(moment).getTimezoneOffset() * 60_000;
    return new Date(moment - offsetMs).toISOString().slice(0, 19);
  }, ms);
