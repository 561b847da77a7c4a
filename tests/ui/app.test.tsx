import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Problem } from '../../contract/problem.ts';
import type { SettingsNotice } from '../../contract/session.ts';
import { ProblemError, type Api } from '../../ui/api/api.ts';
import { ApiProvider } from '../../ui/api/ApiContext.tsx';
import { App } from '../../ui/App.tsx';
import { askedTheme } from '../../ui/platform/theme.ts';
import { axeViolations } from '../support/axe.ts';
import { ScriptedServer } from '../support/scripted-server.ts';
import { aProblem, aSession, someSettings } from '../support/ui-records.ts';
import { render } from '../support/render.tsx';

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
  expect(screen.queryByRole('button', { name: 'Settings' })).toBeNull();
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
    proposals: () => Promise.resolve({ numericProperties: [], ownPublicBlocks: [] }),
  });
  const title = 'The stored settings could not be read';
  expect(await screen.findByText(title)).toBeVisible();
  expect(screen.getByText(/Open the settings, check them and save/)).toBeVisible();
  expect(screen.getByRole('heading', { name: 'No detection has run yet' })).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Settings' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
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

it('opens and closes the settings without losing the page', async () => {
  open();
  const button = await screen.findByRole('button', { name: 'Settings' });
  await userEvent.click(button);
  await screen.findByRole('dialog');
  await userEvent.keyboard('{Escape}');
  await act(() => Promise.resolve());
  expect(screen.getByRole('heading', { name: 'No detection has run yet' })).toBeVisible();
  expect(button).toHaveAttribute('aria-expanded', 'false');
});
