import type { Browser } from 'playwright-core';
import type { RunningConsole } from '../sandbox/start.ts';
import { openConsolePage, type ConsolePage } from '../tests/support/console-page.ts';
import { atLeast, figure, type Figure } from './figure.ts';

/** Least findings that have to be in sight whole, by the size of the window with the console in it, px. */
const sizes = [
  { width: 1440, height: 900, least: 12 },
  { width: 1280, height: 720, least: 8 },
] as const;

/** Keys from the beginning of the tab with its findings to what is asked for: all are pressed. */
const keys = {
  menu: ['Tab', 'Enter', 'Shift+F10'],
  why: ['Tab', 'Enter', 'Enter'],
  events: ['Tab', 'Enter', 'e'],
} as const;
const mostKeys = 3;

/**
 * What an analyst has at one look at the console's tab after a run: findings in sight at two sizes; and the keys and
 * clicks to the panel of the worst finding and to its events.
 */
export async function lookAtList(
  browser: Browser,
  running: RunningConsole,
): Promise<Record<string, Figure>> {
  const at = await openConsolePage(browser, running);
  try {
    await at.logIn('analyst');
    await at.openTab('Transfer Watch');
    await at.runButton().click();
    await at.finished();
    const inSight: Record<string, Figure> = {};
    for (const { width, height, least } of sizes) {
      await at.page.setViewportSize({ width, height });
      const count = await at.frame().evaluate(cardsInSight);
      inSight[`inSight${width}x${height}`] = atLeast(count, least, { scenario: 'company' });
    }
    return { ...inSight, ...(await reach(at)) };
  } finally {
    await at.close();
  }
}

/** Presses and clicks; throws where they do not lead there. */
async function reach(at: ConsolePage): Promise<Record<string, Figure>> {
  await pressAll(at, keys.why);
  await at.details().waitFor();
  await at.page.keyboard.press('Escape');
  await at.details().waitFor({ state: 'detached' });
  await pressAll(at, keys.menu);
  await at.app().getByRole('menu').waitFor();
  await at.page.keyboard.press('Escape');
  await at.app().getByRole('menu').waitFor({ state: 'detached' });
  await pressAll(at, keys.events);
  await at.selected('EVENTVIEWER');
  await at.openTab('Transfer Watch');
  const clicks = [
    () => at.sourceOf(at.app().getByRole('article').first()).click({ button: 'right' }),
    () =>
      at
        .app()
        .getByRole('menuitem', { name: /^Events of this source IP/ })
        .click(),
  ];
  for (const click of clicks) await click();
  await at.selected('EVENTVIEWER');
  return {
    keysToWhy: figure(keys.why.length, mostKeys, { keys: keys.why }),
    keysToMenu: figure(keys.menu.length, mostKeys, { keys: keys.menu }),
    keysToEvents: figure(keys.events.length, mostKeys, { keys: keys.events }),
    clicksToEvents: figure(clicks.length, 2),
  };
}

async function pressAll(at: ConsolePage, pressed: readonly string[]): Promise<void> {
  // Before the first stop, as when the tab has just been opened.
  await at.frame().evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  for (const key of pressed) await at.page.keyboard.press(key);
}

/** Cards that are seen whole. Runs in the browser. */
function cardsInSight(): number {
  return [...document.querySelectorAll('.tw-cards > li')].filter((card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  }).length;
}
