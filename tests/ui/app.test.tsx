import { act, configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CoverageSummary } from '../../contract/coverage.ts';
import type { Problem } from '../../contract/problem.ts';
import type { SettingsNotice } from '../../contract/session.ts';
import { ProblemError, type Api } from '../../ui/api/api.ts';
import { ApiProvider } from '../../ui/api/ApiContext.tsx';
import { App } from '../../ui/App.tsx';
import { askedTheme } from '../../ui/platform/theme.ts';
import { goTo } from '../../ui/shared/page-address.ts';
import { axeViolations } from '../support/axe.ts';
import { aRunningRun, ScriptedServer } from '../support/scripted-server.ts';
import { aProblem, aSession, someProposals, someSettings } from '../support/ui-records.ts';
import { render } from '../support/render.tsx';

// A page is loaded when it is first opened, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

beforeEach(() => window.sessionStorage.clear());

function open(methods: Partial<Api> = {}, search = '') {
  window.history.replaceState(null, '', `/index${search}`);
  const server = new ScriptedServer(methods);
  render(
    <ApiProvider api={server.api}>
      <App consoleTheme={askedTheme(search, () => window.sessionStorage)} />
    </ApiProvider>,
  );
  return server;
}

const findings = () => screen.getByRole('link', { name: 'Findings' });
const tuning = () => screen.getByRole('link', { name: 'Tuning' });

describe('the header', () => {
  const coverage = () => screen.findByRole('link', { name: /^Coverage/ });
  const counts = { ok: 9, weak: 3, missing: 2, 'cannot-know': 1 };
  const check = {
    ...{ id: 'c1', window: { startMs: 0, stopMs: 1 }, startedMs: 1, finishedMs: 2 },
    ...{ overall: 'missing' as const, counts },
  };
  const failed = { ...check, id: 'c2', startedMs: 3, overall: null, counts: null };
  const checks = (...all: readonly CoverageSummary[]) => ({
    coverages: () => Promise.resolve({ checks: [...all] }),
  });

  it('says what the last check with a result came to', async () => {
    open(checks(failed, check));
    expect(await screen.findByText('2 missing')).toBeVisible();
    expect(await coverage()).toHaveAccessibleName('Coverage 2 missing');
    expect(await axeViolations()).toEqual([]);
  });

  it.each([
    ['none was made', checks()],
    ['that is not known', { coverages: () => Promise.reject(new ProblemError(aProblem())) }],
  ])('says nothing where %s', async (_, methods) => {
    open(methods);
    await screen.findByRole('heading', { name: 'No detection has run yet' });
    expect(await coverage()).toHaveAccessibleName('Coverage');
  });
});

const refusing = (problem: Problem) => ({
  session: () => Promise.reject(new ProblemError(problem)),
});

it('asks who is there before it shows the page', async () => {
  open();
  expect(screen.getByText('Loading')).toHaveAttribute('role', 'status');
  expect(await screen.findByRole('heading', { name: 'No detection has run yet' })).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

it('tells whoever is not signed in, and offers no retry', async () => {
  open(refusing(aProblem({ code: 'not-signed-in', status: 401, retryable: false })));
  expect(await screen.findByText('You are not signed in to the console')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  expect(await axeViolations()).toEqual([]);
});

it('tells whoever may not search which permission is missing', async () => {
  open({ session: () => Promise.resolve(aSession({ user: 'intern', canSearch: false })) });
  expect(await screen.findByRole('heading', { name: 'You may not search events' })).toBeVisible();
  expect(screen.getByText(/role of intern lacks the permission “Log Activity”/)).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

it('can ask again where the console did not answer', async () => {
  let attempts = 0;
  open({
    session: () => {
      attempts += 1;
      return attempts === 1
        ? Promise.reject(new ProblemError(aProblem({ code: 'console-unreachable' })))
        : Promise.resolve(aSession());
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('heading', { name: 'No detection has run yet' })).toBeVisible();
});

it.each([
  ['?ui=new&theme=dark', 'g100'],
  ['?ui=new&theme=light', 'g10'],
  ['', 'g10'],
])('opened with "%s" wears %s', async (search, theme) => {
  open({}, search);
  await screen.findByRole('heading', { name: 'No detection has run yet' });
  expect(document.documentElement.dataset['carbonTheme']).toBe(theme);
});

it('starts with the profile of the settings', async () => {
  const server = open();
  await screen.findByRole('heading', { name: 'No detection has run yet' });
  expect(screen.getByLabelText('Profile')).toHaveValue('corrected');
  await userEvent.click(screen.getByRole('button', { name: 'Run detection' }));
  expect(server.requests.map((request) => request.profile)).toEqual(['corrected']);
});

it('says that the stored settings could not be read, until they are saved', async () => {
  let notice: SettingsNotice | null = 'settings-invalid';
  open({
    settings: () => Promise.resolve({ settings: someSettings(), notice, version: '\"1\"' }),
    saveSettings: (settings) => {
      notice = null;
      return Promise.resolve({ settings, version: '"2"' });
    },
    proposals: () => Promise.resolve(someProposals()),
  });
  const title = 'The stored settings could not be read';
  expect(await screen.findByText(title)).toBeVisible();
  expect(screen.getByText(/Open “Tuning”, check the settings and save/)).toBeVisible();
  expect(screen.getByRole('heading', { name: 'No detection has run yet' })).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  await userEvent.click(tuning());
  await userEvent.click(await screen.findByRole('link', { name: 'Settings' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
  await screen.findByText('Saved. It holds from now on.');
  await userEvent.click(findings());
  await waitFor(() => expect(screen.queryByText(title)).toBeNull());
});

it('tells whoever may not change the settings whom to ask', async () => {
  open({
    session: () => Promise.resolve(aSession({ canAdminister: false })),
    settings: () =>
      Promise.resolve({ settings: someSettings(), notice: 'settings-invalid', version: '\"1\"' }),
  });
  expect(await screen.findByText(/Tell an administrator/)).toBeVisible();
});

describe('pages', () => {
  const neverRun = () => screen.findByRole('heading', { name: 'No detection has run yet' });
  const settings = () => screen.findByRole('heading', { name: 'Settings', level: 2 });
  const allowlist = () => screen.findByRole('heading', { name: 'Allowlist', level: 2 });
  const isInSight = (element: HTMLElement) => element.closest('[inert]') === null;

  it.each([
    ['', neverRun, 'Findings'],
    ['?page=tuning&theme=dark', allowlist, 'Tuning'],
    ['?page=tuning.settings&theme=dark', settings, 'Tuning'],
    ['?page=none', neverRun, 'Findings'],
    ['?page=constructor', neverRun, 'Findings'],
  ])('opened with “%s”, shows one and marks its link', async (search, shown, name) => {
    open({}, search);
    expect(await shown()).toBeVisible();
    const pages = within(screen.getByRole('navigation', { name: 'Pages' }));
    expect(pages.getByRole('link', { current: 'page' })).toHaveTextContent(name);
    expect(document.title).toBe(`${name} – Transfer Watch`);
    expect(await axeViolations()).toEqual([]);
  });

  it('have addresses that keep the view of the findings, for a reload and for Back and Forward', async () => {
    open({}, '?ui=new&theme=dark&q=ftp&risk=HIGH');
    await neverRun();
    await userEvent.click(tuning());
    await allowlist();
    const parameters = () => Object.fromEntries(new URLSearchParams(window.location.search));
    const view = { ui: 'new', theme: 'dark', v: '1', q: 'ftp', risk: 'HIGH' };
    expect(parameters()).toEqual({ ...view, page: 'tuning' });
    window.history.back();
    await waitFor(() => expect(findings()).toHaveAttribute('aria-current', 'page'));
    expect(parameters()).toEqual(view);
    window.history.forward();
    await waitFor(() => expect(tuning()).toHaveAttribute('aria-current', 'page'));
    expect(await allowlist()).toBeVisible();
  });

  it('have links for a browser tab of their own, in the theme of this one', async () => {
    open({}, '?ui=new&theme=dark&q=ftp');
    await neverRun();
    expect(tuning()).toHaveAttribute('href', '?ui=new&theme=dark&page=tuning');
    const left: boolean[] = [];
    const onClick = (event: Event) => {
      left.push(!event.defaultPrevented);
      event.preventDefault();
    };
    document.addEventListener('click', onClick);
    const keys = userEvent.setup();
    await keys.keyboard('{Control>}');
    await keys.click(tuning());
    document.removeEventListener('click', onClick);
    expect(left).toEqual([true]);
    expect(findings()).toHaveAttribute('aria-current', 'page');
  });

  it('leave the findings as they are, running, and ask for no second run', async () => {
    const server = open().willCreate({ run: aRunningRun() });
    await neverRun();
    await userEvent.click(screen.getByRole('button', { name: 'Run detection' }));
    const progress = await screen.findByRole('progressbar');
    await userEvent.type(screen.getByLabelText('Profile'), '{arrowdown}');
    await userEvent.click(tuning());
    await allowlist();
    expect(isInSight(progress)).toBe(false);
    await userEvent.click(findings());
    expect(isInSight(progress)).toBe(true);
    expect(screen.queryByRole('heading', { name: 'Allowlist' })).toBeNull();
    expect(server.requests).toHaveLength(1);
  });

  it('that were not opened do nothing: tuning alone starts no detection', async () => {
    const server = open({}, '?page=tuning&address=192.0.2.1');
    await allowlist();
    expect(server.requests).toEqual([]);
    await userEvent.click(findings());
    await waitFor(() => expect(server.requests).toHaveLength(1));
  });

  it('give the focus back that was lost with the page that is left', async () => {
    open();
    await neverRun();
    const profile = screen.getByLabelText('Profile');
    act(() => profile.focus());
    window.history.pushState(null, '', '/index?page=tuning.settings');
    act(() => void window.dispatchEvent(new PopStateEvent('popstate')));
    const link = await screen.findByRole('link', { name: /^Open the configuration page/ });
    act(() => link.focus());
    window.history.back();
    await waitFor(() => expect(profile).toHaveFocus());
  });

  describe('with changes that are not saved', () => {
    async function change() {
      open({ proposals: () => Promise.resolve(someProposals()) });
      await neverRun();
      act(() => goTo('tuning', { part: 'settings', item: '' }));
      await userEvent.click(await screen.findByRole('checkbox', { name: 'Ask flows too' }));
    }
    const dialog = async () => within(await screen.findByRole('dialog'));

    it('are left by a link only when they may be lost', async () => {
      await change();
      await userEvent.click(findings());
      await userEvent.click((await dialog()).getByRole('button', { name: 'Keep editing' }));
      expect(tuning()).toHaveAttribute('aria-current', 'page');
      expect(findings()).toHaveFocus();
      await userEvent.click(findings());
      await userEvent.click((await dialog()).getByRole('button', { name: 'Discard changes' }));
      expect(findings()).toHaveAttribute('aria-current', 'page');
      act(() => goTo('tuning', { part: 'settings', item: '' }));
      expect(await screen.findByRole('checkbox', { name: 'Ask flows too' })).toBeChecked();
    });

    it('are left by Back only when they may be lost', async () => {
      await change();
      window.history.back();
      await userEvent.click((await dialog()).getByRole('button', { name: 'Keep editing' }));
      expect(tuning()).toHaveAttribute('aria-current', 'page');
      expect(window.location.search).toContain('page=tuning.settings');
      expect(screen.getByRole('checkbox', { name: 'Ask flows too' })).not.toBeChecked();
      window.history.back();
      await userEvent.click((await dialog()).getByRole('button', { name: 'Discard changes' }));
      await waitFor(() => expect(findings()).toHaveAttribute('aria-current', 'page'));
      expect(window.location.search).not.toContain('page');
    });
  });
});
