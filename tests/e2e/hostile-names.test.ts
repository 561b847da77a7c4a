// Names of any length and with any marks, in a real browser: none widens the page or is painted over what is beside it.
import type { Frame, Locator, Page } from 'playwright-core';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';
import {
  hostileNames,
  hostileRecords,
  hostileSources,
  withHostileLogSources,
} from '../support/hostile-names.ts';

const given = consoleInBrowser({ scenario: 'stories' });
let at: ConsolePage;

beforeAll(async () => {
  const { store } = given.running;
  await store.setDimensions(withHostileLogSources(store.dimensions));
  await store.insertEvents(hostileRecords(Date.now()));
});

/** Root em of the page, times as many as a name in a cell may have, and a little for borders. */
const mostPx = 16 * 16 + 2;

const namesIn = (place: Locator) => place.locator('.tw-name, .tw-pivot-trigger');

/** How wide the widest of them is, px. */
const widest = (names: Locator) =>
  names.evaluateAll((all) => Math.max(...all.map((name) => name.getBoundingClientRect().width)));

/**
 * Whether what is painted above or below the line of a name, as stacked marks are, is seen outside of this place. Which marks a
 * font stacks differs from machine to machine, so the letters themselves are moved there.
 */
async function isPaintedAround(page: Page, place: Locator): Promise<boolean> {
  const box = await place.boundingBox();
  if (box === null) throw new Error('not drawn');
  const { x, width } = box;
  const above = { x, width, y: box.y - 60, height: 60 };
  const below = { x, width, y: box.y + box.height, height: 60 };
  const letters = namesIn(place).filter({ hasText: hostileNames.stacked }).locator('bdi');
  expect(await letters.count()).toBe(2);
  const move = (px: number) =>
    letters.evaluateAll((all, top) => {
      for (const one of all) one.setAttribute('style', `position: relative; top: ${top}px`);
    }, px);
  const look = async (clip: typeof above, px: number) => {
    await move(px);
    return page.screenshot({ clip });
  };
  const isSame =
    (await look(above, 0)).equals(await look(above, -40)) &&
    (await look(below, 0)).equals(await look(below, 40));
  await move(0);
  return !isSame;
}

const overflowPx = (frame: Frame) =>
  frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  beforeAll(async () => {
    at = await openConsolePage(given.browser, given.running);
    await at.wear(theme);
    await at.logIn('analyst');
    await at.openTab('Transfer Watch');
    await at.runButton().click();
    await at.finished();
    await at.app().getByRole('searchbox').fill('10.30.21.');
    await at.article(hostileSources.long).waitFor();
  });
  afterAll(() => at.close());

  test('cards keep their width and what is beside a name', async () => {
    for (const source of Object.values(hostileSources)) {
      const card = at.article(source);
      expect(await widest(namesIn(card))).toBeLessThan((await card.boundingBox())?.width ?? 0);
      await at.expand(source);
      const { width } = (await card.boundingBox()) ?? { width: 0 };
      expect(await widest(namesIn(card))).toBeLessThan(width);
    }
    expect(await overflowPx(at.frame())).toBeLessThanOrEqual(0);
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  });

  test('a long name is all there when it is pressed, and is copied whole', async () => {
    const name = at.article(hostileSources.long).getByRole('button', { name: hostileNames.long });
    const logSource = name.and(at.app().locator('.tw-name'));
    const height = async () => (await logSource.boundingBox())?.height ?? 0;
    const before = await height();
    expect(await logSource.getAttribute('title')).toBe(hostileNames.long);
    await logSource.click();
    expect(await logSource.getAttribute('aria-expanded')).toBe('true');
    expect(await height()).toBeGreaterThan(2 * before);
    expect(await overflowPx(at.frame())).toBeLessThanOrEqual(0);
    const selected = await logSource.evaluate((element) => {
      getSelection()?.selectAllChildren(element);
      return getSelection()?.toString();
    });
    expect(selected).toBe(hostileNames.long);
    await logSource.click();
    await at.app().getByRole('searchbox').focus();
    expect(await height()).toBe(before);
  });

  test('the table keeps its width, and a row what is above and below it', async () => {
    await at.app().getByRole('tab', { name: 'Table' }).click();
    const table = at.app().getByRole('table', { name: 'Findings' });
    await table.waitFor();
    expect(await widest(namesIn(table))).toBeLessThanOrEqual(mostPx);
    const row = table.getByRole('row').filter({ hasText: hostileSources.stacked });
    expect(await isPaintedAround(at.page, row)).toBe(false);
    // The measure sees such paint where the rule is taken away.
    const unruly = (overflow: string) =>
      row.locator('.tw-name').evaluateAll((all, value) => {
        for (const name of all) name.setAttribute('style', `overflow: ${value}`);
      }, overflow);
    await unruly('visible');
    expect(await isPaintedAround(at.page, row)).toBe(true);
    await unruly('hidden');
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await at.app().getByRole('tab', { name: 'Cards' }).click();
  });

  test('details and their events keep to their place', async () => {
    for (const source of Object.values(hostileSources)) {
      await at.openDetails(source);
      const details = at.details();
      await details.getByRole('tab', { name: 'Summary' }).click();
      await details.getByRole('heading', { name: 'Figures' }).waitFor();
      const { width } = (await details.boundingBox()) ?? { width: 0 };
      expect(await widest(namesIn(details))).toBeLessThan(width);
      await details.getByRole('tab', { name: 'Evidence' }).click();
      await details.getByRole('table').waitFor();
      expect(await widest(namesIn(details))).toBeLessThanOrEqual(mostPx);
      expect(await overflowPx(at.frame())).toBeLessThanOrEqual(0);
      await details.getByRole('button', { name: 'Close details' }).click();
      await details.waitFor({ state: 'detached' });
    }
  });

  test('at 320 px nothing is wider than the page', async () => {
    const page = await at.context.newPage();
    try {
      await page.setViewportSize({ width: 320, height: 900 });
      await page.goto(at.frame().url());
      for (const source of Object.values(hostileSources))
        await page.getByRole('article').filter({ hasText: source }).waitFor();
      expect(await overflowPx(page.mainFrame())).toBeLessThanOrEqual(0);
      expect(await axeViolationsIn(page.mainFrame())).toEqual([]);
      await page.getByRole('tab', { name: 'Table' }).click();
      const table = page.getByRole('table', { name: 'Findings' });
      await table.waitFor();
      expect(await widest(namesIn(table))).toBeLessThanOrEqual(mostPx);
      expect(await overflowPx(page.mainFrame())).toBeLessThanOrEqual(0);
    } finally {
      await page.close();
    }
  });
});
