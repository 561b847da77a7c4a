// A console that was never set up for the rule, in a real browser: why nothing is found, the smallest change, and its cards.
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, rowsOf, type ConsolePage } from '../support/console-page.ts';

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

test('kept results are compared, the header says the last one, and one event is followed', async () => {
  await open('admin', 'light');
  const header = at.app().getByRole('link', { name: /^Coverage / });
  await header.waitFor();
  await header.click();
  await looked();
  const changed = at.app().getByRole('heading', { name: 'What changed' }).locator('..');
  // The test before has applied a repair between two checks of the same rights.
  await changed.getByText('Bytes sent: Missing → OK', { exact: false }).waitFor();
  await changed.getByText('Nothing got worse.').waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await button('Copy as JSON').click();
  const report = JSON.parse(await at.copied()) as {
    readonly overall: string;
    readonly compared: unknown;
  };
  expect(report.overall).toMatch(/^(weak|missing)$/);
  expect(report.compared).toMatchObject({ comparison: { worse: [], incomparable: null } });
  await takeWhole('coverage-en-light.png');

  await link('Findings').click();
  await at.runButton().click();
  await at.finished();
  const source = await at.sourceOf(at.cardList().getByRole('article').first()).innerText();
  await at.openDetails(source);
  await at.details().getByRole('tab', { name: 'Evidence' }).click();
  const follow = at.details().getByRole('link', { name: /^Follow the event of / });
  await follow.first().press('Enter');
  const events = at.app().getByRole('heading', { name: 'Follow one event through the rule' });
  await events.waitFor();
  const steps = at.app().locator('.tw-event__step');
  await steps.first().waitFor();
  expect(await steps.count()).toBe(5);
  await steps.first().getByText('Passes', { exact: true }).waitFor();
  await at
    .app()
    .getByText(/The rule counts it\./)
    .waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await takeWhole('event-en-light.png');
});

test('a line of Log Activity is pasted, in the dark: which condition leaves it out', async () => {
  await open('analyst', 'dark');
  await at
    .app()
    .getByRole('link', { name: /^Coverage/ })
    .press('Enter');
  await looked();
  await at
    .app()
    .getByText(/^[\d,]+ records do not$/)
    .first()
    .click();
  await at
    .app()
    .getByRole('button', { name: /^Open these records in Log Activity/ })
    .first()
    .click();
  const events = await at.selected('EVENTVIEWER');
  expect(await rowsOf(events)).toBeGreaterThan(0);
  const line = await events.locator('#search-result tbody tr').first().innerText();
  await at.openTab('Transfer Watch');
  await at.app().getByLabel('Time of the event').click();
  await at.frame().evaluate((text) => navigator.clipboard.writeText(text), line);
  await at.page.keyboard.press('Control+V');
  await at.page.keyboard.press('Enter');
  const step = at.app().locator('.tw-event__step', { hasText: 'On a port of the rule' });
  await step.getByText('Does not', { exact: true }).waitFor();
  await at
    .app()
    .getByText(/The rule leaves it out\.$/)
    .waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await takeWhole('event-en-dark.png');
});

test('in German', async () => {
  await open('deutsch', 'light');
  await at
    .app()
    .getByRole('link', { name: /^Abdeckung/ })
    .click();
  await at
    .app()
    .getByRole('button', { name: /^(Jetzt|Erneut) prüfen$/ })
    .click();
  await at
    .app()
    .getByText(/^Prüfung läuft/)
    .waitFor({ state: 'detached' });
  await looked();
  await check('Rechte dieser Sitzung').getByText('Schwach', { exact: true }).waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await takeWhole('coverage-de-light.png');
});

/** The whole page, as high as it is, to be looked at. */
async function takeWhole(name: string): Promise<void> {
  if (pictures === undefined) return;
  const size = at.page.viewportSize() ?? { width: 1440, height: 900 };
  await at.page.setViewportSize({ width: size.width, height: 3_600 });
  await at.page.mouse.move(0, 0);
  await at.page.screenshot({ path: path.join(pictures, name) });
  await at.page.setViewportSize(size);
}

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
