// Triage as a team does it: two analysts of the same rights at once, many findings at once, and all of them by keyboard alone.
// TRANSFER_WATCH_PICTURES names a folder for pictures.
import path from 'node:path';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

/** A folder for pictures of the states, to be looked at; without it none are taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];

jest.setTimeout(600_000);

const given = consoleInBrowser({ scenario: 'stories' });
let at: ConsolePage;
let other: ConsolePage;

async function opened(user: string, run: string, list: string): Promise<ConsolePage> {
  const page = await openConsolePage(given.browser, given.running);
  await page.wear('light');
  await page.logIn(user);
  await page.openTab('Transfer Watch');
  await page.app().getByRole('button', { name: run }).click();
  await page.app().getByRole('list', { name: list }).waitFor();
  await page.app().getByRole('progressbar').waitFor({ state: 'detached' });
  const again = page.app().getByRole('button', { name: /sort again$|neu sortieren$/ });
  if ((await again.count()) > 0) await again.click();
  return page;
}

async function look(name: string, of: ConsolePage = at): Promise<void> {
  if (pictures !== undefined) {
    await of.page.screenshot({ path: path.join(pictures, `triage-${name}.png`) });
  }
  expect(await axeViolationsIn(of.frame())).toEqual([]);
}

beforeAll(async () => {
  at = await opened('analyst', 'Run detection', 'Findings by source IP');
  other = await opened('deutsch', 'Erkennung starten', 'Befunde nach Quell-IP');
});
afterAll(async () => {
  await at.close();
  await other.close();
});

const row = (of: ConsolePage, nth: number) => of.app().locator('[data-row]').nth(nth);
const keyOf = (of: ConsolePage, nth: number) => row(of, nth).getAttribute('data-row');
const focused = (of: ConsolePage) =>
  of.frame().evaluate(() => document.activeElement?.getAttribute('data-row') ?? null);
const menuItem = (of: ConsolePage, name: string | RegExp) =>
  of.app().getByRole('menuitem', { name });
const dialog = (of: ConsolePage) => of.app().getByRole('dialog');
/** Opens the menu of a row by its key. */
async function openMenu(of: ConsolePage, nth: number): Promise<void> {
  await row(of, nth).press('s');
  await of.app().getByRole('menu').locator('[role=menuitem]:focus').waitFor();
}

describe.each(['Light', 'Dark'] as const)('in the %s theme', (theme) => {
  beforeAll(async () => {
    const german = theme === 'Dark' ? /^Dunkles/ : /^Helles/;
    for (const [page, name] of [
      [at, `${theme} theme`],
      [other, german],
    ] as const) {
      const button = page.page.getByRole('button', { name });
      if ((await button.count()) > 0) await button.click();
      await page
        .app()
        .locator(`html[data-carbon-theme=${theme === 'Dark' ? 'g100' : 'g10'}]`)
        .waitFor();
    }
    await at.finished();
  });

  test('axe finds nothing on rows, hovered or selected, on the menu, the dialog and the open card', async () => {
    await at.app().getByText('New', { exact: true }).first().waitFor();
    await row(at, 0).press('x');
    await row(at, 1).press('x');
    await row(at, 2).hover();
    await look(`${theme}-batch`);
    await at.app().getByRole('button', { name: 'Clear selection' }).click();
    await openMenu(at, 2);
    await look(`${theme}-menu`);
    await menuItem(at, 'Close as benign…').click();
    await dialog(at).waitFor();
    await look(`${theme}-dialog`);
    await at.page.keyboard.press('Escape');
    await dialog(at).waitFor({ state: 'detached' });
    await row(at, 2).press('ArrowRight');
    await at
      .app()
      .getByRole('group', { name: /^Triage of/ })
      .first()
      .waitFor();
    await look(`${theme}-card`);
    await row(at, 2).press('ArrowLeft');
    await row(at, 2).press('Enter');
    await at
      .details()
      .getByRole('group', { name: /^Triage of/ })
      .waitFor();
    await look(`${theme}-panel`);
    await at.page.keyboard.press('Escape');
    await at.details().waitFor({ state: 'detached' });
  });

  test('in forced colours axe finds nothing', async () => {
    const colorScheme = theme === 'Dark' ? 'dark' : 'light';
    await at.page.emulateMedia({ forcedColors: 'active', colorScheme });
    try {
      await row(at, 0).press('x');
      await look(`${theme}-forced`);
      await at.app().getByRole('button', { name: 'Clear selection' }).click();
    } finally {
      await at.page.emulateMedia({ forcedColors: 'none', colorScheme: null });
    }
  });

  test.each([
    [1440, 900],
    [1280, 720],
  ])('at %d px rows are 48 px high, in both languages', async (width, height) => {
    for (const page of [at, other]) {
      await page.page.setViewportSize({ width, height });
      const heights = await page
        .frame()
        .evaluate(() =>
          [...document.querySelectorAll('.tw-cards__row')].map(
            (each) => each.getBoundingClientRect().height,
          ),
        );
      expect(new Set(heights)).toEqual(new Set([48]));
      const overflowPx = await page
        .frame()
        .evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflowPx).toBeLessThanOrEqual(0);
      await look(`${theme}-${width}-${page === at ? 'en' : 'de'}`, page);
    }
  });
});

test('two analysts at once: the second sees what the first decided, and loses no text', async () => {
  for (const page of [at, other]) await page.page.setViewportSize({ width: 1440, height: 900 });
  const key = await keyOf(at, 0);
  const note = at.app().getByRole('textbox', { name: 'Note' });
  await openMenu(at, 0);
  await menuItem(at, 'Close as true positive…').click();
  await note.fill('mine, typed before');

  await other.app().locator(`[data-row="${key}"]`).press('s');
  await menuItem(other, /übernehmen$|^Übernehmen$/).click();
  await other.app().getByText('In Arbeit').first().waitFor();
  await other.page.setViewportSize({ width: 1280, height: 720 });
  await row(other, 1).press('x');
  await look('german-batch', other);
  await other.app().getByRole('button', { name: 'Auswahl aufheben' }).click();

  await at
    .app()
    .getByRole('button', { name: /^Save for/ })
    .click();
  await at
    .app()
    .getByText(/^Somebody else has changed/)
    .waitFor();
  expect(
    await dialog(at)
      .getByText(/In progress \(deutsch\), by deutsch/)
      .count(),
  ).toBeGreaterThan(0);
  expect(await note.inputValue()).toBe('mine, typed before');
  await look('conflict');
  await at
    .app()
    .getByRole('button', { name: /^Save all the same/ })
    .click();
  await dialog(at).waitFor({ state: 'detached' });
  await at
    .app()
    .getByText(/closed as true positive$/)
    .waitFor();
  await look('said');

  // What the first sees of it when the page is loaded again, with the note in the history.
  await at
    .app()
    .getByRole('button', { name: /^\d+ closed$/ })
    .click();
  await at.app().locator(`[data-row="${key}"]`).press('ArrowRight');
  const part = at
    .app()
    .getByRole('group', { name: /^Triage of/ })
    .first();
  await part.getByText('History').click();
  await part.locator('ol').getByText('mine, typed before').waitFor();
  await part.locator('ol').getByText('deutsch', { exact: true }).waitFor();
  await look('history');
  await at.app().locator(`[data-row="${key}"]`).press('ArrowLeft');
  await at
    .app()
    .getByRole('button', { name: /^\d+ closed$/ })
    .click();
});

test('many are closed at once, with their number said before, and undone after', async () => {
  await at
    .app()
    .getByRole('checkbox', { name: /^Select the \d+ findings shown$/ })
    .check();
  const close = at.app().getByRole('button', { name: /^Close \d+ findings…$/ });
  const count = Number(/\d+/.exec((await close.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(20);
  await close.click();
  await at.app().getByRole('combobox', { name: 'Status' }).selectOption('expected');
  await at
    .app()
    .getByRole('button', { name: `Save for ${count} findings` })
    .click();
  await at.app().getByText(`${count} findings closed as expected`).waitFor();
  await at.app().getByRole('heading', { name: 'All findings are closed' }).waitFor();
  await look('all-closed');
  await at.app().getByRole('button', { name: 'Undo' }).click();
  await at.app().getByText(`${count} findings as before`).waitFor();
  await at.cardList().waitFor();
});

test('an analyst goes through all findings with the keyboard alone', async () => {
  const shown = at.app().getByText(/^\d+ of \d+ findings shown$/);
  const before = Number(/^\d+/.exec((await shown.textContent()) ?? '')?.[0]);
  expect(before).toBeGreaterThanOrEqual(30);
  await at.app().getByRole('link', { name: 'Skip to main content' }).focus();
  await at.page.keyboard.press('Enter');
  const cards = await at.cardList().locator('[aria-setsize]').first().getAttribute('aria-setsize');
  for (let left = Number(cards); left > 0; left -= 1) {
    const key = await focused(at);
    expect(key).not.toBeNull();
    await at.page.keyboard.press('s');
    await at.app().getByRole('menu').locator('[role=menuitem]:focus').waitFor();
    while ((await at.app().locator('[role=menuitem]:focus').textContent()) !== 'Close as benign…')
      await at.page.keyboard.press('ArrowDown');
    await at.page.keyboard.press('Enter');
    await dialog(at).locator('textarea:focus').waitFor();
    await at.page.keyboard.type(`seen, ${left} left`);
    await at.page.keyboard.press('Control+Enter');
    await dialog(at).waitFor({ state: 'detached' });
    await at.app().locator(`[data-row="${key}"]`).waitFor({ state: 'detached' });
  }
  await at.app().getByRole('heading', { name: 'All findings are closed' }).waitFor();
  // It holds: for who loads the page again, and for the other analyst.
  await at.page.reload();
  await at.openTab('Transfer Watch');
  await at.runButton().click();
  await at.app().getByRole('heading', { name: 'All findings are closed' }).waitFor();
  await other.page.reload();
  await other.openTab('Transfer Watch');
  await other.app().getByRole('button', { name: 'Erkennung starten' }).click();
  await other.app().getByRole('heading', { name: 'Alle Befunde sind geschlossen' }).waitFor();
});
