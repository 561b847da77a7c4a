// The main job, clicked through as an analyst does: log in, run the detection, read the cards, pivot, look deeper.
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { appTab, openConsolePage, rowsOf, type ConsolePage } from '../support/console-page.ts';

/** The story with 45.8 MiB over SMB: rated HIGH, with flows, an asset and one offense. */
const suspect = '10.30.6.23';
/** The story of a beacon, which has two offenses. */
const beacon = '10.30.4.17';
/** Uploads of a pipeline: more events than one page of them holds. */
const pipeline = '10.20.1.30';

jest.setTimeout(600_000);

const given = consoleInBrowser({ scenario: 'company', pace: 'console', app: 'package' });
let at: ConsolePage;

async function choose(source: string, item: string | RegExp): Promise<void> {
  await at.openTab('Transfer Watch');
  await at.walkCards(source);
  await at.sourceOf(at.article(source)).click({ button: 'right' });
  await at.menuOf(source).getByRole('menuitem', { name: item, exact: true }).click();
}

describe('an analyst', () => {
  beforeAll(async () => {
    at = await openConsolePage(given.browser, given.running);
    await at.logIn('analyst');
    await at.openTab('Transfer Watch');
  });
  afterAll(() => at.close());

  test('runs the detection and sees exactly the sources that the day holds', async () => {
    await at.app().getByRole('heading', { name: 'No detection has run yet' }).waitFor();
    await at.runButton().click();
    await at.app().getByRole('progressbar').waitFor();
    await at.app().locator('.tw-progress').getByText('Ariel is searching').waitFor();
    await at.finished();
    const { findings } = given.running.scenario.expected;
    const cards = new Set(findings.map(({ domainId, source }) => `${domainId} ${source}`));
    const sources = await at.walkCards();
    expect(sources).toHaveLength(cards.size);
    expect(new Set(sources)).toEqual(new Set(findings.map(({ source }) => source)));
  });

  test('reads why a source is rated high', async () => {
    await at.walkCards(suspect);
    const card = at.article(suspect);
    await card.getByText('High', { exact: true }).first().waitFor();
    expect(await card.locator('h3').textContent()).toContain('sent 45.8 MiB to 1 destination');
    await at.expand(suspect);
    await card.getByRole('button', { name: 'High volume sent: explanation' }).click();
    await card.getByText('45.8 MiB sent, above 10 MiB (source rule).').waitFor();
    await at.page.keyboard.press('Escape');
  });

  test.each(['mouse', 'Shift+F10', 'Enter'])('opens the menu of a source IP by %s', async (by) => {
    const trigger = at.sourceOf(at.article(suspect));
    if (by === 'mouse') await trigger.click({ button: 'right' });
    else await trigger.press(by);
    const items = at.menuOf(suspect).getByRole('menuitem');
    await items.filter({ hasText: 'Offenses of this source IP (1)' }).waitFor();
    expect(await items.count()).toBeLessThanOrEqual(10);
    await at.page.keyboard.press('Escape');
    await at.menuOf(suspect).waitFor({ state: 'detached' });
    expect(await trigger.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('lands on the events of the source', async () => {
    await choose(suspect, 'Events of this source IP in Log Activity');
    const events = await at.selected('EVENTVIEWER');
    expect(await rowsOf(events)).toBeGreaterThan(0);
    await events.getByRole('button', { name: suspect, exact: true }).first().waitFor();
  });

  test('lands on the flows of the source', async () => {
    await choose(suspect, 'Flows of this source IP in Network Activity');
    const flows = await at.selected('FLOWVIEWER');
    expect(await rowsOf(flows)).toBeGreaterThan(0);
    await flows.getByRole('button', { name: suspect, exact: true }).first().waitFor();
  });

  test('lands on the asset', async () => {
    await choose(suspect, /^Asset of this IP/);
    const asset = await at.selected('ASSETS');
    await asset.locator('#asset').getByRole('button', { name: suspect, exact: true }).waitFor();
  });

  test('lands on the one offense of a source, and chooses where there are several', async () => {
    await choose(suspect, 'Offenses of this source IP (1)');
    const offense = await at.selected('SEM');
    await offense.getByRole('heading', { name: /Outbound SMB from a workstation/ }).waitFor();
    await choose(beacon, 'Offenses of this source IP (2)');
    const dialog = at.app().getByRole('dialog', { name: `2 offenses of ${beacon}` });
    await dialog.getByRole('button', { name: 'Open offense 1188' }).click();
    const other = await at.selected('SEM');
    await other.getByRole('heading', { name: /regular connections/ }).waitFor();
    await at.openTab('Transfer Watch');
    await dialog.waitFor({ state: 'detached' });
  });

  test('keeps only a source, or everything but it', async () => {
    const all = await at.walkCards();
    await choose(suspect, 'Only this source IP');
    await at.activeFilter(`Only source IP ${suspect}`).waitFor();
    expect(await at.walkCards()).toEqual([suspect]);
    await at.app().getByRole('button', { name: 'Clear filters' }).click();
    await choose(suspect, 'Exclude this source IP');
    await at.activeFilter(`Without source IP ${suspect}`).waitFor();
    expect(await at.walkCards()).toEqual(all.filter((source) => source !== suspect));
    await at.app().getByRole('button', { name: 'Clear filters' }).click();
    await at.article(suspect).waitFor();
  });

  test('looks into a finding: events in pages, activity as a picture, the query that can be run', async () => {
    await at.openDetails(suspect);
    const details = at.app().getByRole('complementary');
    const search = details.getByRole('button', { name: /^Search / });
    // Where the run counted when it was active, there is nothing to search for.
    if ((await search.count()) > 0) await search.click();
    await details.getByText(/^5 connections in/).waitFor();
    await details.getByRole('tab', { name: 'Evidence' }).click();
    const events = details.getByRole('table', { name: 'Contributing events, newest first' });
    await events.getByRole('button', { name: suspect, exact: true }).first().waitFor();
    const range = await details.getByText(/^1–\d+ of \d+ events?$/).textContent();
    const total = Number(/of (\d+)/.exec(range ?? '')?.[1]);
    await details.getByRole('tab', { name: 'Query' }).click();
    const query = details.locator('.tw-detail__query').filter({
      has: at.app().getByRole('heading', { name: 'Contributing events of this finding' }),
    });
    const aql = await query.locator('pre').textContent();
    await at.openTab('Log Activity');
    const frame = await at.selected('EVENTVIEWER');
    await frame.locator('#aql').fill(aql ?? '');
    await frame.locator('#search-status').evaluate((element) => (element.textContent = ''));
    await frame.getByRole('button', { name: 'Search' }).click();
    expect(await rowsOf(frame)).toBe(total);
    await at.openTab('Transfer Watch');
    await details.getByRole('button', { name: 'Close details' }).click();
    await details.waitFor({ state: 'detached' });
  });

  test('reads the contributing events beyond the first page', async () => {
    await at.walkCards(pipeline);
    await at.openDetails(pipeline);
    const details = at.details();
    await details.getByRole('tab', { name: 'Evidence' }).click();
    const range = details.getByText(/^1–20 of \d+ events$/);
    await range.waitFor();
    const total = Number(/of (\d+)/.exec((await range.textContent()) ?? '')?.[1]);
    const times = () => details.getByRole('table').locator('tbody tr td:first-child');
    const first = await times().allTextContents();
    await details.getByRole('button', { name: 'Next page' }).click();
    await details.getByText(`21–${Math.min(40, total)} of ${total} events`).waitFor();
    await details.locator('[aria-busy=false] table').waitFor();
    const second = await times().allTextContents();
    expect(first).toHaveLength(20);
    expect(second).toHaveLength(Math.min(20, total - 20));
    const moments = [...first, ...second].map((text) => Date.parse(text));
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    await details.getByRole('button', { name: 'Previous page' }).click();
    await range.waitFor();
    await details.locator('[aria-busy=false] table').waitFor();
    expect(await times().allTextContents()).toEqual(first);
    await at.page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
  });

  test('sees the twelve columns of the source query, and a reload shows the same', async () => {
    await at.app().getByRole('tab', { name: 'Table' }).click();
    const table = at.app().getByRole('table', { name: 'Findings' });
    await table.waitFor();
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
    await at.app().getByRole('searchbox').fill('10.30.');
    await at.activeFilter('Text: 10.30.').waitFor();
    await table.getByRole('button', { name: 'Connections' }).click();
    // Only rows in sight are in the document: both times it is the top.
    const rows = async () => {
      await at.frame().evaluate(() => window.scrollTo(0, 0));
      await table.getByRole('row').nth(1).scrollIntoViewIfNeeded();
      return table.locator('tbody tr').allTextContents();
    };
    const before = await rows();
    expect(before.length).toBeGreaterThan(1);
    const { href } = new URL(at.frame().url());
    await at.frame().goto(href);
    await at.activeFilter('Text: 10.30.').waitFor();
    await table.waitFor();
    expect(await rows()).toEqual(before);
    expect(at.frame().url()).toBe(href);
    await at.app().getByRole('button', { name: 'Clear filters' }).click();
    await at.app().getByRole('tab', { name: 'Cards' }).click();
    await at.cardList().waitFor();
  });

  test('comes back by right-click on an address of the console, in the theme of the console', async () => {
    await at.page.getByRole('button', { name: 'Dark theme' }).click();
    await at.app().locator('html[data-carbon-theme=g100]').waitFor();
    await at.openTab('Offenses');
    const offenses = await at.selected('SEM');
    await offenses.getByRole('button', { name: beacon, exact: true }).first().click({
      button: 'right',
    });
    await offenses
      .getByRole('menuitem', { name: 'Transfer Watch: file transfers of this IP' })
      .click();
    await at.selected(appTab);
    await at.activeFilter(`Address: ${beacon}`).waitFor();
    expect(await at.walkCards()).toEqual([beacon]);
    expect(new URL(at.frame().url()).searchParams.get('theme')).toBeNull();
    expect(await at.app().locator('html').getAttribute('data-carbon-theme')).toBe('g100');

    await at.openTab('Log Activity');
    const events = await at.selected('EVENTVIEWER');
    await events.getByRole('button', { name: suspect, exact: true }).first().press('Shift+F10');
    await events
      .getByRole('menuitem', { name: 'Transfer Watch: file transfers of this IP' })
      .click();
    await at.selected(appTab);
    await at.activeFilter(`Address: ${suspect}`).waitFor();
    expect(await at.walkCards()).toEqual([suspect]);
  });
});
