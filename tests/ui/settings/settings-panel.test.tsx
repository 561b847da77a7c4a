import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { Session, Settings } from '../../../contract/session.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { SettingsPanel } from '../../../ui/settings/SettingsPanel.tsx';
import { axeViolations } from '../../support/axe.ts';
import { anApi, aProblem, aSession, someSettings } from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

const proposals = {
  numericProperties: ['Bytes Sent', 'Bytes Out', 'Packets Out'],
  ownPublicBlocks: [
    { cidr: '198.51.100.0/24', name: 'Head office' },
    { cidr: '2001:db8::/32', name: 'Data centre' },
  ],
};

function show(api: Partial<Api> = {}, session: Session = aSession()) {
  const saved: Settings[] = [];
  const calls: string[] = [];
  const server = anApi({
    settings: () => Promise.resolve({ settings: someSettings(), notice: null, version: '\"1\"' }),
    proposals: () => Promise.resolve(proposals),
    saveSettings: (settings) => {
      saved.push(settings);
      return Promise.resolve({ settings, version: '"2"' });
    },
    ...api,
  });
  render(
    <ApiProvider api={server}>
      <main>
        <h1>Transfer Watch</h1>
        <SettingsPanel
          session={session}
          onClose={() => calls.push('close')}
          onSaved={(settings) => calls.push(`saved ${settings.maxRows}`)}
        />
      </main>
    </ApiProvider>,
  );
  return { saved, calls, keys: userEvent.setup() };
}

const field = (name: string | RegExp) => screen.findByRole('textbox', { name });
const number = (name: string | RegExp) => screen.findByRole('spinbutton', { name });
const save = () => screen.getByRole('button', { name: 'Save' });

test('every setting has a label, a meaning and its default', async () => {
  show();
  expect(await field('Properties of bytes sent')).toHaveValue('Bytes Sent\nBytesSent');
  expect(await field('Own public blocks')).toHaveAccessibleDescription(
    /stay inside and are no findings.+Default: none\./,
  );
  expect(await number('Reuse of results, in minutes')).toHaveAccessibleDescription(
    /A whole number from 0 to 1,440\. Default: 5\./,
  );
  expect(screen.getByRole('combobox', { name: 'Default profile' })).toHaveValue('corrected');
});

test('begins with the focus above the form, not on “Save”', async () => {
  show();
  await field('Own public blocks');
  await waitFor(() => expect(screen.getByText(/^These hold for everybody/)).toHaveFocus());
});

test('saves what was typed and closes', async () => {
  const { keys, saved, calls } = show();
  const rows = await number(/Most result rows/);
  await keys.clear(rows);
  await keys.type(rows, '5000');
  await keys.selectOptions(screen.getByRole('combobox', { name: 'Default profile' }), 'source');
  await keys.click(save());
  expect(saved).toEqual([someSettings({ profile: 'source', maxRows: 5000 })]);
  await waitFor(() => expect(calls).toEqual(['saved 5000', 'close']));
});

test('a mistake is explained at its field and cannot be saved', async () => {
  const { keys } = show();
  const findings = await number(/Most findings/);
  await keys.clear(findings);
  await keys.type(findings, '7');
  expect(findings).toBeInvalid();
  expect(screen.getByText('Enter a whole number from 100 to 50,000.')).toBeInTheDocument();
  expect(screen.getByText(/^1 field needs correction/)).toBeInTheDocument();
  expect(save()).toBeDisabled();
  expect(await axeViolations()).toEqual([]);
});

test('a failed save says why, takes the focus there and loses no input', async () => {
  let fails = true;
  const { keys, calls } = show({
    saveSettings: (settings) =>
      fails
        ? Promise.reject(
            new ProblemError(aProblem({ code: 'settings-not-saved', retryable: false })),
          )
        : Promise.resolve({ settings, version: '"2"' }),
  });
  const rows = await number(/Most result rows/);
  await keys.clear(rows);
  await keys.type(rows, '5000');
  await keys.click(save());
  expect(await screen.findByText('The settings could not be saved')).toBeInTheDocument();
  await waitFor(() =>
    expect(
      screen.getByText('The settings could not be saved').closest('[role=alert]'),
    ).toHaveFocus(),
  );
  expect(rows).toHaveValue(5000);
  expect(calls).toEqual([]);
  expect(await axeViolations()).toEqual([]);
  fails = false;
  await keys.click(save());
  await waitFor(() => expect(calls).toEqual(['saved 5000', 'close']));
});

describe('where somebody else has saved meanwhile', () => {
  const changed = () => Promise.reject(new ProblemError(aProblem({ code: 'settings-changed' })));
  /** Theirs: other rows, other findings, no flows. What is typed here: rows and reuse. */
  async function conflict() {
    const theirs = someSettings({ maxRows: 2000, maxFindings: 300, flows: false });
    const versions: string[] = [];
    const stored = [
      { settings: someSettings(), notice: null, version: '"1"' },
      { settings: theirs, notice: null, version: '"2"' },
    ];
    const saved: Settings[] = [];
    const shown = show({
      settings: () => {
        const [next = { settings: theirs, notice: null, version: '"2"' }] = stored.splice(0, 1);
        return Promise.resolve(next);
      },
      saveSettings: (settings, { version }) => {
        versions.push(version);
        if (version !== '"2"') return changed();
        saved.push(settings);
        return Promise.resolve({ settings, version: '"3"' });
      },
    });
    const { keys } = shown;
    for (const [name, value] of [
      [/Most result rows/, '5000'],
      [/Reuse of results/, '7'],
    ] as const) {
      const input = await number(name);
      await keys.clear(input);
      await keys.type(input, value);
    }
    await keys.click(save());
    await screen.findByText('Somebody else has saved the settings meanwhile');
    return { ...shown, saved, versions };
  }
  const group = (name: string) => within(screen.getByRole('group', { name }));

  test('what differs is shown, what was typed stays, and the rest is theirs', async () => {
    const { keys, saved, versions, calls } = await conflict();
    expect(
      await screen.findByRole('heading', {
        name: '4 settings differ from what somebody else has saved',
      }),
    ).toBeVisible();
    const rows = group('Most result rows of a run');
    expect(rows.getByRole('radio', { name: 'Set here: 5,000' })).toBeChecked();
    expect(rows.getByRole('radio', { name: 'Saved by somebody else: 2,000' })).not.toBeChecked();
    expect(
      group('Most findings of a run').getByRole('radio', { name: 'Saved by somebody else: 300' }),
    ).toBeChecked();
    expect(
      group('Ask flows too').getByRole('radio', { name: 'Saved by somebody else: off' }),
    ).toBeChecked();
    expect(await number(/Most result rows/)).toHaveValue(5000);
    expect(await axeViolations()).toEqual([]);
    await keys.click(save());
    await waitFor(() => expect(calls).toEqual(['saved 5000', 'close']));
    expect(versions).toEqual(['"1"', '"2"']);
    expect(saved).toEqual([
      someSettings({ maxRows: 5000, reuseMinutes: 7, maxFindings: 300, flows: false }),
    ]);
  });

  test('each is taken from them or from here, as often as one likes', async () => {
    const { keys, saved } = await conflict();
    const rows = group('Most result rows of a run');
    await keys.click(rows.getByRole('radio', { name: /^Saved by somebody else/ }));
    expect(await number(/Most result rows/)).toHaveValue(2000);
    await keys.click(group('Ask flows too').getByRole('radio', { name: 'Set here: on' }));
    expect(screen.getByRole('checkbox', { name: 'Ask flows too' })).toBeChecked();
    await keys.click(rows.getByRole('radio', { name: /^Set here/ }));
    await keys.click(rows.getByRole('radio', { name: /^Saved by somebody else/ }));
    await keys.click(save());
    await waitFor(() =>
      expect(saved).toEqual([someSettings({ maxRows: 2000, reuseMinutes: 7, maxFindings: 300 })]),
    );
  });

  test('and theirs cannot be read, it says why, and nothing typed is lost', async () => {
    let isFirst = true;
    const { keys } = show({
      settings: () => {
        if (!isFirst) return Promise.reject(new ProblemError(aProblem()));
        isFirst = false;
        return Promise.resolve({ settings: someSettings(), notice: null, version: '"1"' });
      },
      saveSettings: changed,
    });
    const rows = await number(/Most result rows/);
    await keys.clear(rows);
    await keys.type(rows, '5000');
    await keys.click(save());
    expect(await screen.findByText('QRadar is busy')).toBeInTheDocument();
    expect(rows).toHaveValue(5000);
  });
});

describe('own public blocks', () => {
  test.each(['0.0.0.0/0', '::/0', '8.0.0.0/7', '2000::/15'])(
    'that hide most of the Internet are a mistake: %s',
    async (block) => {
      const { keys } = show();
      const blocks = await field('Own public blocks');
      await keys.clear(blocks);
      await keys.type(blocks, block);
      expect(screen.getByText(/^Block 1 is wider than anybody’s own: at least \/8/)).toBeVisible();
      expect(save()).toBeDisabled();
    },
  );

  test('that hide much of what is seen are saved only when that is confirmed', async () => {
    const { keys, calls } = show({
      saveSettings: (settings, { isConfirmed }) =>
        isConfirmed
          ? Promise.resolve({ settings, version: '"2"' })
          : Promise.reject(
              new ProblemError(aProblem({ code: 'own-blocks-hide-much', retryable: false })),
            ),
    });
    await field('Own public blocks');
    await keys.click(save());
    expect(await screen.findByText(/would hide much of what is seen/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    expect(calls).toEqual([]);
    await keys.click(screen.getByRole('button', { name: 'Save anyway' }));
    await waitFor(() => expect(calls).toHaveLength(2));
  });
});

test('a field goes back to its default alone', async () => {
  const { keys, saved } = show();
  const reset = await screen.findByRole('button', {
    name: 'Reset to default: Own public blocks',
  });
  await keys.click(reset);
  expect(await field('Own public blocks')).toHaveValue('');
  expect(reset).toBeDisabled();
  await keys.click(save());
  expect(saved).toEqual([someSettings({ ownPublicBlocks: defaultSettings.ownPublicBlocks })]);
});

describe('proposals', () => {
  test('of properties are those the list has not, fitting its kind', async () => {
    const { keys } = show();
    const sent = await field('Properties of bytes sent');
    const [add] = await screen.findAllByRole('button', { name: 'Add Bytes Out' });
    expect(add).toBeDefined();
    if (add) await keys.click(add);
    expect(sent).toHaveValue('Bytes Sent\nBytesSent\nBytes Out');
    // Three lists of bytes, of which one has it now; two lists of packets.
    expect(screen.getAllByRole('button', { name: 'Add Bytes Out' })).toHaveLength(2);
    expect(screen.getAllByRole('button', { name: 'Add Packets Out' })).toHaveLength(2);
  });

  test('of blocks are adopted and given back one by one', async () => {
    const { keys } = show();
    const office = await screen.findByRole('checkbox', { name: '198.51.100.0/24 (Head office)' });
    const centre = screen.getByRole('checkbox', { name: '2001:db8::/32 (Data centre)' });
    expect(office).toBeChecked();
    expect(centre).not.toBeChecked();
    await keys.click(centre);
    expect(await field('Own public blocks')).toHaveValue('198.51.100.0/24\n2001:db8::/32');
    await keys.click(office);
    expect(await field('Own public blocks')).toHaveValue('2001:db8::/32');
  });

  test('that may not be read or failed leave the settings usable', async () => {
    show({
      proposals: () => Promise.resolve({ numericProperties: [], ownPublicBlocks: null }),
    });
    expect(await screen.findByText(/may not read the network hierarchy/)).toBeInTheDocument();
    expect(save()).toBeEnabled();
  });

  test('that failed say why', async () => {
    show({ proposals: () => Promise.reject(new ProblemError(aProblem())) });
    expect(await screen.findByText('No proposals: QRadar is busy.')).toBeInTheDocument();
    expect(save()).toBeEnabled();
  });
});

test('who is no administrator reads the settings and why they cannot be changed', async () => {
  show({}, aSession({ canAdminister: false, user: 'analyst' }));
  expect(await screen.findByText('Only an administrator can change these')).toBeInTheDocument();
  expect(screen.getByText(/role of analyst lacks/)).toBeInTheDocument();
  expect(await field('Properties of bytes sent')).toHaveAttribute('readonly');
  expect(await number(/Most findings/)).toHaveAttribute('readonly');
  expect(screen.getByRole('combobox', { name: 'Default profile' })).toBeDisabled();
  for (const name of ['Save', /^Reset/, /^Add/])
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
  expect(await axeViolations()).toEqual([]);
});

describe('where the stored settings could not be read', () => {
  const fallback = {
    settings: () =>
      Promise.resolve({
        settings: defaultSettings,
        notice: 'settings-invalid' as const,
        version: '\"1\"',
      }),
  };

  test('an administrator reads that the defaults hold and that saving takes their place', async () => {
    const { keys, saved } = show(fallback);
    expect(await screen.findByText('The stored settings could not be read')).toBeInTheDocument();
    expect(screen.getByText(/The defaults are in force.+what you save takes/)).toBeInTheDocument();
    expect(await axeViolations()).toEqual([]);
    await keys.click(save());
    expect(saved).toEqual([defaultSettings]);
  });

  test('a store that cannot be written is told from one that cannot be read', async () => {
    show({
      settings: () =>
        Promise.resolve({ settings: someSettings(), notice: 'store-read-only', version: '\"1\"' }),
    });
    expect(await screen.findByText('The app’s storage cannot be written')).toBeInTheDocument();
    expect(screen.queryByText('The stored settings could not be read')).toBeNull();
  });

  test('anybody else reads whom to tell', async () => {
    show(fallback, aSession({ canAdminister: false }));
    expect(await screen.findByText(/Tell an administrator/)).toBeInTheDocument();
  });
});

test('settings that cannot be read say why, with a way to ask again', async () => {
  let fails = true;
  const { keys } = show({
    settings: () =>
      fails
        ? Promise.reject(new ProblemError(aProblem()))
        : Promise.resolve({ settings: someSettings(), notice: null, version: '\"1\"' }),
  });
  expect(await screen.findByText('QRadar is busy')).toBeInTheDocument();
  fails = false;
  await keys.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await field('Properties of bytes sent')).toBeInTheDocument();
});

test('Escape and the close button close it; the dialog is named and clean for axe', async () => {
  const { keys, calls } = show();
  await field('Properties of bytes sent');
  await screen.findByRole('checkbox', { name: /Head office/ });
  expect(await axeViolations()).toEqual([]);
  const dialog = screen.getByRole('dialog', { name: /Settings/ });
  await keys.click(within(dialog).getByRole('button', { name: 'Close settings' }));
  await keys.keyboard('{Escape}');
  expect(calls).toEqual(['close', 'close']);
});
