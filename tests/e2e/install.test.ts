// What an administrator does with the archive, in a real browser: upload, install, use, uninstall.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { packageApp } from '../../qradar_app_package/archive/pack.ts';
import { root, startConsole, type RunningConsole } from '../../sandbox/start.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { launchBrowser } from '../support/browser.ts';

/** A folder for the pictures of docs/install.md; without it none are taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];
/** Rated HIGH in the scenario, and in sight in Log Activity. */
const suspect = '10.30.6.23';
const slowMs = 120_000;

jest.setTimeout(600_000);

let folder: string;
let archive: string;
let running: RunningConsole;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'install-e2e-'));
  const { fileName, bytes } = await packageApp(root);
  archive = path.join(folder, fileName);
  await writeFile(archive, bytes);
  running = await startConsole({ scenario: 'company', app: 'none' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.close();
  await rm(folder, { recursive: true });
});

describe.each(['light', 'dark'] as const)('an administrator, in the %s theme', (theme) => {
  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.setDefaultTimeout(slowMs);
    await page
      .context()
      .addCookies([{ name: 'ConsoleTheme', value: theme, url: running.console.url }]);
    await page.goto(running.console.url);
    await page.getByRole('button', { name: /^admin/ }).click();
    await page.locator('[role=tab][aria-selected=true]').waitFor();
  });
  afterAll(() => page.context().close());

  async function look(step: string): Promise<void> {
    if (pictures === undefined) return;
    await page.screenshot({ path: path.join(pictures, `install-${step}-${theme}.png`) });
  }

  test('finds a console without the app, and no extension', async () => {
    expect(await page.getByRole('tab', { name: 'Transfer Watch' }).count()).toBe(0);
    await page.getByRole('tab', { name: 'Admin' }).click();
    await admin().getByRole('link', { name: 'Extensions Management' }).click();
    await admin().getByText('No extension has been uploaded.').waitFor();
    await look('1-empty');
  });

  test('uploads something that is no extension, and reads why it is refused', async () => {
    const wrong = path.join(folder, 'wrong.zip');
    await writeFile(wrong, 'not a zip');
    await add(wrong);
    await admin().getByRole('alert').getByText(/zip/).waitFor();
    await admin().getByText('No extension has been uploaded.').waitFor();
    await look('refused');
  });

  test('uploads the archive, sees what is in it, and installs it', async () => {
    await admin().getByRole('button', { name: 'Add', exact: true }).click();
    await admin().getByLabel('Extension archive').setInputFiles(archive);
    await admin().getByLabel('Install immediately').check();
    await look('2-add');
    await admin().getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    const dialog = admin().getByRole('dialog', { name: /^Install Transfer Watch/ });
    await dialog.getByText('Transfer Watch (installed_application): new').waitFor();
    await dialog.getByText('not signed').waitFor();
    await look('3-preview');
    expect(await axeViolationsIn(adminFrame())).toEqual([]);
    await dialog.getByRole('button', { name: 'Install' }).click();
    await admin()
      .getByText(/is installed and runs as number \d+/)
      .waitFor();
    await admin().getByRole('cell', { name: 'RUNNING' }).waitFor();
    await look('4-installed');
    expect(await axeViolationsIn(adminFrame())).toEqual([]);
  });

  test('reloads the console, and a right-click on an address in Log Activity opens the tab on it', async () => {
    await admin().getByRole('button', { name: 'Reload the console' }).click();
    await page.getByRole('tab', { name: 'Transfer Watch' }).waitFor();
    // Before its script has run, the console's page shows tabs that do nothing.
    await page.locator('[role=tab][aria-selected=true]').waitFor();
    await page.getByRole('tab', { name: 'Log Activity' }).click();
    const events = panel('EVENTVIEWER');
    // Its script fills the list of columns; before that the page takes no query.
    await events.locator('#filter-column option').first().waitFor({ state: 'attached' });
    await events
      .locator('#aql')
      .fill(
        `SELECT starttime, sourceip, destinationip, destinationport, username FROM events WHERE sourceip = '${suspect}' LIMIT 20 LAST 24 HOURS`,
      );
    await events.getByRole('button', { name: 'Search' }).click();
    const address = events.getByRole('button', { name: suspect, exact: true }).first();
    await address.click({ button: 'right' });
    const entry = events.getByRole('menuitem', { name: /^Transfer Watch: file transfers/ });
    await entry.waitFor();
    await look('5-right-click');
    await entry.click();
    const [app] = running.applications.running();
    const tab = `TransferWatch_${app?.id ?? ''}`;
    await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor();
    await panel(tab).getByText(`Address: ${suspect}`, { exact: true }).waitFor();
    // The run that the link asked for is over, so that nothing is under way when the app is uninstalled.
    await panel(tab).getByRole('article').first().waitFor();
    await panel(tab).getByRole('progressbar').waitFor({ state: 'detached' });
    await look('6-tab');
  });

  test('opens the configuration page from its icon in Admin, in the theme of the console', async () => {
    await page.getByRole('tab', { name: 'Admin' }).click();
    const icon = admin().getByRole('link', { name: 'Transfer Watch' });
    await expect(
      icon.locator('img').evaluate((image: HTMLImageElement) => image.decode()),
    ).resolves.toBeUndefined();
    await look('8-admin');
    const [own] = await Promise.all([page.context().waitForEvent('page'), icon.click()]);
    await own.getByRole('heading', { name: 'Transfer Watch: configuration' }).waitFor();
    expect(new URL(own.url()).searchParams.get('theme')).toBe(theme);
    await own.close();
  });

  test('uninstalls it: no tab, no process, no extension', async () => {
    await page.getByRole('tab', { name: 'Admin' }).click();
    await admin().getByRole('link', { name: 'Extensions Management' }).click();
    await admin().getByRole('button', { name: 'Uninstall Transfer Watch' }).click();
    await look('7-uninstall');
    await admin().getByRole('dialog').getByRole('button', { name: 'Uninstall' }).click();
    await admin()
      // The tab that was opened above may still be at its first run.
      .getByText(
        /^It is uninstalled\..+[01] detections? under way ended.+"left":.+QRadar deletes them/,
      )
      .waitFor();
    expect(running.applications.instances).toEqual([]);
    await admin().getByRole('button', { name: 'Delete Transfer Watch' }).click();
    await admin().getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await admin().getByText('No extension has been uploaded.').waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'Admin' }).waitFor();
    expect(await page.getByRole('tab', { name: 'Transfer Watch' }).count()).toBe(0);
  });
});

async function add(file: string): Promise<void> {
  await admin().getByRole('button', { name: 'Add', exact: true }).click();
  await admin().getByLabel('Extension archive').setInputFiles(file);
  await admin().getByRole('dialog').getByRole('button', { name: 'Add' }).click();
}

function panel(id: string): FrameLocator {
  return page.frameLocator(`#panel-${id} iframe`);
}

const admin = () => panel('ADMIN');

function adminFrame(): NonNullable<ReturnType<Page['frame']>> {
  const frame = page.frame({ name: 'PAGE_ADMIN' });
  if (frame === null) throw new Error('there is no Admin tab');
  return frame;
}
