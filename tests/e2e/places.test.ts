// Places outside the tab in a real browser, with the product's own app: tooltip, dashboard, user name, offense.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { runDetection } from '../../bench/app-client.ts';
import { addressOf } from '../../bench/console.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { slowMs } from '../support/console-page.ts';

/** Where pictures go, when somebody wants to look at them. */
const pictures = process.env['PICTURES'];

const given = consoleInBrowser({ scenario: 'stories' });
let page: Page;

beforeEach(async () => {
  page = await given.browser.newPage({ bypassCSP: true });
  page.setDefaultTimeout(slowMs);
});
afterEach(() => page.context().close());

async function logIn(theme: string): Promise<void> {
  const cookie = { name: 'ConsoleTheme', value: theme, url: given.running.console.url };
  await page.context().addCookies([cookie]);
  await page.goto(given.running.console.url);
  await page.getByRole('button', { name: /^analyst/ }).click();
  // The tabs are there before the script that switches them: it has run when one is selected.
  await page.locator('[role=tab][aria-selected=true]').waitFor();
}

async function openTab(name: string, id: string): Promise<FrameLocator> {
  await page.getByRole('tab', { name }).click();
  return page.frameLocator(`#panel-${id} iframe`);
}

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

async function violations(address: string): Promise<unknown> {
  const frame = page.frames().find((one) => one.url().includes(address));
  return frame === undefined ? 'no such frame' : axeViolationsIn(frame);
}

test('the dashboard says that nobody ran, and the tooltip stays away', async () => {
  await logIn('light');
  const dashboard = await openTab('Dashboard', 'DASHBOARD');
  await dashboard.getByText('Nobody with your rights has run a detection').waitFor();
  await picture('dashboard-empty-light');
});

describe.each(['light', 'dark'])('after a run, in the %s theme', (theme) => {
  beforeAll(async () => {
    await runDetection(addressOf(given.running));
  });

  test('the dashboard shows findings by risk and the worst sources', async () => {
    await logIn(theme);
    const dashboard = await openTab('Dashboard', 'DASHBOARD');
    await dashboard.getByRole('table', { name: 'Findings by risk' }).waitFor();
    expect(await dashboard.getByRole('table', { name: 'Worst sources' }).count()).toBe(1);
    await picture(`dashboard-${theme}`);
    expect(await violations('/dashboard')).toEqual([]);
  });

  test('an address in Log Activity and in an offense has a tooltip, which the pointer may enter', async () => {
    await logIn(theme);
    const offenses = await openTab('Offenses', 'SEM');
    await offenses.locator('a[href*=offensesummary]').first().click();
    const address = offenses.locator('.address').first();
    await address.hover();
    const tooltip = offenses.getByRole('tooltip');
    await tooltip.getByText('Transfer Watch', { exact: true }).waitFor();
    await picture(`hover-${theme}`);
    await tooltip.getByRole('link', { name: 'Open in Transfer Watch' }).hover();
    expect(await tooltip.count()).toBe(1);
    expect(await violations('/offensesummary')).toEqual([]);
    await address.focus();
    await page.keyboard.press('Escape');
    expect(await tooltip.count()).toBe(0);
    const events = await openTab('Log Activity', 'EVENTVIEWER');
    await events.locator('.address').first().hover();
    await events.getByRole('tooltip').waitFor();
  });
});

test('the toolbar of an offense opens the tab on the offense’s source', async () => {
  await logIn('light');
  const offenses = await openTab('Offenses', 'SEM');
  await offenses.locator('a[href*=offensesummary]').first().click();
  // The page's own script fills this after the one that makes the toolbar work.
  await offenses.locator('#offense .address').first().waitFor();
  await offenses.getByRole('button', { name: 'Transfer Watch' }).click();
  await page.locator('#tab-TransferWatch_1001[aria-selected=true]').waitFor();
  const tab = page.frameLocator('#panel-TransferWatch_1001 iframe');
  await tab
    .getByText(/^(Address|Only user|Only source IP)/)
    .first()
    .waitFor();
  await picture('offense-opened');
});
