import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, Script } from 'node:vm';

const file = path.join(__dirname, '../../../ui/console/transfer-watch.js');
const script = new Script(readFileSync(file, 'utf8'), { filename: file });

type Page = Record<string, unknown>;
type Opened = { tabs: string[][]; windows: string[][] };

/** A console page with only the parts given; the script is loaded into it as the console would. */
function aPage(parts: (opened: Opened) => Page) {
  const opened: Opened = { tabs: [], windows: [] };
  const window = parts(opened);
  window['location'] = { origin: 'https://console.test' };
  const context = createContext({ window });
  script.runInContext(context);
  return {
    opened,
    globals: Object.keys(context),
    /** What the call answered, or what it threw. */
    run: (expression: string): unknown => new Script(expression).runInContext(context),
  };
}

const withTabs = (opened: Opened): Page => ({
  top: { setActiveTab: (...args: string[]) => void opened.tabs.push(args) },
  open: (...args: string[]) => opened.windows.push(args),
});
const withoutTabs = (opened: Opened): Page => ({
  top: {},
  open: (...args: string[]) => opened.windows.push(args),
});
const call = `transferWatchOpen({
  path: '/console/plugins/1001/app_proxy/index?source=10.1.2.3', area: 'TransferWatch', appId: '1001' })`;

describe('the page script', () => {
  test('adds one name to the page and does nothing at load time', () => {
    const page = aPage(withTabs);
    expect(page.globals).toEqual(['window', 'transferWatchOpen']);
    expect(page.opened).toEqual({ tabs: [], windows: [] });
  });

  test('switches to our tab with the address, relative to /console/', () => {
    const page = aPage(withTabs);
    expect(page.run(call)).toBe('tab');
    expect(page.opened).toEqual({
      tabs: [['TransferWatch_1001', 'plugins/1001/app_proxy/index?source=10.1.2.3']],
      windows: [],
    });
  });

  test('opens a window of the same origin where the console has no tab switch', () => {
    const page = aPage(withoutTabs);
    expect(page.run(call)).toBe('window');
    expect(page.opened.windows).toEqual([
      ['https://console.test/console/plugins/1001/app_proxy/index?source=10.1.2.3', '_blank'],
    ]);
  });

  test('opens a window where the top window belongs to another origin', () => {
    const page = aPage((opened) =>
      Object.defineProperty(withoutTabs(opened), 'top', {
        get: () => {
          throw new Error('SecurityError');
        },
      }),
    );
    expect(page.run(call)).toBe('window');
  });

  test('opens a window where the tab switch throws', () => {
    const page = aPage((opened) => ({
      ...withoutTabs(opened),
      top: {
        setActiveTab: () => {
          throw new Error('no such tab');
        },
      },
    }));
    expect(page.run(call)).toBe('window');
  });

  test.each([
    ['no window.open', (): Page => ({ top: {} })],
    ['no top', (): Page => ({})],
    ['a blocked window', (): Page => ({ top: {}, open: () => null })],
  ])('says nothing was opened with %s, and does not throw', (_, parts) => {
    expect(aPage(parts).run(call)).toBe('nothing');
  });

  test.each([
    'undefined',
    'null',
    '"<html>"',
    '{}',
    '{ path: 7 }',
    '{ path: "//evil.test/console/" }',
    '{ path: "/console//evil.test" }',
    '{ path: "https://evil.test/console/x" }',
    '{ path: "javascript:alert(1)" }',
  ])('opens nothing for the answer %s', (result) => {
    const page = aPage(withTabs);
    expect(page.run(`transferWatchOpen(${result})`)).toBe('nothing');
    expect(page.opened).toEqual({ tabs: [], windows: [] });
  });

  test('opens a window when the app does not know its own tab', () => {
    const page = aPage(withTabs);
    expect(page.run(`transferWatchOpen({ path: '/console/plugins/1/app_proxy/index' })`)).toBe(
      'window',
    );
  });
});
