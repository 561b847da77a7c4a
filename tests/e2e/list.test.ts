// The list as it is laid out: how many findings are in sight, at which size, with what beside them, and in which colours.
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const given = consoleInBrowser({ scenario: 'stories' });
let at: ConsolePage;

/** Cards that are seen whole. */
const inSight = () =>
  at.frame().evaluate(
    () =>
      [...document.querySelectorAll('.tw-cards > li')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight;
      }).length,
  );
/** Waits until the list has drawn all the cards that there is room for. */
const drawn = () =>
  at.frame().waitForFunction(() => {
    const last = [...document.querySelectorAll('.tw-cards > li')].at(-1);
    if (last === undefined) return false;
    return (
      last.getBoundingClientRect().bottom >= window.innerHeight ||
      last.getAttribute('aria-posinset') === last.getAttribute('aria-setsize')
    );
  });
async function resize(width: number, height: number): Promise<void> {
  await at.page.setViewportSize({ width, height });
  // The console gives the tab its whole width.
  await at.frame().waitForFunction((wanted) => window.innerWidth === wanted, width);
  await drawn();
}
const place = () =>
  at.frame().evaluate(() => ({
    scrollY: window.scrollY,
    row: document.activeElement?.getAttribute('data-row') ?? null,
  }));
const row = (nth: number) => at.app().locator('[data-row]').nth(nth);

beforeAll(async () => {
  at = await openConsolePage(given.browser, given.running);
  await at.logIn('analyst');
  await at.openTab('Transfer Watch');
  await at.runButton().click();
  await at.finished();
  const again = at.app().getByRole('button', { name: /sort again$/ });
  if ((await again.count()) > 0) await again.click();
  await again.waitFor({ state: 'detached' });
});
afterAll(() => at.close());

describe.each(['Light', 'Dark'] as const)('in the %s theme', (theme) => {
  beforeAll(async () => {
    const button = at.page.getByRole('button', { name: `${theme} theme` });
    if ((await button.count()) > 0) await button.click();
    await at
      .app()
      .locator(`html[data-carbon-theme=${theme === 'Dark' ? 'g100' : 'g10'}]`)
      .waitFor();
    await at.finished();
  });

  test('twelve findings are in sight at 1440 × 900, eight at 1280 × 720', async () => {
    expect(await inSight()).toBeGreaterThanOrEqual(12);
    await resize(1280, 720);
    expect(await inSight()).toBeGreaterThanOrEqual(8);
    await resize(1440, 900);
  });

  test('as many are in sight beside open details, and axe finds nothing', async () => {
    const before = await inSight();
    await row(0).press('Enter');
    await at.details().getByText('Why this is a finding and has its risk').waitFor();
    await drawn();
    expect(await inSight()).toBe(before);
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await at.page.keyboard.press('Escape');
    await at.details().waitFor({ state: 'detached' });
    expect((await place()).row).toBe(await row(0).getAttribute('data-row'));
  });

  test('axe finds nothing where the pointer is on a row, open or not, or on the matrix', async () => {
    await row(2).hover();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await at.page.mouse.down();
    await at.page.mouse.up();
    await at.app().locator('[data-row][aria-expanded=true]').hover();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await row(2).press('ArrowLeft');
    await at
      .app()
      .getByRole('button', { name: /^High \d+ findings$/ })
      .hover();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  });

  test('the first stop of the Tab key leads past the filters to the list', async () => {
    const link = at.app().getByRole('link', { name: 'Skip to main content' });
    await link.focus();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await at.page.keyboard.press('Enter');
    expect(await at.hasFocus(at.app().locator('[data-row][tabindex="0"]'))).toBe(true);
    await at.page.keyboard.press('Shift+F10');
    await at.app().getByRole('menu').waitFor();
    await at.page.keyboard.press('Escape');
    await at.app().getByRole('menu').waitFor({ state: 'detached' });
  });

  test('in forced colours axe finds nothing, and no two swatches of the legend are the same', async () => {
    // Who has dark colours forced has a dark system.
    const colorScheme = theme === 'Dark' ? 'dark' : 'light';
    await at.page.emulateMedia({ forcedColors: 'active', colorScheme });
    try {
      expect(await axeViolationsIn(at.frame())).toEqual([]);
      const pictures = await Promise.all(
        (await at.app().locator('.tw-swatch').all()).map(async (swatch) =>
          (await swatch.screenshot()).toString('base64'),
        ),
      );
      expect(pictures).toHaveLength(3);
      expect(new Set(pictures).size).toBe(3);
    } finally {
      await at.page.emulateMedia({ forcedColors: 'none', colorScheme: null });
    }
  });

  test('back from Log Activity the place, the focus and the open card are as before', async () => {
    await row(0).focus();
    for (let step = 0; step < 20; step += 1) await at.page.keyboard.press('ArrowDown');
    await at.page.keyboard.press('ArrowRight');
    await at.app().locator('[data-row][aria-expanded=true]').waitFor();
    const before = await place();
    expect(before.scrollY).toBeGreaterThan(0);
    await at.page.keyboard.press('e');
    await at.selected('EVENTVIEWER');
    await at.openTab('Transfer Watch');
    await at.app().locator(`[data-row="${before.row}"]:focus`).waitFor();
    expect(await place()).toEqual(before);
    expect(await at.app().locator('[data-row][aria-expanded=true]').getAttribute('data-row')).toBe(
      before.row,
    );
    await at.page.keyboard.press('ArrowLeft');
    await at.page.keyboard.press('Home');
  });

  test.each([
    [768, 900],
    [320, 800],
  ])('at %d px nothing is wider than the page, and axe finds nothing', async (width, height) => {
    await at.page.setViewportSize({ width, height });
    await row(0).press('ArrowRight');
    const overflowPx = await at
      .frame()
      .evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflowPx).toBeLessThanOrEqual(0);
    expect(await axeViolationsIn(at.frame())).toEqual([]);
    await row(0).press('ArrowLeft');
    await at.page.setViewportSize({ width: 1440, height: 900 });
  });
});
