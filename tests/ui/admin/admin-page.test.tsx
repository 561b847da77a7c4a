import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AuditEntry } from '../../../contract/audit.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { Settings } from '../../../contract/session.ts';
import { AdminPage } from '../../../ui/admin/AdminPage.tsx';
import { settingName, valueText } from '../../../ui/settings/audit-text.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { axeViolations } from '../../support/axe.ts';
import { anApi, aProblem, aSession, someProposals } from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';
import { english } from '../../support/words.ts';

// The form is large, and the first drawing of it is slow: a second is not enough on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 1,
  atMs: Date.UTC(2026, 0, 2),
  user: 'alice',
  setting: 'thresholds.connections',
  before: '3',
  after: '1000',
  ...changes,
});

function show(methods: Partial<Api> = {}) {
  const saved: Settings[] = [];
  const api = anApi({
    session: () => Promise.resolve(aSession()),
    settings: () => Promise.resolve({ settings: defaultSettings, notice: null, version: '\"1\"' }),
    proposals: () => Promise.resolve(someProposals()),
    audit: () => Promise.resolve({ entries: [entry()], more: false }),
    saveSettings: (settings) => {
      saved.push(settings);
      return Promise.resolve({ settings, version: '"2"' });
    },
    ...methods,
  });
  render(
    <ApiProvider api={api}>
      <AdminPage consoleTheme={null} />
    </ApiProvider>,
  );
  return { saved, keys: userEvent.setup() };
}

test('an administrator sets a threshold and a port pack, and sees the change in the list', async () => {
  let audits = 0;
  const { saved, keys } = show({
    audit: () => {
      audits += 1;
      return Promise.resolve({ entries: audits > 1 ? [entry()] : [], more: false });
    },
  });
  expect(await screen.findByText('Nobody has changed a setting yet.')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  const field = screen.getByLabelText('Connections');
  await keys.clear(field);
  await keys.type(field, '1000');
  await keys.click(screen.getByRole('checkbox', { name: /FTPS data.+Rare and safe to add/ }));
  await keys.click(screen.getByRole('button', { name: 'Save' }));
  expect(saved).toEqual([
    {
      ...defaultSettings,
      thresholds: { ...defaultSettings.thresholds, connections: 1000 },
      portPacks: ['ftps-data'],
    },
  ]);
  expect(await screen.findByText('Saved. It holds from now on.')).toBeVisible();
  const row = (await screen.findAllByRole('row')).at(-1);
  expect(row).toHaveTextContent(/alice.*Connections.*3.*1,000/);
});

test('what cannot be saved is said, and what was typed stays', async () => {
  const problem = aProblem({ code: 'settings-not-saved', retryable: true });
  const { keys } = show({ saveSettings: () => Promise.reject(new ProblemError(problem)) });
  const field = await screen.findByLabelText('Connections');
  await keys.clear(field);
  await keys.click(screen.getByRole('button', { name: 'Save' }));
  await keys.click(
    within(screen.getByRole('group', { name: /^1 field needs/ })).getByRole('link', {
      name: 'Connections',
    }),
  );
  expect(field).toHaveFocus();
  await keys.type(field, '7');
  await keys.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/could not be saved/)).toBeVisible();
  expect(field).toHaveValue(7);
  expect(screen.queryByText('Saved. It holds from now on.')).toBeNull();
});

test('older changes are fetched when asked for', async () => {
  const { keys } = show({
    audit: (before) =>
      Promise.resolve(
        before === null
          ? { entries: [entry({ id: 9 })], more: true }
          : { entries: [entry({ id: 8, user: `older than ${before}` })], more: false },
      ),
  });
  await keys.click(await screen.findByRole('button', { name: 'Show older changes' }));
  const table = within(screen.getByRole('table'));
  expect(await table.findByText('older than 9')).toBeVisible();
  expect(table.getByText('alice')).toBeVisible();
});

test('who is no administrator reads why there is nothing to set, and no change is asked for', async () => {
  show({ session: () => Promise.resolve(aSession({ canAdminister: false })) });
  expect(await screen.findByText('Only an administrator can change these')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  expect(await axeViolations()).toEqual([]);
});

test('settings that cannot be read say why, with a way to ask again', async () => {
  show({ settings: () => Promise.reject(new ProblemError(aProblem({ code: 'store-newer' }))) });
  expect(await screen.findByText(/newer version of the app/)).toBeVisible();
});

test.each([
  ['thresholds.highBytes', '10485760', 'Bytes sent for High', '10,485,760'],
  [
    'properties.sent',
    '["Bytes Sent","BytesSent"]',
    'Properties of bytes sent',
    'Bytes Sent, BytesSent',
  ],
  ['ownPublicBlocks', '[]', 'Own public blocks', 'none'],
  ['rehearsal', 'null', 'Address let through for a rehearsal', 'none'],
  [
    'guides.investigation.en',
    '1200',
    'Investigation guide, English',
    'own text of 1,200 characters',
  ],
  ['guides.response.de', 'null', 'Response playbook, German', 'as the app has it'],
  ['guides.unknown.de', '"x"', 'guides.unknown.de', 'x'],
  ['profile', '"source"', 'Default profile', 'Source query'],
  ['portPacks', '["ssh"]', 'Further ports', 'SSH: 22/tcp, with SFTP and SCP'],
  ['flows', 'false', 'Ask flows too', 'off'],
  ['stitching', 'true', 'Rate data channels of FTP and TFTP', 'on'],
  ['hostSignals', 'false', 'Look for signals of hosts', 'off'],
  ['logLevel', '"debug"', 'Log level', 'Requests and every call to the console'],
  ['of.another.version', '{"a":1}', 'of.another.version', '{"a":1}'],
  ['profile', 'no json', 'Default profile', 'no json'],
])('a change of %s to %s reads as %s: %s', (setting, value, name, text) => {
  const words = { ...english, ...english.settings };
  expect([settingName(setting, words), valueText(setting, value, words)]).toEqual([name, text]);
});

test('the list of changes says which address a rehearsal let through, until when', () => {
  const value = JSON.stringify({ address: '203.0.113.9', endsMs: 1_767_600_000_000 });
  const until = english.format.time(1_767_600_000_000);
  expect(valueText('rehearsal', value, { ...english, ...english.settings })).toBe(
    `203.0.113.9, until ${until}`,
  );
});
