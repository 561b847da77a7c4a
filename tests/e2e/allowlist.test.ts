// The allowlist in a real browser, with the app installed from its archive: benign stories are tuned away from their cards by
// keyboard, stay reachable, and come back.
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const given = consoleInBrowser({ scenario: 'stories', app: 'package' });
/** A folder for pictures of what is looked at; without it none are taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];
let at: ConsolePage;

jest.setTimeout(300_000);

/** A build host that uploads every two hours, as its account. */
const build = '10.50.0.12';
const server = '28.210.5.30';
const reason = 'Build host uploads to the partner';

async function open(user: string, theme: 'light' | 'dark', locale?: 'de'): Promise<void> {
  at = await openConsolePage(given.browser, given.running);
  await at.wear(theme);
  await at.logIn(user);
  if (locale) await at.page.setExtraHTTPHeaders({ 'Accept-Language': locale });
  await at.openTab('Transfer Watch');
}

const button = (name: string | RegExp): Locator =>
  at.app().getByRole('button', { name, exact: true });
const link = (name: string): Locator => at.app().getByRole('link', { name, exact: true });
const dialog = (name: string): Locator => at.app().getByRole('dialog', { name });
const form = () => dialog('Allow what is expected');
const press = (key: string) => at.page.keyboard.press(key);
const clean = async () => expect(await axeViolationsIn(at.frame())).toEqual([]);

/** Presses a key until something has the focus. */
async function reach(target: Locator, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    if (await at.hasFocus(target)) return;
    await press(key);
  }
  throw new Error(`not reached by ${key}: ${target.toString()}`);
}

async function runAndWait(): Promise<void> {
  await at.runButton().click();
  await at.finished();
}

/** From the row of a card to its form, by keyboard. */
async function expectedOf(source: string): Promise<void> {
  await at.rowOf(at.article(source)).focus();
  await press('l');
  await form().waitFor();
  await form().getByText('Untouched', { exact: true }).waitFor();
}

async function look(name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const width of [1440, 1280]) {
    await at.page.setViewportSize({ width, height: width === 1440 ? 900 : 720 });
    await at.page.screenshot({ path: path.join(pictures, `allowlist-${name}-${width}.png`) });
  }
  await at.page.setViewportSize({ width: 1440, height: 900 });
}

afterEach(() => at.close());

test('an administrator tunes a benign story away by keyboard, sees it allowed, and undoes it', async () => {
  await open('admin', 'light');
  await runAndWait();
  const cards = Number(await at.cardList().locator('li').first().getAttribute('aria-setsize'));
  await expectedOf(build);
  expect(await form().getByLabel('What is expected', { exact: true }).inputValue()).toBe(
    'source-destination',
  );
  await form().getByText(`${build} → ${server}:21`).waitFor();
  await clean();
  await look('form');
  await reach(form().getByLabel('Reason', { exact: true }));
  await at.page.keyboard.type(reason);
  await reach(form().getByRole('button', { name: 'Allow', exact: true }));
  await press('Enter');
  await at.app().getByText('1 entry holds from the next run on.').waitFor();
  await clean();
  await look('saved');
  await reach(button('Run the detection again'));
  await press('Enter');
  await button(/^1 allowed: show/).waitFor();
  await at.finished();
  expect(await at.article(build).count()).toBe(0);
  const left = Number(await at.cardList().locator('li').first().getAttribute('aria-setsize'));
  expect(left).toBe(cards - 1);

  await reach(button(/^1 allowed: show/), 'Shift+Tab');
  await press('Enter');
  await dialog('1 finding allowed')
    .getByText(new RegExp(`^${reason} \\(admin\\), until `))
    .waitFor();
  await clean();
  await look('hidden');
  await reach(link(`Open the entry ${build} → ${server}`));
  await press('Enter');
  const entry = at.app().getByRole('article', { name: `${build} → ${server}` });
  await entry.getByText(reason).waitFor();
  await entry.getByText('In force', { exact: true }).waitFor();
  for (const place of [button('New entry'), button(/^End: /), link('Suggestions')]) {
    await place.hover();
    await clean();
  }
  await look('entries');
  await at.page.emulateMedia({ forcedColors: 'active' });
  await clean();
  await at.page.emulateMedia({ forcedColors: 'none' });
  await at
    .app()
    .getByText(/^Reference sets/)
    .click();
  await button('Compare with this console').click();
  await at.page.mouse.move(0, 0);
  await at
    .app()
    .getByRole('table', { name: 'In searches and rules of QRadar' })
    .getByText(/^Applied by the app alone/)
    .first()
    .waitFor();
  await clean();
  await at
    .app()
    .getByRole('table', { name: 'In searches and rules of QRadar' })
    .scrollIntoViewIfNeeded();
  await look('sets');

  await link('Audit').click();
  await button(/^Undo: Added/).click();
  await at
    .app()
    .getByText(/^1 entry undone/)
    .waitFor();
  await clean();
  await look('audit');
  await link('Findings').click();
  await runAndWait();
  await at.article(build).waitFor();
});

test('the three benign stories are tuned away, and for an analyst too everything else stays', async () => {
  await open('admin', 'dark');
  await runAndWait();
  const before = await at.walkCards();
  await at.frame().evaluate(() => window.scrollTo(0, 0));
  // The build host, the file server with its share in a cloud, and the nightly backup.
  const benign = [build, '10.20.1.15', '10.20.1.30'];
  for (const [nth, source] of benign.entries()) {
    await expectedOf(source);
    await reach(form().getByLabel('Reason', { exact: true }));
    await at.page.keyboard.type(`agreed for ${source}`);
    await reach(form().getByRole('button', { name: 'Allow', exact: true }));
    await press('Enter');
    await reach(button('Run the detection again'));
    await press('Enter');
    await button(new RegExp(`^${nth + 1} allowed: show`)).waitFor();
    await at.finished();
  }
  const left = before.filter((source) => !benign.includes(source)).toSorted();
  expect(left).toHaveLength(before.length - benign.length);
  expect((await at.walkCards()).toSorted()).toEqual(left);
  await look('three');
  await at.close();

  await open('analyst', 'light');
  await runAndWait();
  await button(/^3 allowed: show/).waitFor();
  expect((await at.walkCards()).toSorted()).toEqual(left);
  await at.close();

  await open('admin', 'light');
  await link('Tuning').click();
  await link('Audit').click();
  for (const source of benign) {
    const undo = at
      .app()
      .getByRole('row')
      .filter({ hasText: `agreed for ${source}` })
      .getByRole('button', { name: /^Undo: Added/ });
    await undo.click();
    await undo.waitFor({ state: 'detached' });
  }
});

test('an analyst sees what an entry would do, and is told who can save it', async () => {
  await open('analyst', 'dark');
  await runAndWait();
  await at.openDetails(build);
  await at.details().getByRole('button', { name: 'Expected', exact: true }).click();
  await form().getByText('Untouched', { exact: true }).waitFor();
  await form()
    .getByText(/analyst is no administrator/)
    .waitFor();
  await clean();
  await look('analyst');
  await form().getByLabel('Reason', { exact: true }).fill(reason);
  await form().getByRole('button', { name: 'Allow', exact: true }).click();
  const refused = form().getByText('Your user role may not change the allowlist');
  await refused.waitFor();
  await form()
    .getByText(/“Manage Reference Data” .* or “System Administrator”; /)
    .waitFor();
  await clean();
});

test('what looks benign is suggested with what speaks against it, and leads to the form', async () => {
  await open('analyst', 'dark');
  await runAndWait();
  await link('Tuning').click();
  await link('Suggestions').click();
  const one = at.app().getByRole('article', { name: new RegExp(`pipeline: .*${build}`) });
  await one.getByText('Speaks against it').waitFor();
  await clean();
  await look('suggestions');
  await one.getByRole('button', { name: /^Fill in an entry/ }).click();
  await form().getByText('Untouched', { exact: true }).waitFor();
  await clean();
});
