// The stand-in's attack range as an administrator works with it: order, read what arrived, look at it in Log Activity.
import type { FrameLocator } from 'playwright-core';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, rowsOf, type ConsolePage } from '../support/console-page.ts';

const given = consoleInBrowser({ scenario: 'stories', app: 'none' });
const hostile = '<img src=x onerror=alert(1)>';

async function openRange(at: ConsolePage): Promise<FrameLocator> {
  await at.page.locator('#tab-ADMIN').click();
  const admin = await at.selected('ADMIN');
  await admin.locator('a[href$="/attackRange"]').click();
  await admin.locator('#range-signals input').first().waitFor();
  return admin;
}

async function inject(range: FrameLocator, marker: string): Promise<void> {
  await range.getByLabel('Marker', { exact: true }).fill(marker);
  await range.getByRole('button', { name: 'Let it happen' }).click();
  await range.getByText(new RegExp(` records, marker ${marker}\\)$`)).waitFor();
}

describe('an administrator', () => {
  let at: ConsolePage;
  let range: FrameLocator;
  beforeAll(async () => {
    at = await openConsolePage(given.browser, given.running);
    await at.logIn('admin');
    range = await openRange(at);
  });
  afterAll(() => at.close());

  test('is offered what the technique leaves, and its twin', async () => {
    const signals = () => range.locator('#range-signals label').allTextContents();
    expect(await signals()).toHaveLength(4);
    await range.getByLabel('Technique').selectOption('SMB named pipe');
    expect(await signals()).toEqual(['Process created (Sysmon 1)', 'Named pipe (Sysmon 17, 18)']);
    expect(await range.getByLabel('Destination IP').isDisabled()).toBe(true);
    await range.getByText('This technique stays on the host.').waitFor();
    await range.getByLabel('Technique').selectOption('FTP upload by curl on Linux');
    expect(await range.getByLabel('Host name').inputValue()).toBe('lx-build-07');
    expect(await range.getByLabel('Sessions').inputValue()).toBe('4');
    await range.getByLabel('Form').selectOption('Its harmless twin');
    expect(await range.getByLabel('Sessions').inputValue()).toBe('1');
    await range.getByLabel('Form').selectOption('The technique itself');
    await range.getByLabel('Where to').selectOption('The host itself');
    expect(await range.getByLabel('Destination IP').inputValue()).toBe('127.0.0.1');
    await range.getByLabel('Where to').selectOption('Outside');
  });

  test('lets it happen, and finds it in Log Activity', async () => {
    await range.getByLabel('Username').fill(hostile);
    await range.getByLabel('Network connection (Sysmon 3)').uncheck();
    await inject(range, 'mark-e2e-1');
    const run = range.locator('.range-run[open]');
    await run.getByText('mark-e2e-1').waitFor();
    const cells = await run.locator('tbody tr').allInnerTexts();
    expect(cells).toHaveLength(5);
    expect(cells[2]).toContain('Left out by order.');
    // What a user is called is text.
    await run.getByText(hostile).waitFor();
    expect(await range.locator('img[src=x]').count()).toBe(0);
    await run.getByRole('button', { name: 'Show in Log Activity' }).click();
    const events = await at.selected('EVENTVIEWER');
    // Four files, four processes, and a record of the firewall for each of eight connections.
    expect(await rowsOf(events)).toBe(16);
    await events.getByText('/tmp/mark-e2e-1/t1071_upload.bin').first().waitFor();
  });

  test('is told what was wrong with an order, and keeps it', async () => {
    await at.page.locator('#tab-ADMIN').click();
    await range.getByLabel('Source IP').fill(`1' OR '1`);
    await range.getByRole('button', { name: 'Let it happen' }).click();
    await range.getByRole('alert').getByText('Write one IPv4 or IPv6 address.').waitFor();
    expect(await range.getByLabel('Source IP').inputValue()).toBe(`1' OR '1`);
  });
});

test('an analyst has neither Admin nor the page', async () => {
  const at = await openConsolePage(given.browser, given.running);
  try {
    await at.logIn('analyst');
    expect(await at.page.locator('#tab-ADMIN').count()).toBe(0);
    const answer = await at.page.goto(`${given.running.console.url}/console/do/core/attackRange`);
    expect(answer?.status()).toBe(403);
  } finally {
    await at.close();
  }
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(['en', 'de'])('axe finds nothing, also at 320 px (%s)', async (language) => {
    const look = await openConsolePage(given.browser, given.running);
    try {
      await look.wear(theme);
      await look.logIn('admin');
      if ((await look.page.locator('html').getAttribute('lang')) !== language) {
        await look.page.locator('.user-menu summary').click();
        const name = language === 'de' ? 'Deutsch' : 'English';
        await look.page.getByRole('button', { name }).click();
      }
      await look.page.locator(`html[lang=${language}] [role=tab][aria-selected=true]`).waitFor();
      const range = await openRange(look);
      await range.locator('#range-inject').click();
      await range.locator('.range-run tbody tr').first().waitFor();
      const frame = look.page.frame({ name: 'PAGE_ADMIN' });
      if (frame === null) throw new Error('Admin has no frame');
      expect(await axeViolationsIn(frame)).toEqual([]);
      const folder = process.env['TRANSFER_WATCH_PICTURES'];
      if (folder !== undefined) {
        await look.page.screenshot({ path: `${folder}/range-${theme}-${language}.png` });
        await frame.locator('.range-run').first().scrollIntoViewIfNeeded();
        await look.page.screenshot({ path: `${folder}/range-${theme}-${language}-runs.png` });
      }
      await look.page.setViewportSize({ width: 320, height: 640 });
      expect(await axeViolationsIn(frame)).toEqual([]);
      expect(
        await frame.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
    } finally {
      await look.close();
    }
  });
});
