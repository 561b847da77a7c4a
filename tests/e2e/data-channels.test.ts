// Data channels in a real browser: uploads whose bytes run on other ports than those of the rule, by mode, and
// a web service beside one of them.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { slowMs } from '../support/console-page.ts';

/** Where pictures go, when somebody wants to look at them. */
const pictures = process.env['PICTURES'];

const given = consoleInBrowser({ scenario: 'stories' });
let page: Page;
let app: FrameLocator;

afterEach(() => page.context().close());

async function openApp(theme: 'light' | 'dark'): Promise<void> {
  page = await given.browser.newPage({ bypassCSP: true, viewport: { width: 1440, height: 1000 } });
  page.setDefaultTimeout(slowMs);
  await page
    .context()
    .addCookies([{ name: 'ConsoleTheme', value: theme, url: given.running.console.url }]);
  await page.goto(given.running.console.url);
  await page.getByRole('button', { name: /^analyst/ }).click();
  await page.locator('[role=tab][aria-selected=true]').waitFor();
  await page.getByRole('tab', { name: 'Transfer Watch' }).click();
  app = page.frameLocator('#panel-TransferWatch_1001 iframe');
  await app.getByRole('button', { name: 'Run detection' }).click();
  await app.getByRole('article').first().waitFor();
  await app.getByRole('progressbar').waitFor({ state: 'detached' });
}

/** Filters by a source and asks for the sessions and data connections of its only card. */
async function openChannel(source: string) {
  await app.getByRole('searchbox').first().fill(source);
  await app.getByText('1 of', { exact: false }).first().waitFor();
  const card = app.getByRole('article').filter({ hasText: source });
  await card.locator('[data-row]').press('ArrowRight');
  await card.getByRole('button', { name: /^Details/ }).click();
  await app.getByRole('button', { name: /^Search .*sessions and data connections$/ }).click();
  const figure = app.getByRole('toolbar', { name: /^Data connections in order of time/ });
  await figure.waitFor();
  return { card, figure };
}

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

async function violations(): Promise<unknown> {
  const frame = page.frames().find((one) => one.url().includes('app_proxy'));
  return frame === undefined ? 'no such frame' : axeViolationsIn(frame);
}

test.each([
  ['passive', 'light', '10.30.4.52', /13\.5 MiB sent on 6 connections .*\(passive, by time\)/],
  ['active', 'dark', '10.30.4.61', /13\.5 MiB sent on 5 connections .*\(active, by data port\)/],
  ['FTPS', 'light', '10.30.11.21', /13\.5 MiB sent on 5 connections .*\(passive, by time\)/],
  ['announced', 'dark', '10.40.0.31', /13 MiB sent on 4 connections .*port announced/],
] as const)(
  'an upload, %s, is High, with its picture and why',
  async (name, theme, source, line) => {
    await openApp(theme);
    const { card, figure } = await openChannel(source);
    expect(await card.getByText('High', { exact: true }).count()).toBe(1);
    expect(await card.textContent()).toMatch(line);
    const drawn = await figure.getByRole('button').count();
    expect(drawn).toBeGreaterThanOrEqual(4);
    await picture(`channel-${name}-${theme}`);
    expect(await violations()).toEqual([]);
    await app.getByText(/of it sent on likely data connections/).waitFor();
    await picture(`reasons-${name}-${theme}`);
  },
);

test('the web service on an FTP server is in doubt and not counted', async () => {
  await openApp('light');
  const { card, figure } = await openChannel('10.30.11.31');
  // 1.81 MiB moved by FTP; the ten visits that fell into its sessions would make it more than 5 MiB.
  expect(await card.getByText('Medium', { exact: true }).count()).toBe(1);
  expect(await card.textContent()).toMatch(/1\.81 MiB sent on 5 connections/);
  expect(await figure.getByRole('button', { name: /port 8443.*in doubt/ }).count()).toBe(10);
  await picture('channel-web-light');
});

test('what only flows report is in the picture, and opens its flows', async () => {
  await openApp('dark');
  const { card, figure } = await openChannel('10.30.11.61');
  expect(await card.getByText('High', { exact: true }).count()).toBe(1);
  const bars = figure.getByRole('button', { name: /^Flows of the passive connection/ });
  expect(await bars.count()).toBe(5);
  await picture('channel-flows-dark');
  await bars.first().click();
  await page.locator('[role=tab][aria-selected=true]', { hasText: 'Network Activity' }).waitFor();
  const flows = page.frameLocator('#panel-FLOWVIEWER iframe');
  await flows.getByRole('button', { name: '28.77.4.11', exact: true }).first().waitFor();
  await picture('flows-of-a-connection');
});
