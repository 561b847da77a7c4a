// The pages of the tab and the settings in a real browser: what was typed is not lost, mistakes lead to their fields.
import type { Frame } from 'playwright-core';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const given = consoleInBrowser({ scenario: 'stories' });
let at: ConsolePage;

async function openAs(user: string, theme: 'light' | 'dark' = 'light'): Promise<ConsolePage> {
  const page = await openConsolePage(given.browser, given.running);
  await page.wear(theme);
  await page.logIn(user);
  await page.openTab('Transfer Watch');
  return page;
}

const link = (page: ConsolePage, name: string) => page.app().getByRole('link', { name });
const rows = (page: ConsolePage) =>
  page.app().getByRole('spinbutton', { name: 'Most result rows of a run' });
const button = (page: ConsolePage, name: string) =>
  page.app().getByRole('button', { name, exact: true });
const dialog = (page: ConsolePage) =>
  page.app().getByRole('dialog', { name: '1 change is not saved' });

async function openTuning(page: ConsolePage): Promise<void> {
  await link(page, 'Tuning').click();
  await link(page, 'Settings').click();
  await rows(page).waitFor();
}

/** Waits until the page marks the link of another page. */
async function arrivedAt(page: ConsolePage, name: string): Promise<void> {
  await page.app().locator('a[aria-current=page]', { hasText: name }).waitFor();
}

const scrolledTo = (frame: Frame) => frame.evaluate(() => window.scrollY);

describe.each([
  ['light', 'none'],
  ['dark', 'none'],
  ['light', 'active'],
] as const)('an administrator (%s, forced colours %s)', (theme, forcedColors) => {
  beforeEach(async () => {
    at = await openAs('admin', theme);
    await at.page.emulateMedia({ forcedColors });
    await openTuning(at);
  });
  afterEach(() => at.close());

  test('is led from a summary to the field with the mistake, which no bar covers', async () => {
    await rows(at).fill('7');
    await link(at, 'Detection').click();
    await button(at, 'Save').click();
    const summary = at.app().getByRole('group', { name: /^1 field needs correction/ });
    expect(await at.hasFocus(summary)).toBe(true);
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await summary.getByRole('link', { name: 'Most result rows of a run' }).click();
    expect(await at.hasFocus(rows(at))).toBe(true);
    const [label, error, bar] = await Promise.all(
      [
        at.app().getByText('Most result rows of a run', { exact: true }).last(),
        at.app().getByText('Enter a whole number from 1,000 to 500,000.').last(),
        button(at, 'Save'),
      ].map((part) => part.boundingBox()),
    );
    const shell = await at.page.locator('[role=tablist]').boundingBox();
    expect(label?.y).toBeGreaterThanOrEqual((shell?.y ?? 0) + (shell?.height ?? 0));
    expect((error?.y ?? 0) + (error?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    for (const hovered of [
      link(at, 'Findings'),
      link(at, 'Tuning'),
      button(at, 'Save'),
      button(at, 'Discard changes'),
      button(at, 'Reset to default: Most result rows of a run'),
    ]) {
      await hovered.hover();
      expect(await axeViolationsIn(at.frame())).toEqual([]);
    }
  });

  test('is asked before a link, Back or a reload loses a change', async () => {
    await rows(at).fill('5000');
    await link(at, 'Findings').click();
    await dialog(at).waitFor();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await at.page.keyboard.press('Escape');
    await dialog(at).waitFor({ state: 'detached' });
    await at.frame().evaluate(() => window.history.back());
    await dialog(at).waitFor();
    await dialog(at).getByRole('button', { name: 'Keep editing' }).click();
    expect(await rows(at).inputValue()).toBe('5000');

    const asked = at.page.waitForEvent('dialog');
    await at.frame().evaluate(() => void window.setTimeout(() => window.location.reload()));
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    expect(await rows(at).inputValue()).toBe('5000');

    await link(at, 'Findings').click();
    await dialog(at).getByRole('button', { name: 'Discard changes' }).click();
    await arrivedAt(at, 'Findings');
    await openTuning(at);
    expect(await rows(at).inputValue()).toBe('100000');
  });
});

test('of two administrators the second to save sees what the first has saved, and chooses', async () => {
  const [first, second] = [await openAs('admin'), await openAs('admin')];
  await openTuning(first);
  await openTuning(second);
  await rows(first).fill('5000');
  await button(first, 'Save').click();
  await first.app().getByText('Saved. It holds from now on.').waitFor();
  await rows(second).fill('6000');
  await button(second, 'Save').click();
  await second.app().getByText('Somebody else has saved the settings meanwhile').waitFor();
  expect(await axeViolationsIn(second.frame())).toEqual([]);
  const theirs = second.app().getByRole('radio', { name: 'Saved by somebody else: 5,000' });
  expect(await theirs.isChecked()).toBe(false);
  await button(second, 'Save').click();
  await second.app().getByText('Saved. It holds from now on.').waitFor();
  await first.frame().goto(first.frame().url());
  await rows(first).waitFor();
  expect(await rows(first).inputValue()).toBe('6000');
  await first.close();
  await second.close();
});

test('the findings go on out of sight: run, filter and place are as they were', async () => {
  at = await openAs('analyst');
  const started: string[] = [];
  at.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/runs')) {
      started.push(request.url());
    }
  });
  await at.runButton().click();
  await link(at, 'Tuning').click();
  await link(at, 'Settings').click();
  await at.app().getByText('Only an administrator can change these').waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await link(at, 'Findings').click();
  await at.finished();
  expect(started).toHaveLength(1);

  await at.frame().evaluate(() => window.scrollTo(0, 700));
  await at.frame().waitForFunction(() => window.scrollY > 0);
  const place = await scrolledTo(at.frame());
  // A click by the mouse would scroll up to the link first.
  await at.frame().evaluate(() => {
    const tuning = [...document.querySelectorAll('a')].find((a) => a.search.includes('tuning'));
    tuning?.click();
  });
  await arrivedAt(at, 'Tuning');
  expect(await scrolledTo(at.frame())).toBe(0);
  await at.frame().evaluate(() => window.history.back());
  await arrivedAt(at, 'Findings');
  expect(await scrolledTo(at.frame())).toBe(place);
  expect(started).toHaveLength(1);
  await at.close();
});

test('a page has an address of its own, and works at 320 px', async () => {
  at = await openAs('admin');
  await openTuning(at);
  await at.page.setViewportSize({ width: 320, height: 640 });
  const [width, needed] = await at
    .frame()
    .evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
  expect(needed).toBe(width);
  const address = at.frame().url();
  expect(new URL(address).searchParams.get('page')).toBe('tuning.settings');
  await at.frame().goto(address);
  await rows(at).waitFor();
  await arrivedAt(at, 'Tuning');
  await at.close();
});
