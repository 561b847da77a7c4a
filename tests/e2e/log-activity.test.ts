// Log Activity and Offenses of the stand-in as a person works with them: filters, time, chart, pages, both languages.
import type { FrameLocator, Locator } from 'playwright-core';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, rowsOf, type ConsolePage } from '../support/console-page.ts';

const source = '10.30.12.7';

let at: ConsolePage;
afterAll(() => at.close());
const given = consoleInBrowser({ scenario: 'stories', app: 'none' });

beforeAll(async () => {
  at = await openConsolePage(given.browser, given.running);
  await at.logIn('analyst');
});

/** Opens Log Activity with a query that the console runs, and waits for its end. */
async function open(aql: string): Promise<FrameLocator> {
  const events = await lead(aql);
  await events.locator('#search-status', { hasText: /row/ }).waitFor();
  return events;
}

/** Leads to Log Activity with a query, as the pivots of apps do. */
async function lead(aql: string): Promise<FrameLocator> {
  const values = `values['timeRangeType']=aqlTime&values['searchMode']=AQL&values['aql']=`;
  const url = `do/ariel/arielSearch?appName=EventViewer&pageId=EventList&dispatch=performSearch&${values}${encodeURIComponent(aql)}`;
  await at.page.evaluate(`window.setActiveTab('EVENTVIEWER', ${JSON.stringify(url)})`);
  const events = await at.selected('EVENTVIEWER');
  await events.locator('#aql').waitFor();
  return events;
}

const all = `SELECT starttime, sourceaddress, destinationaddress, destinationport, username, eventcount FROM events WHERE sourceip = '${source}' ORDER BY starttime DESC LIMIT 500 LAST 24 HOURS`;
const counted = (events: FrameLocator): Promise<string[]> =>
  events.locator('#search-result tbody tr td:nth-child(4)').allTextContents();

/** Clears what the search before said, so that what follows waits for the next. */
async function after(events: FrameLocator, act: () => Promise<unknown>): Promise<number> {
  await events.locator('#search-status').evaluate((element) => (element.textContent = ''));
  await act();
  return rowsOf(events);
}

async function chartOf(events: FrameLocator): Promise<Locator> {
  await events.locator('.chart-slot').first().waitFor();
  return events.getByRole('slider', { name: 'Events over time' });
}

test('filters become AQL and go away again', async () => {
  const events = await open(all);
  const before = await rowsOf(events);
  expect(before).toBeGreaterThan(10);
  await events.getByRole('button', { name: `Remove filter: Source IP is ${source}` }).waitFor();
  await events.getByLabel('Column').selectOption('Destination port');
  await events.getByLabel('Value').fill('445');
  const narrowed = await after(events, () => events.getByLabel('Value').press('Enter'));
  expect(new Set(await counted(events))).toEqual(new Set(['445']));
  expect(await events.locator('#aql').inputValue()).toContain('AND destinationport = 445');
  expect(narrowed).toBeLessThan(before);
  const removing = events.getByRole('button', { name: 'Remove filter: Destination port is 445' });
  expect(await after(events, () => removing.click())).toBe(before);
  expect(await events.locator('#aql').inputValue()).not.toContain('445');
});

test('a value that is none is said and changes nothing', async () => {
  const events = await open(all);
  const aql = await events.locator('#aql').inputValue();
  await events.getByLabel('Column').selectOption('Source IP');
  await events.getByLabel('Value').fill(`' OR '1' = '1`);
  await events.getByRole('button', { name: 'Add filter' }).click();
  await events.getByRole('alert').getByText('Write one IPv4 or IPv6 address.').waitFor();
  expect(await events.locator('#aql').inputValue()).toBe(aql);
});

test('a right-click on an address filters on it', async () => {
  const events = await open(all);
  const cell = events.getByRole('cell').getByRole('button', { name: '28.61.4.20' }).first();
  await cell.click({ button: 'right' });
  const item = events.getByRole('menuitem', { name: 'Filter on Destination IP is 28.61.4.20' });
  expect(await after(events, () => item.click())).toBe(6);
  expect(await events.locator('#aql').inputValue()).toContain("destinationaddress = '28.61.4.20'");
});

test('a time of the list, and one of one’s own', async () => {
  const events = await open(all);
  const before = await rowsOf(events);
  expect(await events.getByLabel('View').inputValue()).toBe('24 hours');
  const shorter = await after(events, () =>
    events.getByLabel('View').selectOption('Last 5 minutes'),
  );
  expect(shorter).toBeLessThan(before);
  expect(await events.locator('#aql').inputValue()).toMatch(/LAST 5 MINUTES$/);
  await events.getByLabel('View').selectOption('Last 24 hours');
  await events.getByLabel('View').selectOption('Custom …');
  await events.getByLabel('From').fill('2020-01-01T00:00');
  await events.getByLabel('To', { exact: true }).fill('2019-01-01T00:00');
  await events.getByRole('button', { name: 'Apply' }).click();
  await events.getByText('The end has to be later than the start.').waitFor();
  await events.getByLabel('To', { exact: true }).fill('2099-01-01T00:00');
  expect(
    await after(events, () => events.getByRole('button', { name: 'Apply' }).click()),
  ).toBeGreaterThanOrEqual(before);
  expect(await events.locator('#aql').inputValue()).toMatch(/START 15778\d+ STOP 40709\d+$/);
});

test('the chart adds up to what was found, is read by keys, and shows the time of a bar', async () => {
  const events = await open(all.replace('LIMIT 500', 'LIMIT 3'));
  const chart = await chartOf(events);
  expect(await events.locator('.chart-plot [tabindex]').count()).toBe(0);
  await events.getByText('Show the numbers as a table').click();
  const numbers = await events.locator('#chart-table tbody td:nth-child(3)').allTextContents();
  const sum = numbers.reduce((total, text) => total + Number(text.replaceAll(',', '')), 0);
  const everything = await open(all.replace('username, eventcount', 'eventcount AS n'));
  expect(sum).toBe(await rowsOf(everything));

  await chartOf(everything);
  await chart.press('Home');
  expect(await chart.getAttribute('aria-valuenow')).toBe('0');
  const steps = numbers.findIndex((text) => text !== '0');
  for (let step = 0; step < steps; step += 1) await chart.press('ArrowRight');
  expect(await chart.getAttribute('aria-valuetext')).toMatch(
    new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d to .*: ${numbers[steps] ?? ''}$`),
  );
  expect(await after(everything, () => chart.press('Enter'))).toBe(Number(numbers[steps]));
  expect(await everything.locator('#aql').inputValue()).toMatch(/START \d+ STOP \d+$/);
});

test('rows come in pages, and columns can be put away', async () => {
  const events = await open('SELECT starttime, sourceaddress FROM events LIMIT 120 LAST 24 HOURS');
  await events.getByText('Rows 1 to 50 of 120').waitFor();
  expect(await events.getByRole('button', { name: 'Previous page' }).isDisabled()).toBe(true);
  await events.getByRole('button', { name: 'Next page' }).click();
  await events.getByRole('button', { name: 'Next page' }).click();
  await events.getByText('Rows 101 to 120 of 120').waitFor();
  expect(await events.locator('#search-result tbody tr').count()).toBe(20);
  expect(await events.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
  await events.getByText('Columns', { exact: true }).click();
  await events.getByRole('checkbox', { name: 'starttime' }).click();
  expect(await events.locator('#search-result th').allTextContents()).toEqual(['sourceaddress']);
  // A table without any column says nothing.
  await events.getByRole('checkbox', { name: 'sourceaddress' }).click();
  expect(await events.getByRole('checkbox', { name: 'sourceaddress' }).isChecked()).toBe(true);
});

test('a query that cannot be read leaves the bar waiting and is refused with its caret', async () => {
  const events = await lead('SELECT sourceip FROM events WHERE LAST 1 HOURS');
  await events.getByText(/cannot be read here/).waitFor();
  expect(await events.getByLabel('View').isDisabled()).toBe(true);
  expect(await events.getByRole('alert').filter({ hasText: '^' }).textContent()).toContain('^');
});

test('offenses are sorted by a heading, and closed ones are shown on demand', async () => {
  await at.openTab('Offenses');
  const offenses = await at.selected('SEM');
  const magnitudes = async () =>
    (await offenses.locator('tbody td:nth-child(2)').allTextContents()).map(Number);
  await offenses.getByRole('button', { name: 'Magnitude', exact: true }).click();
  const open = await magnitudes();
  expect(open.length).toBeGreaterThanOrEqual(10);
  expect(open).toEqual(open.toSorted((a, b) => b - a));
  await offenses.locator('th[aria-sort=descending]', { hasText: 'Magnitude' }).waitFor();
  await offenses.getByRole('button', { name: 'Magnitude', exact: true }).press('Enter');
  expect(await magnitudes()).toEqual(open.toSorted((a, b) => a - b));
  await offenses.getByLabel('Show').selectOption('All');
  expect((await magnitudes()).length).toBeGreaterThan(open.length);
});

test('the number of events of an offense is that of a search for it', async () => {
  const offenses = await at.selected('SEM');
  const row = offenses.getByRole('row').filter({ hasText: '10.30.6.23' });
  const events = Number(await row.locator('td:nth-child(8)').textContent());
  const found = await open(
    'SELECT SUM(eventcount) AS n FROM events WHERE INOFFENSE(1204) LAST 24 HOURS',
  );
  expect(await found.locator('#search-result tbody td').textContent()).toBe(String(events));
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(['en', 'de'])(
    'axe finds nothing, at any place, hovered, at 320 px (%s)',
    async (language) => {
      const look = await openConsolePage(given.browser, given.running);
      try {
        await look.wear(theme);
        await look.logIn('admin');
        // The language is the user's; where it is another, the page is loaded anew in it.
        if ((await look.page.locator('html').getAttribute('lang')) !== language) {
          await look.page.locator('.user-menu summary').click();
          await look.page
            .getByRole('button', { name: language === 'de' ? 'Deutsch' : 'English' })
            .click();
        }
        await look.page.locator(`html[lang=${language}] [role=tab][aria-selected=true]`).waitFor();
        const problems: unknown[] = [];
        for (const id of ['SEM', 'EVENTVIEWER', 'FLOWVIEWER', 'ASSETS', 'ADMIN']) {
          await look.page.locator(`#tab-${id}`).click();
          const panel = look.page.frameLocator(`#panel-${id} iframe`);
          await panel.locator('table').first().waitFor();
          if (id.endsWith('VIEWER')) {
            await panel.locator('.chart-slot').first().waitFor();
            await panel.locator('#chart-numbers summary').click();
          }
          const frame = look.page.frame({ name: `PAGE_${id}` });
          if (frame === null) throw new Error(`${id} has no frame`);
          for (const spot of ['tbody tr', '.sort', '.chip', '.button', '.chart-plot']) {
            if ((await panel.locator(`${spot}:visible`).count()) === 0) continue;
            await panel.locator(`${spot}:visible`).first().hover();
            problems.push(await axeViolationsIn(frame));
          }
          await look.page.setViewportSize({ width: 320, height: 640 });
          problems.push(await axeViolationsIn(frame));
          const wide = await frame.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect([id, wide]).toEqual([id, 0]);
          await look.page.setViewportSize({ width: 1440, height: 900 });
        }
        expect(problems.flat()).toEqual([]);
      } finally {
        await look.close();
      }
    },
  );
});
