// A console that was never set up for the rule, in a real browser: why nothing is found, the smallest change, and its cards.
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const given = consoleInBrowser({ scenario: 'broken-deployment', scale: 0.2 });
/** A folder for the picture of the README; without it none is taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];
let at: ConsolePage;

jest.setTimeout(300_000);

const button = (name: string): Locator => at.app().getByRole('button', { name, exact: true });
const link = (name: string): Locator => at.app().getByRole('link', { name, exact: true });
const check = (label: string): Locator =>
  at.app().locator('.tw-check', { has: at.app().getByText(label, { exact: true }) });
const repairs = (): Locator => at.app().locator('.tw-coverage__repair');
/** The repair of three changes: a property, a category and a direction. */
const repair = (): Locator =>
  repairs()
    .filter({ hasText: 'Read the property Octets Out as bytes sent' })
    .filter({ hasText: 'Misc Network Communication Event (4005)' })
    .filter({ hasText: 'Look at hosts that QRadar takes for remote' })
    .filter({ hasNotText: 'Search' });

async function open(user: string, theme: 'light' | 'dark'): Promise<void> {
  at = await openConsolePage(given.browser, given.running);
  await at.wear(theme);
  await at.logIn(user);
  await at.openTab('Transfer Watch');
}

async function looked(): Promise<void> {
  await at.app().locator('.tw-checks').waitFor();
}

/** What the pointer rests on is drawn in other colours, and that needs contrast, too. */
async function isCleanUnderThePointer(places: readonly Locator[]): Promise<void> {
  for (const place of places) {
    await place.hover();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  }
}

afterEach(() => at.close());

test('an analyst finds nothing, is led to the reasons, and cannot apply what would help', async () => {
  await open('analyst', 'dark');
  await at.runButton().click();
  await link('Check what this console can show').click();
  await button('Check now').click();
  await looked();
  for (const [label, verdict] of [
    ['Outbound connections on these ports', 'Missing'],
    ['Bytes sent', 'Missing'],
    ['Direction', 'Missing'],
    ['Low-level categories', 'Weak'],
    ['Coalescing', 'Weak'],
    ['Log sources that went silent', 'Weak'],
  ] as const)
    await check(label).getByText(verdict, { exact: true }).waitFor();
  await check('Log sources that went silent')
    .getByText(/^cp-core-01: last record/)
    .waitFor();
  await repair().waitFor();
  expect(await button('Apply and check again').count()).toBe(0);
  await at.app().getByText('An administrator can apply these.').waitFor();
  await at
    .app()
    .getByText(/^[\d,]+ records do not$/)
    .last()
    .click();
  const dropped = at.app().getByRole('button', { name: /^Open these records in Log Activity/ });
  await isCleanUnderThePointer([dropped.first(), button('Check again'), button('Copy as JSON')]);
});

test('an administrator applies the smallest change that shows all, and its cards are there', async () => {
  await open('admin', 'light');
  await at
    .app()
    .getByRole('link', { name: /^Coverage/ })
    .click();
  await button('Check now').click();
  await looked();
  await isCleanUnderThePointer([button('Apply and check again').first(), link('Findings')]);
  await takePicture();
  const said = (await repair().innerText()).match(/(\d+) cards? new .*: (.+)/);
  const [cards, sources] = [Number(said?.[1]), said?.[2]?.match(/[\da-f.:]{7,}/g) ?? []];
  expect(cards).toBeGreaterThan(10);
  expect(sources).toHaveLength(5);
  await repair().getByRole('button').click();
  const applied = at.app().getByText(/^Applied\. It holds from now on/);
  await applied.waitFor();
  expect(await at.hasFocus(applied)).toBe(true);
  await looked();
  await check('Bytes sent').getByText('OK', { exact: true }).waitFor();
  await check('Direction').getByText('OK', { exact: true }).waitFor();
  await at
    .app()
    .getByText(new RegExp(`^With the settings as they are, from events alone: ${cards} cards`))
    .waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await link('Findings').click();
  await at.runButton().click();
  await at.finished();
  for (const source of sources) {
    await at.app().getByRole('searchbox').fill(source);
    await at.article(source).waitFor();
  }
});

/** The changes, the funnel and the checks, as high as they are. */
async function takePicture(): Promise<void> {
  if (pictures === undefined) return;
  const size = at.page.viewportSize() ?? { width: 1440, height: 900 };
  await at.page.setViewportSize({ width: size.width, height: 2_400 });
  await at.page.mouse.move(0, 0);
  const place = at.app().locator('.tw-coverage__columns');
  await place.screenshot({ path: path.join(pictures, 'coverage.png') });
  await at.page.setViewportSize(size);
}
