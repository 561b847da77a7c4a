// What the README shows: the list, the menu of a source IP, the panel and its charts, each looked at before it is taken.
import path from 'node:path';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

/** A folder for the pictures of README.md; without it none are taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];
/** Its uploads by FTP are in data channels, so that the panel draws them. */
const source = '10.20.1.30';

jest.setTimeout(300_000);

const given = consoleInBrowser({ scenario: 'company' });
let at: ConsolePage;

async function take(name: string): Promise<void> {
  if (pictures === undefined) return;
  await at.page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

beforeAll(async () => {
  at = await openConsolePage(given.browser, given.running);
  await at.wear('light');
  await at.logIn('analyst');
  await at.openTab('Transfer Watch');
  await at.runButton().click();
  await at.finished();
});
afterAll(() => at.close());

/** Takes the finding of a row, or closes it, by its menu. */
async function decide(row: number, action: 'Take it' | 'Close as benign…'): Promise<void> {
  await at.app().locator('[data-row]').nth(row).press('s');
  await at.app().getByRole('menuitem', { name: action }).click();
  if (action === 'Take it') return;
  await at.app().getByRole('dialog').locator('textarea').fill('Agreed with the partner');
  await at.page.keyboard.press('Control+Enter');
  await at.app().getByRole('dialog').waitFor({ state: 'detached' });
}

test('cards name the assets that the console knows, and what was decided about them', async () => {
  await at.article(source).getByText('nas-01', { exact: true }).waitFor();
  await decide(0, 'Take it');
  await at.app().getByText('In progress', { exact: true }).first().waitFor();
  await decide(4, 'Close as benign…');
  await at
    .app()
    .getByRole('button', { name: /^1 closed$/ })
    .waitFor();
  await at.app().getByRole('button', { name: 'Dismiss' }).click();
  await at.page.mouse.move(0, 0);
  await take('cards');
});

test('the menu of a source IP says how many offenses it has', async () => {
  await at.sourceOf(at.article(source)).click({ button: 'right' });
  await at
    .menuOf(source)
    .getByRole('menuitem', { name: /^Offenses of this source IP/ })
    .waitFor();
  await take('menu');
  await at.page.keyboard.press('Escape');
  await at.menuOf(source).waitFor({ state: 'detached' });
});

test('the panel says its verdict, and draws when it was', async () => {
  await at.openDetails(source);
  await at
    .details()
    .getByText(/^High: 572 MiB sent/)
    .waitFor();
  await at
    .details()
    .getByText(/^24 connections in \d+ parts? of/)
    .waitFor();
  await at.page.mouse.move(0, 0);
  await take('panel');
});

test('sessions and their data connections are drawn side by side', async () => {
  await at.details().getByRole('button', { name: 'Search sessions and data connections' }).click();
  const chart = at.details().locator('.tw-channels__svg').first();
  await chart.waitFor();
  await chart.scrollIntoViewIfNeeded();
  await take('charts');
});
