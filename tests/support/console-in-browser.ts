import type { Browser } from 'playwright-core';
import { startConsole, type RunningConsole, type StartOptions } from '../../sandbox/start.ts';
import { launchBrowser } from './browser.ts';

/** A console and a browser, there from the first test of a file to its last. */
export type ConsoleInBrowser = { readonly running: RunningConsole; readonly browser: Browser };

/** To be called at the top of a file: starts both before its tests and ends both after them. */
export function consoleInBrowser(options: StartOptions): ConsoleInBrowser {
  let running: RunningConsole;
  let browser: Browser;
  beforeAll(async () => {
    running = await startConsole(options);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await running.close();
  });
  return {
    get running() {
      return running;
    },
    get browser() {
      return browser;
    },
  };
}
