// The stand-in console in a real browser, around a small app; the product's own story is told elsewhere.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { startConsole, type RunningConsole } from '../../sandbox/start.ts';
import { launchBrowser } from '../support/browser.ts';
import { slowMs } from '../support/console-page.ts';

const hostile = `<img src=x onerror="top.hacked=1">`;
const events = [
  { sourceip: '10.1.2.3', destinationip: '203.0.113.7', destinationport: 21, username: hostile },
  { sourceip: '10.1.2.4', destinationip: '203.0.113.8', destinationport: 445, username: 'mallory' },
];

let folder: string;
let running: RunningConsole;
let browser: Browser;
let page: Page;
let outside: string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'console-e2e-'));
  const file = path.join(folder, 'hostile.ndjson');
  const lines = events.map((event) =>
    JSON.stringify({ ...event, starttime: Date.now(), logsourcename: hostile }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  const script = path.join(import.meta.dirname, '../support/console-app.ts');
  running = await startConsole({ imports: [file], shiftToNow: true, script });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(slowMs);
  outside = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && host !== new URL(running.console.url).host) {
      outside.push(request.url());
    }
  });
});
afterEach(async () => {
  expect(outside).toEqual([]);
  await page.context().close();
});

async function logIn(username = 'analyst'): Promise<void> {
  await page.goto(running.console.url);
  await page.getByRole('button', { name: new RegExp(`^${username}`) }).click();
  // The tabs are there before the script that switches them: it has run when one is selected.
  await page.locator('[role=tab][aria-selected=true]').waitFor();
}

async function openTab(name: string, id: string): Promise<FrameLocator> {
  await page.getByRole('tab', { name }).click();
  return page.frameLocator(`#panel-${id} iframe`);
}

async function search(aql: string): Promise<FrameLocator> {
  const frame = await openTab('Log Activity', 'EVENTVIEWER');
  // Its script fills the list of columns; before that the page takes no query.
  await frame.locator('#filter-column option').first().waitFor({ state: 'attached' });
  await frame.locator('#aql').fill(aql);
  await frame.getByRole('button', { name: 'Search' }).click();
  return frame;
}

const allEvents =
  'SELECT starttime, sourceip, username, LOGSOURCENAME(logsourceid) AS "Log Source" FROM events ORDER BY sourceip LAST 1 HOURS';

/** All events. The page opens with a search of its own, which shows the same addresses in other columns. */
async function searchAll(): Promise<FrameLocator> {
  const frame = await search(allEvents);
  await frame.locator('th', { hasText: /^sourceip$/ }).waitFor();
  return frame;
}

test('Log Activity shows the rows of a search, hostile values as text', async () => {
  await logIn();
  const frame = await searchAll();
  expect(await frame.locator('th').allTextContents()).toEqual([
    'starttime',
    'sourceip',
    'username',
    'Log Source',
  ]);
  expect(await frame.locator('td:nth-child(3)').allTextContents()).toEqual([hostile, 'mallory']);
  expect(await frame.locator('td:nth-child(1)').first().textContent()).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  );
  expect(await frame.locator('img').count()).toBe(0);
  expect(await page.evaluate('window.hacked')).toBeUndefined();
});

test('a refused query shows the caret text, hostile parts of it as text', async () => {
  await logIn();
  const frame = await search(`SELECT "${hostile.replaceAll('"', '')}" FROM events`);
  const notice = frame.getByRole('alert');
  await notice.waitFor();
  expect(await notice.textContent()).toContain('^');
  expect(await frame.locator('img').count()).toBe(0);
  expect(await page.evaluate('window.hacked')).toBeUndefined();
});

test.each(['mouse', 'Shift+F10', 'ContextMenu'])(
  'the menu of an address opens our tab on it (%s)',
  async (by) => {
    await logIn();
    const frame = await searchAll();
    const address = frame.getByRole('button', { name: '10.1.2.4', exact: true });
    if (by === 'mouse') {
      await address.click({ button: 'right' });
    } else {
      await address.focus();
      await page.keyboard.press(by);
    }
    await frame
      .getByRole('menuitem', { name: 'Transfer Watch: file transfers of this IP' })
      .click();
    await page.locator('#tab-TransferWatch_1001[aria-selected=true]').waitFor();
    const shown = page.frameLocator('#panel-TransferWatch_1001 iframe').locator('#address');
    expect(await shown.textContent()).toBe('/index?ip=10.1.2.4&ui=new&theme=light');
  },
);

test('the menu of a user name opens our tab on that user, hostile names included', async () => {
  await logIn();
  const frame = await searchAll();
  await frame.getByRole('button', { name: 'mallory' }).click({ button: 'right' });
  await frame.getByRole('menuitem', { name: 'file transfers of this user' }).click();
  const shown = page.frameLocator('#panel-TransferWatch_1001 iframe').locator('#address');
  expect(await shown.textContent()).toContain('/index?only=user%3Amallory&');
  await page.getByRole('tab', { name: 'Log Activity' }).click();
  await frame.getByRole('button', { name: hostile }).click({ button: 'right' });
  await frame.getByRole('menuitem', { name: /Events where username/ }).click();
  await frame.locator('#search-status', { hasText: '1 row' }).waitFor();
  expect(await page.evaluate('window.hacked')).toBeUndefined();
});

test('a button in the toolbar of an offense opens our tab', async () => {
  await logIn();
  await page.goto(`${running.console.url}/console/do/sem/offensesummary?summaryId=7`);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Transfer Watch' }).click();
  // The page stands alone here, so there is no tab to switch to.
  expect(new URL((await popup).url()).search).toBe('?offense=7');
});

test('our page script leaves the menu whole on a page where nothing works for it', async () => {
  await logIn();
  const frame = await searchAll();
  const address = frame.getByRole('button', { name: '10.1.2.4', exact: true });
  await address.waitFor();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.evaluate('window.setActiveTab = () => { throw new Error("no tab"); }');
  const inner = page.frames().find((one) => one.url().includes('/arielSearch'));
  await inner?.evaluate('window.open = () => { throw new Error("no window"); }');
  for (const name of ['Transfer Watch: file transfers of this IP', 'Asset details']) {
    await address.click({ button: 'right' });
    expect(await frame.getByRole('menuitem').count()).toBe(6);
    if (name.startsWith('Transfer')) await frame.getByRole('menuitem', { name }).click();
    else await page.keyboard.press('Escape');
  }
  expect(faults).toEqual([]);
});

test('the console’s own entries lead to events and to the asset', async () => {
  await logIn();
  const frame = await searchAll();
  await frame.getByRole('button', { name: '10.1.2.4', exact: true }).click({ button: 'right' });
  await page.keyboard.press('Enter');
  await frame.locator('th', { hasText: 'destinationaddress' }).waitFor();
  expect(await frame.locator('#aql').inputValue()).toContain("WHERE sourceip = '10.1.2.4'");
  expect(await frame.locator('tbody tr').count()).toBe(1);
  await frame.getByRole('button', { name: '10.1.2.4', exact: true }).click({ button: 'right' });
  await frame.getByRole('menuitem', { name: 'Asset details' }).click();
  await page.locator('#tab-ASSETS[aria-selected=true]').waitFor();
  const asset = page.frameLocator('#panel-ASSETS iframe');
  await asset.getByText('No asset is known for this address').waitFor();
});

test('Escape closes the menu and gives the focus back', async () => {
  await logIn();
  const frame = await searchAll();
  const address = frame.getByRole('button', { name: '10.1.2.4', exact: true });
  await address.focus();
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  expect(await frame.getByRole('menu').count()).toBe(0);
  expect(await address.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('an entry whose function is missing breaks the whole menu, and the page says so', async () => {
  await page.route('**/transfer-watch.js', (route) => route.fulfill({ body: '' }));
  await logIn();
  const frame = await searchAll();
  const told = page.waitForEvent('pageerror');
  await frame.getByRole('button', { name: '10.1.2.4', exact: true }).click({ button: 'right' });
  expect((await told).message).toContain('transferWatchOpen is not defined');
  expect(await frame.getByRole('menu').count()).toBe(0);
});

test('the theme goes into the first address of our tab, changes it at once, and is remembered', async () => {
  await logIn();
  const app = await openTab('Transfer Watch', 'TransferWatch_1001');
  expect(await app.locator('#address').textContent()).toBe('/index?ui=new&theme=light');
  const offenses = await openTab('Offenses', 'SEM');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await app.getByText('theme=dark').waitFor({ state: 'attached' });
  await offenses.locator('html[data-theme=dark]').waitFor();
  await page.reload();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
});

test('setActiveTab takes addresses of the console and tabs that exist, and nothing else', async () => {
  await logIn();
  const call = (...args: string[]) =>
    page.evaluate(`window.setActiveTab(...${JSON.stringify(args)})`);
  await expect(call('SEM', 'https://evil.example/')).rejects.toThrow(/not an address/);
  await expect(call('SEM', '../../etc')).rejects.toThrow(/not an address/);
  await expect(call('SEM', 'javascript:alert(1)')).rejects.toThrow(/not an address/);
  await expect(call('ADMIN', 'do/core/admin')).rejects.toThrow(/no tab/);
  await call('ASSETS', 'do/assetprofile/AssetList');
  await page.locator('#tab-ASSETS[aria-selected=true]').waitFor();
});

test('logging out leads back to the log-in page, and the old page can do nothing', async () => {
  await logIn();
  await page.locator('.user-menu summary').click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.goto(`${running.console.url}/console/do/sem/offenselist`);
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test.each(['light', 'dark'])('axe finds nothing in the %s theme', async (theme) => {
  const require = createRequire(import.meta.url);
  const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  page = await browser.newPage({ bypassCSP: true });
  page.setDefaultTimeout(slowMs);
  await page
    .context()
    .addCookies([{ name: 'ConsoleTheme', value: theme, url: running.console.url }]);
  await page.goto(running.console.url);
  const problems: unknown[] = [await violations(page, axe)];
  await logIn('admin');
  for (const tab of ['Offenses', 'Log Activity', 'Network Activity', 'Assets', 'Admin']) {
    await page.getByRole('tab', { name: tab }).click();
  }
  const frame = await searchAll();
  await frame.getByRole('button', { name: '10.1.2.4', exact: true }).click({ button: 'right' });
  problems.push(await violations(page, axe));
  for (const inner of page.frames()) {
    if (inner.url().includes('/console/do/')) problems.push(await violations(inner, axe));
  }
  expect(problems.length).toBeGreaterThan(6);
  expect(problems.flat()).toEqual([]);
});

async function violations(
  target: { readonly evaluate: (script: string) => Promise<unknown> },
  axe: string,
): Promise<unknown> {
  await target.evaluate(axe);
  return target.evaluate(
    `axe.run(document, { iframes: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  );
}
