import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Libraries a bare Debian lacks; the npm package carries its own copies for such machines. */
const systemLibraries = [
  '/usr/lib/x86_64-linux-gnu/libnss3.so',
  '/lib/x86_64-linux-gnu/libnss3.so',
];

/**
 * Starts a real Chromium without a window. `CHROMIUM` names a binary to use; otherwise the one that the npm
 * package `@sparticuz/chromium` carries is unpacked into the temporary folder. Close it when done.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? (await packagedChromium());
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Tests run as root in containers, where Chromium's own sandbox cannot start.
      '--no-sandbox',
      '--disable-gpu',
      // The browser must not look for anything outside this machine.
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

async function packagedChromium(): Promise<string> {
  if (!systemLibraries.some((path) => existsSync(path))) {
    // The package unpacks its copies of NSS and friends only where it believes to run in Lambda.
    process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs24.x';
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}
