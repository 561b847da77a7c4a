import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AddressContext, PivotQueries } from '../../../contract/details.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { PivotProvider } from '../../../ui/pivots/PivotProvider.tsx';
import { PivotTrigger } from '../../../ui/pivots/PivotTrigger.tsx';
import type { FilterChange, PivotTarget } from '../../../ui/pivots/target.ts';
import { placeOf } from '../../../ui/pivots/usePivotMenu.ts';
import type { ConsolePages, Opened } from '../../../ui/platform/console.ts';
import { axeViolations } from '../../support/axe.ts';
import {
  aFinding,
  anAddress,
  anApi,
  anOffense,
  aProblem,
  aRun,
  pivotQueries,
} from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

const finding = aFinding();
const source: PivotTarget = { field: 'source', value: '10.1.2.3', domainId: 0, finding };
const destination: PivotTarget = {
  field: 'destination',
  value: '203.0.113.9',
  domainId: 0,
  finding,
};
const user: PivotTarget = { field: 'user', value: 'backup', domainId: 0, finding };

type Options = {
  readonly api?: Partial<Api>;
  readonly result?: Opened;
  readonly clipboard?: 'refuses' | 'missing';
};

/** A page with three triggers, the server and the browser's parts as given. */
function show({ api, result = 'tab', clipboard }: Options = {}) {
  const opened: unknown[][] = [];
  const copied: string[] = [];
  const changes: FilterChange[] = [];
  const page =
    (name: string) =>
    (...args: unknown[]): Opened => {
      opened.push([name, ...args]);
      return result;
    };
  const console: ConsolePages = {
    prepare: () => Promise.resolve(),
    offense: page('offense'),
    asset: page('asset'),
    eventSearch: page('eventSearch'),
    flowSearch: page('flowSearch'),
  };
  const writeText = (text: string) => {
    if (clipboard === 'refuses') return Promise.reject(new DOMException('no', 'NotAllowedError'));
    copied.push(text);
    return Promise.resolve();
  };
  const server = anApi({
    pivots: () => Promise.resolve(pivotQueries()),
    address: () => Promise.resolve(anAddress()),
    ...api,
  });
  render(
    <ApiProvider api={server}>
      <main>
        <h1>Transfer Watch</h1>
        <PivotProvider
          run={aRun()}
          onFilter={(change) => changes.push(change)}
          onAllow={() => undefined}
          ports={{ console, clipboard: clipboard === 'missing' ? undefined : { writeText } }}
        >
          <PivotTrigger target={source} />
          <PivotTrigger target={destination} />
          <PivotTrigger target={user} />
        </PivotProvider>
      </main>
    </ApiProvider>,
  );
  // After `render`: user-event puts a clipboard of its own in place, which nothing here uses.
  return { opened, copied, changes, keys: userEvent.setup() };
}

const trigger = (name = '10.1.2.3') => screen.getByRole('button', { name });
const menu = () => screen.getByRole('menu');
const noMenu = () => expect(screen.queryByRole('menu')).not.toBeInTheDocument();
const entry = (name: string | RegExp) => screen.getByRole('menuitem', { name });
const ready = async () =>
  waitFor(() =>
    expect(entry(/^Events of this source IP/)).not.toHaveAttribute('aria-disabled', 'true'),
  );
const focused = (name: string | RegExp) => waitFor(() => expect(entry(name)).toHaveFocus());

describe('the trigger', () => {
  test('is a button that says it has a menu', () => {
    show();
    expect(trigger()).toHaveAttribute('aria-haspopup', 'menu');
    expect(trigger()).toHaveAttribute('aria-expanded', 'false');
  });

  test.each(['{Enter}', ' '])('opens the menu with the key "%s"', async (key) => {
    const { keys } = show();
    trigger().focus();
    await keys.keyboard(key);
    await focused('Only this source IP');
    expect(trigger()).toHaveAttribute('aria-expanded', 'true');
  });

  test('opens the menu with a click, and closes it with another', async () => {
    const { keys } = show();
    await keys.click(trigger());
    expect(menu()).toHaveAccessibleName('Actions for source IP 10.1.2.3');
    await focused('Only this source IP');
    await keys.click(trigger());
    noMenu();
    expect(trigger()).toHaveFocus();
  });

  test('opens our menu instead of the browser’s on a right-click, the Menu key or Shift+F10', async () => {
    show();
    // All three reach the page as this event; false says that the browser's own menu is held back.
    expect(fireEvent.contextMenu(trigger())).toBe(false);
    expect(menu()).toBeInTheDocument();
    await ready();
  });

  test('leaves the browser’s menu alone everywhere else', () => {
    show();
    expect(fireEvent.contextMenu(screen.getByRole('heading'))).toBe(true);
    noMenu();
  });

  test('takes the one menu of the page over from another trigger', async () => {
    const { keys } = show();
    await keys.pointer({ keys: '[MouseRight]', target: trigger() });
    await keys.pointer({ keys: '[MouseRight]', target: trigger('203.0.113.9') });
    expect(screen.getAllByRole('menu')).toHaveLength(1);
    expect(menu()).toHaveAccessibleName('Actions for destination IP 203.0.113.9');
    await keys.keyboard('{Escape}');
    expect(trigger('203.0.113.9')).toHaveFocus();
  });

  test('keeps direction marks and markup of a user name to itself', () => {
    const value = '<img onerror=alert(1)>\u202egpj';
    render(
      <ApiProvider api={anApi({})}>
        <PivotProvider run={null} onFilter={() => undefined} onAllow={() => undefined}>
          <PivotTrigger target={{ ...user, value }} />
        </PivotProvider>
      </ApiProvider>,
    );
    expect(screen.getByRole('button')).toHaveTextContent(value);
    expect(screen.getByRole('button').querySelector('img')).toBeNull();
    expect(screen.getByRole('button').querySelector('bdi')).toHaveTextContent(value);
  });
});

describe('the place of the menu', () => {
  const box = {
    left: 100,
    top: 50,
    right: 180,
    bottom: 70,
    x: 100,
    y: 50,
    width: 80,
    height: 20,
    toJSON: () => '',
  };
  const at = (clientX: number, clientY: number) => {
    const currentTarget = document.createElement('button');
    currentTarget.getBoundingClientRect = () => box;
    return placeOf({ clientX, clientY, currentTarget });
  };

  test('is the pointer where that is on the trigger', () => {
    expect(at(120, 60)).toEqual({ x: 120, y: 60 });
  });

  test.each([
    [0, 0],
    [100, 50],
    [500, 60],
  ])('is the lower left corner for made-up coordinates %d, %d', (x, y) => {
    expect(at(x, y)).toEqual({ x: 100, y: 70 });
  });
});

describe('the menu by keyboard', () => {
  test('moves, wraps, skips what is disabled, and knows Home and End', async () => {
    const { keys } = show({ api: { address: () => new Promise<AddressContext>(() => undefined) } });
    trigger().focus();
    await keys.keyboard('{Enter}');
    await ready();
    await focused('Only this source IP');
    await keys.keyboard('{ArrowUp}');
    expect(entry('Copy AQL of these events')).toHaveFocus();
    await keys.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(entry(/^Events of this source IP/)).toHaveFocus();
    await keys.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    // Asset and offenses are still being asked for.
    expect(entry('Expected: allow it')).toHaveFocus();
    await keys.keyboard('{Home}');
    expect(entry('Only this source IP')).toHaveFocus();
    await keys.keyboard('{End}');
    expect(entry('Copy AQL of these events')).toHaveFocus();
  });

  test.each(['{Escape}', '{Tab}'])('closes with %s and gives focus back', async (key) => {
    const { keys } = show();
    trigger().focus();
    await keys.keyboard('{Enter}');
    await focused('Only this source IP');
    await keys.keyboard(key);
    noMenu();
    expect(trigger()).toHaveFocus();
  });

  test('runs the chosen item once, after focus has gone back', async () => {
    const { keys, changes } = show();
    trigger().focus();
    await keys.keyboard('{Enter}');
    await focused('Only this source IP');
    await keys.keyboard('{ArrowDown}{Enter}');
    expect(changes).toEqual([{ kind: 'exclude', field: 'source', value: '10.1.2.3' }]);
    noMenu();
    expect(trigger()).toHaveFocus();
  });

  test.each(['{Enter}', ' '])(
    'runs with the key "%s" what became known while it was open',
    async (key) => {
      let answer: (queries: PivotQueries) => void = () => undefined;
      const { keys, opened } = show({
        api: { pivots: () => new Promise((resolve) => (answer = resolve)) },
      });
      trigger().focus();
      await keys.keyboard('{Enter}');
      await focused('Only this source IP');
      act(() => answer(pivotQueries()));
      await ready();
      await keys.keyboard('{ArrowDown}{ArrowDown}');
      expect(entry('Events of this source IP in Log Activity')).toHaveFocus();
      await keys.keyboard(key);
      expect(opened).toEqual([['eventSearch', 'AQL source events']]);
      noMenu();
    },
  );

  test('chooses nothing by the key that opened it and is still held', async () => {
    const { keys, changes } = show();
    trigger().focus();
    await keys.keyboard('{Enter}');
    await focused('Only this source IP');
    fireEvent.keyDown(entry('Only this source IP'), { key: 'Enter', repeat: true });
    expect(changes).toEqual([]);
    expect(entry('Only this source IP')).toHaveFocus();
  });
});

describe('what the menu asks for', () => {
  test('is asked when it opens: the pair with its port and domain, and the address', async () => {
    const asked: unknown[] = [];
    const { keys } = show({
      api: {
        pivots: (run, subject) => {
          asked.push([run, subject]);
          return Promise.resolve(pivotQueries());
        },
        address: (address, domain) => {
          asked.push([address, domain]);
          return Promise.resolve(anAddress());
        },
      },
    });
    expect(asked).toEqual([]);
    await keys.click(trigger());
    await ready();
    expect(asked).toEqual([
      ['r1', { source: '10.1.2.3', destination: '203.0.113.9', ports: [21], domain: 0 }],
      ['10.1.2.3', 0],
    ]);
  });

  test('is shown disabled in place until it is known', async () => {
    let answer: (queries: PivotQueries) => void = () => undefined;
    const { keys, opened } = show({
      api: { pivots: () => new Promise((resolve) => (answer = resolve)) },
    });
    await keys.click(trigger());
    const before = screen.getAllByRole('menuitem').length;
    expect(entry('Events of this source IP in Log Activity: checking')).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await keys.click(entry('Events of this source IP in Log Activity: checking'));
    expect(opened).toEqual([]);
    act(() => answer(pivotQueries()));
    await ready();
    expect(screen.getAllByRole('menuitem')).toHaveLength(before);
    await keys.click(entry('Events of this source IP in Log Activity'));
    expect(opened).toEqual([['eventSearch', 'AQL source events']]);
  });

  test('is given up when the menu closes', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { keys } = show({
      api: {
        pivots: (_, __, signal) => {
          signals.push(signal);
          return new Promise(() => undefined);
        },
      },
    });
    await keys.click(trigger());
    await keys.keyboard('{Escape}');
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test('is named in the label when it failed', async () => {
    const { keys } = show({
      api: { pivots: () => Promise.reject(new ProblemError(aProblem())) },
    });
    await keys.click(trigger());
    expect(
      await screen.findByRole('menuitem', {
        name: 'Events of this source IP in Log Activity: not available (QRadar is busy)',
      }),
    ).toHaveAttribute('aria-disabled', 'true');
  });

  test('does not include an address for a user', async () => {
    const { keys } = show({
      api: { address: () => Promise.reject(new Error('must not be asked')) },
    });
    await keys.click(trigger('backup'));
    expect(menu()).toHaveAccessibleName('Actions for user backup');
    expect(screen.queryByRole('menuitem', { name: /Asset|Offenses/ })).not.toBeInTheDocument();
  });
});

describe('choosing', () => {
  const choose = async (name: string | RegExp, options: Options = {}, from = '10.1.2.3') => {
    const page = show(options);
    await page.keys.click(trigger(from));
    const item = await screen.findByRole('menuitem', { name });
    await waitFor(() => expect(item).not.toHaveAttribute('aria-disabled', 'true'));
    await page.keys.click(item);
    return page;
  };

  test.each([
    ['Events from 10.1.2.3 to 203.0.113.9 in Log Activity', ['eventSearch', 'AQL pair events']],
    ['Flows from 10.1.2.3 to 203.0.113.9 in Network Activity', ['flowSearch', 'AQL pair flows']],
    [
      /^Asset of this IP/,
      ['asset', { kind: 'asset', assetId: 42, address: '10.1.2.3', domainId: 0 }],
    ],
  ])('%s opens its console page', async (name, call) => {
    const { opened } = await choose(name);
    expect(opened).toEqual([call]);
  });

  test('a copy confirms it in a live region that was there before', async () => {
    const { copied, keys } = show();
    const region = document.querySelector('[aria-live=polite]');
    expect(region).toBeEmptyDOMElement();
    await keys.click(trigger());
    await keys.click(entry('Copy IP address'));
    expect(await screen.findByText('IP address copied')).toBeInTheDocument();
    expect(region).toHaveTextContent('IP address copied');
    expect(copied).toEqual(['10.1.2.3']);
    await keys.click(screen.getByRole('button', { name: 'Close this message' }));
    expect(region).toBeEmptyDOMElement();
  });

  test.each(['refuses', 'missing'] as const)(
    'a copy with a clipboard that is %s shows the text selected, and gives focus back',
    async (clipboard) => {
      const { keys } = await choose('Copy IP address', { clipboard });
      const text = await screen.findByRole('textbox', { name: 'Text to copy' });
      await waitFor(() => expect(text).toHaveFocus());
      expect(text).toHaveValue('10.1.2.3');
      const { selectionStart, selectionEnd } = text as HTMLTextAreaElement;
      expect([selectionStart, selectionEnd]).toEqual([0, '10.1.2.3'.length]);
      expect(await axeViolations()).toEqual([]);
      await keys.keyboard('{Escape}');
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
      expect(trigger()).toHaveFocus();
    },
  );

  test('one offense opens it', async () => {
    const address = () => Promise.resolve(anAddress({ offenses: [anOffense(17)] }));
    const { opened } = await choose('Offenses of this source IP (1)', { api: { address } });
    expect(opened).toEqual([['offense', 17]]);
  });

  test('several offenses lists them, each with a button', async () => {
    const { opened, keys } = await choose('Offenses of this source IP (2)');
    const dialog = await screen.findByRole('dialog', { name: '2 offenses of 10.1.2.3' });
    expect(opened).toEqual([]);
    expect(within(dialog).getAllByRole('row')).toHaveLength(3);
    await waitFor(() =>
      expect(within(dialog).getAllByRole('button', { name: /^Open/ })[0]).toHaveFocus(),
    );
    expect(await axeViolations()).toEqual([]);
    await keys.click(within(dialog).getByRole('button', { name: 'Open offense 18' }));
    expect(opened).toEqual([['offense', 18]]);
  });

  test('a page whose window the browser blocked says what to do', async () => {
    await choose(/^Asset of this IP/, { result: 'blocked' });
    expect(await screen.findByText('The browser blocked the window')).toBeInTheDocument();
  });
});

test('page and open menu are clean for axe, and the menu lies in the main landmark', async () => {
  const { keys } = show();
  expect(await axeViolations()).toEqual([]);
  await keys.click(trigger());
  await ready();
  expect(screen.getByRole('main')).toContainElement(menu());
  expect(await axeViolations()).toEqual([]);
});
