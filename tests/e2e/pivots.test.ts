// What can be done with an address and a user of a card: by mouse and by every key, and what is copied.
import type { Locator } from 'playwright-core';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, rowsOf, type ConsolePage } from '../support/console-page.ts';

const source = '10.30.6.23';
const destination = '29.133.8.41';
const user = 'CORP\\j.brandt';

let at: ConsolePage;

// Before the browser closes: hooks run in the order in which they stand.
afterAll(() => at.close());
const given = consoleInBrowser({ scenario: 'stories' });

beforeAll(async () => {
  at = await openConsolePage(given.browser, given.running);
  await at.logIn('analyst');
  await at.openTab('Transfer Watch');
  await at.runButton().click();
  await at.finished();
  await at.app().getByRole('searchbox').fill(source);
  await at.activeFilter(`Text: ${source}`).waitFor();
  await at.expand(source);
});

const trigger = (value: string): Locator =>
  at.article(source).getByRole('button', { name: value, exact: true }).first();

const ways = ['mouse', 'ContextMenu', 'Shift+F10', 'Enter'] as const;

async function openBy(way: (typeof ways)[number], value: string): Promise<void> {
  if (way === 'mouse') await trigger(value).click({ button: 'right' });
  else await trigger(value).press(way);
}

const filters = (field: string) => [`Only this ${field}`, `Exclude this ${field}`];
const pairEvents = `Events from ${source} to ${destination} in Log Activity`;
const pairFlows = `Flows from ${source} to ${destination} in Network Activity`;
const copyRecord = ['Copy as JSON', 'Copy AQL of these events'];

describe.each([
  {
    field: 'destination IP',
    value: destination,
    items: [
      ...filters('destination IP'),
      'Events to this destination IP in Log Activity',
      pairEvents,
      pairFlows,
      'Expected: allow it',
      'Copy IP address',
      ...copyRecord,
    ],
  },
  {
    field: 'user',
    value: user,
    items: [
      ...filters('user'),
      'Events of this user in Log Activity',
      'Expected: allow it',
      'Copy user name',
      ...copyRecord,
    ],
  },
])('the menu of a $field', ({ field, value, items }) => {
  test.each(ways)('opens by %s, holds what applies, and gives the focus back', async (way) => {
    await openBy(way, value);
    const menu = at.menuOf(value, field);
    // The items say that they wait for the console until they know.
    await menu.getByRole('menuitem', { name: 'Copy AQL of these events', exact: true }).waitFor();
    expect(await menu.getByRole('menuitem').allTextContents()).toEqual(items);
    await at.page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    expect(await at.hasFocus(trigger(value))).toBe(true);
  });

  test('keeps only it, or everything but it', async () => {
    await openBy('Enter', value);
    const menu = at.menuOf(value, field);
    await menu.getByRole('menuitem', { name: `Only this ${field}` }).click();
    await at.activeFilter(`Only ${field} ${value}`).waitFor();
    expect(await at.article(source).count()).toBe(1);
    await openBy('Enter', value);
    await menu.getByRole('menuitem', { name: `Exclude this ${field}` }).click();
    await at.app().getByRole('heading', { name: 'No finding matches the filters' }).waitFor();
    await at.app().getByRole('button', { name: 'Clear filters' }).first().click();
    await at.app().getByRole('searchbox').fill(source);
    await at.activeFilter(`Text: ${source}`).waitFor();
  });

  test('lands on its events', async () => {
    await openBy('mouse', value);
    await at
      .menuOf(value, field)
      .getByRole('menuitem', { name: /^Events (to|of) this .* in Log Activity$/ })
      .click();
    const events = await at.selected('EVENTVIEWER');
    expect(await rowsOf(events)).toBeGreaterThan(0);
    await at.openTab('Transfer Watch');
  });
});

test('an item is chosen with the keyboard alone', async () => {
  await openBy('Enter', destination);
  const menu = at.menuOf(destination, 'destination IP');
  await menu.getByRole('menuitem', { name: pairFlows, exact: true }).waitFor();
  const focused = () => at.frame().evaluate(() => document.activeElement?.textContent ?? '');
  for (let steps = 0; (await focused()) !== pairFlows && steps < 20; steps += 1) {
    await at.page.keyboard.press('ArrowDown');
  }
  expect(await focused()).toBe(pairFlows);
  await at.page.keyboard.press('Enter');
  const flows = await at.selected('FLOWVIEWER');
  expect(await rowsOf(flows)).toBeGreaterThan(0);
  await at.openTab('Transfer Watch');
});

describe('the clipboard holds', () => {
  async function copy(value: string, field: string, item: string, said: string): Promise<string> {
    await openBy('mouse', value);
    await at.menuOf(value, field).getByRole('menuitem', { name: item, exact: true }).click();
    await at.app().locator('.tw-pivot-toast').getByText(said).waitFor();
    return at.copied();
  }

  test.each([
    ['source IP', source, 'Copy IP address', 'IP address copied'],
    ['destination IP', destination, 'Copy IP address', 'IP address copied'],
    ['user', user, 'Copy user name', 'User name copied'],
  ])('the value of a %s as it is', async (field, value, item, said) => {
    expect(await copy(value, field, item, said)).toBe(value);
  });

  test('a card as JSON, with its findings and why they are rated', async () => {
    const text = await copy(source, 'source IP', 'Copy as JSON', 'JSON copied');
    const card: unknown = JSON.parse(text);
    expect(card).toMatchObject({
      technique: { id: 'T1071.002' },
      source,
      risk: 'HIGH',
      findings: [{ source, destination, port: 445 }],
    });
    expect(text).toMatch(/"firstSeen": "\d{4}-\d\d-\d\dT[\d:.]+Z"/);
    expect(text).toContain('"sentence": "45.8 MiB sent, above 10 MiB (source rule)."');
  });

  test('a finding as JSON', async () => {
    const finding: unknown = JSON.parse(
      await copy(destination, 'destination IP', 'Copy as JSON', 'JSON copied'),
    );
    expect(finding).toMatchObject({ source, destination, users: [user] });
  });

  test.each([
    ['source IP', source, [source]],
    ['destination IP', destination, [source, destination]],
    ['user', user, [user]],
  ])('AQL of a %s that the console runs', async (field, value, names) => {
    const aql = await copy(value, field, 'Copy AQL of these events', 'AQL copied');
    for (const name of names) expect(aql).toContain(name);
    await at.openTab('Log Activity');
    const events = await at.selected('EVENTVIEWER');
    await events.locator('#aql').fill(aql);
    await events.locator('#search-status').evaluate((element) => (element.textContent = ''));
    await events.getByRole('button', { name: 'Search' }).click();
    expect(await rowsOf(events)).toBeGreaterThan(0);
    await at.openTab('Transfer Watch');
  });
});
