import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, Script } from 'node:vm';

const file = path.join(__dirname, '../../../ui/console/transfer-watch.js');
const script = new Script(readFileSync(file, 'utf8'), { filename: file });

type Page = Record<string, unknown>;
type Opened = { tabs: string[][]; windows: string[][] };

/** A console page whose window has only the parts given; the script is loaded into it as the console would. */
function aPage(parts: (opened: Opened) => Page) {
  const opened: Opened = { tabs: [], windows: [] };
  const page = parts(opened);
  Object.defineProperty(page, 'window', { value: page });
  if (!('location' in page)) page['location'] = { origin: 'https://console.test' };
  const before = Object.keys(page);
  const context = createContext(page);
  script.runInContext(context);
  return {
    opened,
    added: Object.keys(context).filter((name) => !before.includes(name)),
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
    expect(page.added).toEqual(['transferWatchOpen']);
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

  test.each([
    '(function () { throw new Error("read"); })',
    '(function () { return { path: 7 }; })',
  ])('does not throw where reading the answer is a trap: %s', (get) => {
    const page = aPage(withTabs);
    const answer = `Object.defineProperty({}, 'path', { get: ${get} })`;
    expect(page.run(`transferWatchOpen(${answer})`)).toBe('nothing');
    const proxy = `new Proxy({}, { get: ${get} })`;
    expect(page.run(`transferWatchOpen(${proxy})`)).toBe('nothing');
  });

  test('opens the path it has checked, though the answer would say another one the second time', () => {
    const page = aPage(withoutTabs);
    const answer = `(function () { var paths = ['/console/plugins/1/app_proxy/index', '//evil.test'];
      return Object.defineProperty({}, 'path', { get: function () { return paths.shift(); } }); })()`;
    page.run(`transferWatchOpen(${answer})`);
    expect(page.opened.windows).toEqual([
      ['https://console.test/console/plugins/1/app_proxy/index', '_blank'],
    ]);
  });

  test.each<[string, (opened: Opened) => Page]>([
    ['no location', (opened) => ({ ...withoutTabs(opened), location: null })],
    ['a location that throws', (opened) => ({ ...withoutTabs(opened), location: trap() })],
    ['no qjslib and no top', () => ({ top: null })],
    [
      'a window.open that throws',
      () => ({
        top: {},
        open: () => {
          throw new Error('blocked');
        },
      }),
    ],
    [
      'an answer without area on a page whose texts are odd',
      () => ({ top: { setActiveTab: 'not a function' }, open: null }),
    ],
  ])('does not throw with %s', (_, parts) => {
    expect(aPage(parts).run(call)).toBe('nothing');
  });

  test('opens a frozen answer, and loads into a page that takes no further names', () => {
    const page = aPage(withTabs);
    expect(page.run(call.replace('(', '(Object.freeze(').concat(')'))).toBe('tab');
    const frozen = aPage((opened) => {
      const window = withTabs(opened);
      return Object.defineProperty(window, 'transferWatchOpen', {
        set: () => {
          throw new TypeError('not extensible');
        },
      });
    });
    expect(frozen.added).toEqual([]);
  });
});

/** An object that nothing can be read from. */
function trap(): object {
  return new Proxy(
    {},
    {
      get: () => {
        throw new Error('SecurityError');
      },
    },
  );
}
