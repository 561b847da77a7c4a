import type { Browser, BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import type { RunningConsole } from '../../sandbox/start.ts';

/** The tab's id in the console. */
export const appTab = 'TransferWatch_1001';

/** How long an action may take, ms: everything shares two cores with a database, a server and a browser. */
export const slowMs = 60_000;

/** The console in a browser as one analyst has it before them, with Transfer Watch among its tabs. */
export type ConsolePage = Awaited<ReturnType<typeof openConsolePage>>;

/** Opens nothing yet: `logIn` does. `close` throws when the page asked anything of another machine. */
export async function openConsolePage(browser: Browser, running: RunningConsole) {
  const outside: string[] = [];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(slowMs);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && origin !== running.console.url) outside.push(request.url());
  });
  const page = await context.newPage();
  const panel = (id: string) => page.frameLocator(`#panel-${id} iframe`);
  const app = () => panel(appTab);
  return {
    context,
    page,
    app,
    ...consoleParts(context, page, running.console.url),
    ...tabParts(page, app),
    close: async () => {
      await context.close();
      if (outside.length > 0) throw new Error(`asked elsewhere: ${outside.join(', ')}`);
    },
  };
}

function consoleParts(context: BrowserContext, page: Page, url: string) {
  return {
    wear: (theme: 'light' | 'dark') =>
      context.addCookies([{ name: 'ConsoleTheme', value: theme, url }]),
    logIn: async (username: string) => {
      await page.goto(url);
      await page.getByRole('button', { name: new RegExp(`^${username}`) }).click();
      // The tabs are there before the script that switches them: it has run when one is selected.
      await page.locator('[role=tab][aria-selected=true]').waitFor();
    },
    openTab: (name: string) => page.getByRole('tab', { name }).click(),
    /** The page in a tab of the console, when that tab is in front. */
    selected: async (tabId: string): Promise<FrameLocator> => {
      await page.locator(`#tab-${tabId}[aria-selected=true]`).waitFor();
      return page.frameLocator(`#panel-${tabId} iframe`);
    },
  };
}

function tabParts(page: Page, app: () => FrameLocator) {
  const frame = (): Frame => {
    const found = page.frame({ name: `PAGE_${appTab}` });
    if (found === null) throw new Error('the tab has no frame');
    return found;
  };
  const cardList = () => app().getByRole('list', { name: 'Findings by source IP' });
  const article = (source: string): Locator =>
    app()
      .getByRole('article')
      .filter({ has: app().locator('h3').getByRole('button', { name: source, exact: true }) });
  const sourceOf = (card: Locator) => card.locator('h3').getByRole('button');
  return {
    frame,
    cardList,
    article,
    sourceOf,
    /**
     * The sources in the order of their cards, as far as `last`, which is in sight then. Walks down the list,
     * because only the cards around the visible part are in the document.
     */
    walkCards: async (last?: string): Promise<string[]> => {
      const item = (place: number) => cardList().locator(`> li[aria-posinset="${place}"]`);
      await frame().evaluate(() => window.scrollTo(0, 0));
      const count = Number(await item(1).getAttribute('aria-setsize'));
      const sources: string[] = [];
      for (let place = 1; place <= count; place += 1) {
        await item(place).scrollIntoViewIfNeeded();
        const source = (await sourceOf(item(place)).textContent()) ?? '';
        sources.push(source);
        if (source === last) break;
      }
      return sources;
    },
    runButton: () => app().getByRole('button', { name: 'Run detection' }),
    /** The label of a filter in force; the button that takes it off repeats the words. */
    activeFilter: (label: string) => app().getByText(label, { exact: true }),
    menuOf: (value: string, field = 'source IP') =>
      app().getByRole('menu', { name: `Actions for ${field} ${value}` }),
    details: () => app().getByRole('complementary'),
    finished: async () => {
      await cardList().waitFor();
      await app().getByRole('progressbar').waitFor({ state: 'detached' });
    },
    /** The button that is a card's row: opens the full card in place, and has the keys of the list. */
    rowOf: (card: Locator) => card.locator('[data-row]'),
    /** Opens a card in place. */
    expand: async (source: string) => {
      const row = article(source).locator('[data-row]');
      if ((await row.getAttribute('aria-expanded')) === 'false') await row.press('ArrowRight');
      await article(source).locator('[data-row][aria-expanded=true]').waitFor();
    },
    openDetails: async (source: string) => {
      await article(source)
        .getByRole('button', { name: /^Details of/ })
        .first()
        .click();
      await app().getByRole('complementary').waitFor();
    },
    copied: () => frame().evaluate(() => navigator.clipboard.readText()),
    /** Whether the element has the focus. */
    hasFocus: (of: Locator) => of.evaluate((element) => element === document.activeElement),
  };
}

/** Waits for the result of a search in Log Activity or Network Activity; gives its count of rows. */
export async function rowsOf(frame: FrameLocator): Promise<number> {
  const status = frame.locator('#search-status', { hasText: /^[\d,]+ rows?\./ });
  await status.waitFor();
  return Number((await status.textContent())?.replaceAll(/\D/g, ''));
}
