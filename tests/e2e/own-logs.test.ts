// Own logs, from the files to the cards: a day of Zeek, imported as `npm start -- --import` does.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { startConsole, type RunningConsole } from '../../sandbox/start.ts';
import { launchBrowser } from '../support/browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';
import { zeekDay } from '../support/zeek-day.ts';

/** A folder for the picture of README.md; without it none is taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];

jest.setTimeout(600_000);

let folder: string;
let running: RunningConsole;
let browser: Browser;
let at: ConsolePage;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'own-logs-e2e-'));
  const logs = Object.entries(zeekDay(Date.UTC(2025, 4, 6) / 1000));
  const imports = logs.map(([name]) => path.join(folder, name));
  for (const [name, text] of logs) await writeFile(path.join(folder, name), text);
  running = await startConsole({ scenario: 'none', imports, shiftToNow: true });
  browser = await launchBrowser();
  at = await openConsolePage(browser, running);
  await at.wear('light');
  await at.logIn('analyst');
  await at.openTab('Transfer Watch');
});
afterAll(async () => {
  await at.close();
  await browser.close();
  await running.close();
  await rm(folder, { recursive: true });
});

test('a day of Zeek is on cards after one run', async () => {
  expect(running.imports.map(({ loaded, counts }) => [loaded, counts.rejected])).toEqual([
    [492, 0],
    [1, 0],
  ]);
  await at.runButton().click();
  await at.finished();
  if (pictures !== undefined) {
    const clip = { x: 0, y: 0, width: 1440, height: 560 };
    await at.page.screenshot({ path: path.join(pictures, 'own-logs.png'), clip });
  }
  const cards = at.cardList().getByRole('article');
  const texts = await cards.allTextContents();
  expect(texts.map((text) => /10\.1\.\d\.\d+/.exec(text)?.[0])).toEqual([
    ...['10.1.4.23', '10.1.7.51', '10.1.4.40', '10.1.2.30', '10.1.9.8'],
  ]);
  expect(texts[0]).toMatch(/HIGH.*48 MiB.*1 connection/i);
  expect(texts[1]).toMatch(/MEDIUM/i);
});
