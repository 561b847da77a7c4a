// The main job, clicked through as an analyst does: log in, run the detection, read the cards, pivot, look deeper.
import path from 'node:path';
import type { Browser, BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { startConsole, type RunningConsole } from '../../sandbox/start.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { launchBrowser } from '../support/browser.ts';

/** A folder for pictures of the states, to be looked at; without it none are taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];

/** The story with 48 MB over SMB: rated HIGH, with flows, an asset and one offense. */
const suspect = '10.30.6.23';
/** The story of a beacon, which has two offenses. */
const beacon = '10.30.4.17';
const appTab = 'TransferWatch_1001';
/** Everything shares two cores with a database, a server and a browser. */
const slowMs = 60_000;

jest.setTimeout(600_000);

let running: RunningConsole;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let outside: string[];

beforeAll(async () => {
  running = await startConsole({ scenario: 'company', pace: 'console', app: 'package' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.close();
});

async function openBrowserContext(): Promise<void> {
  outside = [];
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(slowMs);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && origin !== running.console.url) outside.push(request.url());
  });
  page = await context.newPage();
}

async function closeBrowserContext(): Promise<void> {
  await context.close();
  expect(outside).toEqual([]);
}

async function logIn(username: string): Promise<void> {
  await page.goto(running.console.url);
  await page.getByRole('button', { name: new RegExp(`^${username}`) }).click();
  // The tabs are there before the script that switches them: it has run when one is selected.
  await page.locator('[role=tab][aria-selected=true]').waitFor();
}

async function openTab(name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

function panel(id: string): FrameLocator {
  return page.frameLocator(`#panel-${id} iframe`);
}

const app = () => panel(appTab);

function appFrame(): Frame {
  const frame = page.frame({ name: `PAGE_${appTab}` });
  if (frame === null) throw new Error('the tab has no frame');
  return frame;
}

const runButton = () => app().getByRole('button', { name: 'Run detection' });
const cardList = () => app().getByRole('list', { name: 'Findings by source IP' });
const article = (source: string) =>
  app()
    .getByRole('article')
    .filter({ has: app().locator('h3').getByRole('button', { name: source, exact: true }) });
const sourceOf = (card: Locator) => card.locator('h3').getByRole('button');

async function finished(): Promise<void> {
  await cardList().waitFor();
  await app().getByRole('progressbar').waitFor({ state: 'detached' });
}

/**
 * The sources in the order of their cards, as far as `last`, which is in sight then. Walks down the list,
 * because only the cards around the visible part are in the document.
 */
async function walkCards(last?: string): Promise<string[]> {
  const item = (place: number) => cardList().locator(`> li[aria-posinset="${place}"]`);
  await appFrame().evaluate(() => window.scrollTo(0, 0));
  const count = Number(await item(1).getAttribute('aria-setsize'));
  const sources: string[] = [];
  for (let place = 1; place <= count; place += 1) {
    await item(place).scrollIntoViewIfNeeded();
    const source = (await sourceOf(item(place)).textContent()) ?? '';
    sources.push(source);
    if (source === last) break;
  }
  return sources;
}

/** The label of a filter in force; the button that takes it off repeats the words. */
const activeFilter = (label: string) => app().getByText(label, { exact: true });

const menuOf = (source: string) =>
  app().getByRole('menu', { name: `Actions for source IP ${source}` });

async function choose(source: string, item: string | RegExp): Promise<void> {
  await openTab('Transfer Watch');
  await walkCards(source);
  await sourceOf(article(source)).click({ button: 'right' });
  await menuOf(source).getByRole('menuitem', { name: item, exact: true }).click();
}

/** Waits for the result of the search that a pivot opened; gives its count of rows. */
async function rowsOf(frame: FrameLocator): Promise<number> {
  const status = frame.locator('#search-status', { hasText: /^[\d,]+ rows?\./ });
  await status.waitFor();
  return Number((await status.textContent())?.replaceAll(/\D/g, ''));
}

async function selected(tabId: string): Promise<FrameLocator> {
  await page.locator(`#tab-${tabId}[aria-selected=true]`).waitFor();
  return panel(tabId);
}

describe('an analyst', () => {
  beforeAll(async () => {
    await openBrowserContext();
    await logIn('analyst');
    await openTab('Transfer Watch');
  });
  afterAll(closeBrowserContext);

  test('runs the detection and sees exactly the sources that the day holds', async () => {
    await app().getByRole('heading', { name: 'No detection has run yet' }).waitFor();
    await runButton().click();
    await app().getByRole('progressbar').waitFor();
    await app().locator('.tw-progress').getByText('Ariel is searching').waitFor();
    await finished();
    const { findings } = running.scenario.expected;
    const cards = new Set(findings.map(({ domainId, source }) => `${domainId} ${source}`));
    const sources = await walkCards();
    expect(sources).toHaveLength(cards.size);
    expect(new Set(sources)).toEqual(new Set(findings.map(({ source }) => source)));
  });

  test('reads why a source is rated high', async () => {
    await walkCards(suspect);
    const card = article(suspect);
    await card.getByText('High', { exact: true }).first().waitFor();
    expect(await card.locator('h3').textContent()).toContain('sent 48 MB to 1 destination');
    await card.getByRole('button', { name: 'High volume sent: explanation' }).click();
    await card.getByText('48 MB sent, above 10 MiB (source rule).').waitFor();
    await page.keyboard.press('Escape');
  });

  test.each(['mouse', 'Shift+F10', 'Enter'])('opens the menu of a source IP by %s', async (by) => {
    const trigger = sourceOf(article(suspect));
    if (by === 'mouse') await trigger.click({ button: 'right' });
    else await trigger.press(by);
    const items = menuOf(suspect).getByRole('menuitem');
    await items.filter({ hasText: 'Offenses of this source IP (1)' }).waitFor();
    expect(await items.count()).toBeLessThanOrEqual(10);
    await page.keyboard.press('Escape');
    await menuOf(suspect).waitFor({ state: 'detached' });
    expect(await trigger.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('lands on the events of the source', async () => {
    await choose(suspect, 'Events of this source IP in Log Activity');
    const events = await selected('EVENTVIEWER');
    expect(await rowsOf(events)).toBeGreaterThan(0);
    await events.getByRole('button', { name: suspect, exact: true }).first().waitFor();
  });

  test('lands on the flows of the source', async () => {
    await choose(suspect, 'Flows of this source IP in Network Activity');
    const flows = await selected('FLOWVIEWER');
    expect(await rowsOf(flows)).toBeGreaterThan(0);
    await flows.getByRole('button', { name: suspect, exact: true }).first().waitFor();
  });

  test('lands on the asset', async () => {
    await choose(suspect, /^Asset of this IP/);
    const asset = await selected('ASSETS');
    await asset.locator('#asset').getByRole('button', { name: suspect, exact: true }).waitFor();
  });

  test('lands on the one offense of a source, and chooses where there are several', async () => {
    await choose(suspect, 'Offenses of this source IP (1)');
    const offense = await selected('SEM');
    await offense.getByRole('heading', { name: /Outbound SMB from a workstation/ }).waitFor();
    await choose(beacon, 'Offenses of this source IP (2)');
    const dialog = app().getByRole('dialog', { name: `2 offenses of ${beacon}` });
    await dialog.getByRole('button', { name: 'Open offense 1188' }).click();
    const other = await selected('SEM');
    await other.getByRole('heading', { name: /regular connections/ }).waitFor();
    await openTab('Transfer Watch');
    await dialog.waitFor({ state: 'detached' });
  });

  test('keeps only a source, or everything but it', async () => {
    const all = await walkCards();
    await choose(suspect, 'Only this source IP');
    await activeFilter(`Only source IP ${suspect}`).waitFor();
    expect(await walkCards()).toEqual([suspect]);
    await app().getByRole('button', { name: 'Clear filters' }).click();
    await choose(suspect, 'Exclude this source IP');
    await activeFilter(`Without source IP ${suspect}`).waitFor();
    expect(await walkCards()).toEqual(all.filter((source) => source !== suspect));
    await app().getByRole('button', { name: 'Clear filters' }).click();
    await article(suspect).waitFor();
  });

  test('copies the address', async () => {
    await choose(suspect, 'Copy IP address');
    await app().getByText('IP address copied').waitFor();
    expect(await appFrame().evaluate(() => navigator.clipboard.readText())).toBe(suspect);
  });

  test('looks into a finding: events in pages, activity as a picture, the query that can be run', async () => {
    await openDetails(suspect);
    const details = app().getByRole('complementary');
    await details.getByRole('tab', { name: 'Activity' }).click();
    await details.getByRole('img', { name: /^5 connections in/ }).waitFor();
    await details.getByRole('tab', { name: 'Events' }).click();
    const events = details.getByRole('table', { name: 'Contributing events, newest first' });
    await events.getByRole('button', { name: suspect, exact: true }).first().waitFor();
    const range = await details.getByText(/^1–\d+ of \d+ events?$/).textContent();
    const total = Number(/of (\d+)/.exec(range ?? '')?.[1]);
    await details.getByRole('tab', { name: 'Query' }).click();
    const query = details
      .locator('.tw-detail__query')
      .filter({ has: app().getByRole('heading', { name: 'Contributing events of this finding' }) });
    const aql = await query.locator('pre').textContent();
    await openTab('Log Activity');
    const frame = await selected('EVENTVIEWER');
    await frame.locator('#aql').fill(aql ?? '');
    await frame.locator('#search-status').evaluate((element) => (element.textContent = ''));
    await frame.getByRole('button', { name: 'Search' }).click();
    expect(await rowsOf(frame)).toBe(total);
    await openTab('Transfer Watch');
    await details.getByRole('button', { name: 'Close details' }).click();
    await details.waitFor({ state: 'detached' });
  });

  test('sees the twelve columns of the source query, and a reload shows the same', async () => {
    await app().getByRole('tab', { name: 'Table' }).click();
    const table = app().getByRole('table', { name: 'Findings' });
    const headings = await table.locator('th').allTextContents();
    expect(headings.slice(0, 12)).toEqual([
      'Log source',
      'Source IP',
      'Destination IP',
      'Destination port',
      'User',
      'Protocol',
      'Connections',
      'Bytes sent',
      'Bytes received',
      'First seen',
      'Last seen',
      'Exfiltration risk',
    ]);
    await app().getByRole('searchbox').fill('10.30.');
    await activeFilter('Text: 10.30.').waitFor();
    await table.getByRole('button', { name: 'Connections' }).click();
    const rows = () => table.locator('tbody tr').allTextContents();
    const before = await rows();
    expect(before.length).toBeGreaterThan(1);
    const { href } = new URL(appFrame().url());
    await appFrame().goto(href);
    await activeFilter('Text: 10.30.').waitFor();
    await table.waitFor();
    expect(await rows()).toEqual(before);
    expect(appFrame().url()).toBe(href);
    await app().getByRole('button', { name: 'Clear filters' }).click();
    await app().getByRole('tab', { name: 'Cards' }).click();
    await cardList().waitFor();
  });

  test('comes back by right-click on an address of the console, in the theme of the console', async () => {
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await app().locator('html[data-carbon-theme=g100]').waitFor();
    await openTab('Offenses');
    const offenses = await selected('SEM');
    await offenses.getByRole('button', { name: beacon, exact: true }).first().click({
      button: 'right',
    });
    await offenses
      .getByRole('menuitem', { name: 'Transfer Watch: file transfers of this IP' })
      .click();
    await selected(appTab);
    await activeFilter(`Address: ${beacon}`).waitFor();
    expect(await walkCards()).toEqual([beacon]);
    expect(new URL(appFrame().url()).searchParams.get('theme')).toBeNull();
    expect(await app().locator('html').getAttribute('data-carbon-theme')).toBe('g100');

    await openTab('Log Activity');
    const events = await selected('EVENTVIEWER');
    await events.getByRole('button', { name: suspect, exact: true }).first().press('Shift+F10');
    await events
      .getByRole('menuitem', { name: 'Transfer Watch: file transfers of this IP' })
      .click();
    await selected(appTab);
    await activeFilter(`Address: ${suspect}`).waitFor();
    expect(await walkCards()).toEqual([suspect]);
  });

  test('is told when the session has ended, and keeps what is on the page', async () => {
    await context.clearCookies({ name: 'SEC' });
    await runButton().click();
    await app().getByText('You are not signed in to the console').first().waitFor();
    await article(suspect).waitFor();
    expect(await axeViolationsIn(appFrame())).toEqual([]);
  });
});

async function openDetails(source: string): Promise<void> {
  await article(source)
    .getByRole('button', { name: /^Details of/ })
    .click();
  await app().getByRole('complementary').waitFor();
}

test('somebody without the right to events is told which permission is missing', async () => {
  await openBrowserContext();
  await logIn('reporter');
  await openTab('Transfer Watch');
  await app().getByRole('heading', { name: 'You may not search events' }).waitFor();
  expect(await axeViolationsIn(appFrame())).toEqual([]);
  await closeBrowserContext();
});

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (theme) => {
  beforeAll(async () => {
    await openBrowserContext();
    await context.addCookies([{ name: 'ConsoleTheme', value: theme, url: running.console.url }]);
    await logIn('analyst');
    await openTab('Transfer Watch');
  });
  afterAll(closeBrowserContext);

  /** Takes a picture of the state where one is asked for, and has axe look at it. */
  async function look(state: string): Promise<void> {
    if (pictures !== undefined) {
      await page.screenshot({ path: path.join(pictures, `job-${theme}-${state}.png`) });
    }
    expect(await axeViolationsIn(appFrame())).toEqual([]);
  }

  test('before the first run', async () => {
    await runButton().waitFor();
    const wears = await app().locator('html').getAttribute('data-carbon-theme');
    expect(wears).toBe(theme === 'dark' ? 'g100' : 'g10');
    await look('never-run');
  });

  test('while running', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    await page.route('**/api/runs', (route) => held.then(() => route.continue()), { times: 1 });
    await runButton().click();
    await app().getByRole('progressbar').waitFor();
    await look('running');
    release(undefined);
    await finished();
  });

  test('with cards and a reason explained', async () => {
    await look('cards');
    await article(suspect).getByRole('button', { name: 'High volume sent: explanation' }).click();
    await look('reason');
    await page.keyboard.press('Escape');
  });

  test('with the menu open', async () => {
    await sourceOf(article(suspect)).click({ button: 'right' });
    const item = menuOf(suspect).getByRole('menuitem', { name: 'Offenses of this source IP (1)' });
    await item.waitFor();
    await look('menu');
    await page.keyboard.press('Escape');
  });

  test('in every part of the details', async () => {
    await openDetails(suspect);
    const details = app().getByRole('complementary');
    for (const part of [
      'Overview',
      'Reasons',
      'Destinations',
      'Activity',
      'Events',
      'Flows',
      'Query',
    ]) {
      await details.getByRole('tab', { name: part }).click();
      if (part === 'Activity') await details.getByRole('img').first().waitFor();
      if (part === 'Events') await details.getByRole('table').waitFor();
      await look(`detail-${part.toLowerCase()}`);
    }
    await details.getByRole('button', { name: 'Close details' }).click();
    await details.waitFor({ state: 'detached' });
  });

  test('in the table, and where nothing matches', async () => {
    await app().getByRole('tab', { name: 'Table' }).click();
    await app().getByRole('table', { name: 'Findings' }).waitFor();
    await look('table');
    await app().getByRole('searchbox').fill('nothing like it');
    await app().getByRole('heading', { name: 'No finding matches the filters' }).waitFor();
    await look('nothing-matches');
  });
});
