import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { Session, Settings } from '../../../contract/session.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { LeaveContext, type LeaveQuestion } from '../../../ui/shared/leaving.ts';
import { SettingsPage } from '../../../ui/settings/SettingsPage.tsx';
import { axeViolations } from '../../support/axe.ts';
import {
  anApi,
  aProblem,
  aSession,
  someProposals,
  someSettings,
} from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

const proposals = someProposals(
  { sent: ['Bytes Sent', 'Bytes Out'], packetsSent: ['Packets Out'] },
  [
    { cidr: '198.51.100.0/24', name: 'Head office' },
    { cidr: '2001:db8::/32', name: 'Data centre' },
  ],
);

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
  const question: { current: LeaveQuestion | null } = { current: null };
  render(
    <ApiProvider api={server}>
      <main>
        <h1>Transfer Watch</h1>
        <LeaveContext
          value={(asked) => {
            question.current = asked;
          }}
        >
          <SettingsPage
            known={{
              state: 'known',
              session,
              defaultProfile: 'corrected',
              settingsNotice: null,
            }}
            onSettingsSaved={() => calls.push('saved')}
            onChecked={() => undefined}
          />
        </LeaveContext>
      </main>
    </ApiProvider>,
  );
  return { saved, calls, question, keys: userEvent.setup() };
}

const field = (name: string | RegExp) => screen.findByRole('textbox', { name });
const number = (name: string | RegExp) => screen.findByRole('spinbutton', { name });
const save = () => screen.getByRole('button', { name: 'Save' });
const discard = () => screen.getByRole('button', { name: 'Discard changes' });

async function type(name: RegExp, value: string, keys: UserEvent): Promise<HTMLElement> {
  const input = await number(name);
  await keys.clear(input);
  await keys.type(input, value);
  return input;
}

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

test('every section has a heading and a link that leads to it', async () => {
  show();
  await field('Own public blocks');
  const links = within(screen.getByRole('navigation', { name: 'Sections' })).getAllByRole('link');
  const headings = screen.getAllByRole('heading', { level: 3 });
  expect(links.map((link) => link.textContent)).toEqual(
    headings.map((heading) => heading.textContent),
  );
  expect(links.map((link) => link.getAttribute('href'))).toEqual(
    headings.map((heading) => `#${heading.id}`),
  );
});

test('counts what was changed, saves it, and says so where the focus is', async () => {
  const { keys, saved, calls } = show();
  await number(/Most result rows/);
  expect(screen.getByText('No changes')).toBeVisible();
  expect(save()).toBeDisabled();
  await type(/Most result rows/, '5000', keys);
  expect(screen.getByText('1 change is not saved')).toBeVisible();
  await keys.selectOptions(screen.getByRole('combobox', { name: 'Default profile' }), 'source');
  expect(screen.getByText('2 changes are not saved')).toBeVisible();
  await keys.click(save());
  expect(saved).toEqual([someSettings({ profile: 'source', maxRows: 5000 })]);
  const status = await screen.findByText('Saved. It holds from now on.');
  await waitFor(() => expect(status.closest('[role=status]')).toHaveFocus());
  expect(calls).toEqual(['saved']);
  expect(save()).toBeDisabled();
  expect(await number(/Most result rows/)).toHaveValue(5000);
});

describe('mistakes', () => {
  test('are explained at their fields, and at the attempt to save in a summary that leads there', async () => {
    const { keys, saved } = show();
    const findings = await type(/Most findings/, '7', keys);
    const blocks = await field('Own public blocks');
    await keys.type(blocks, '\nexample.com');
    expect(findings).toBeInvalid();
    expect(screen.getByText('2 fields need correction')).toBeVisible();
    await keys.click(save());
    expect(saved).toEqual([]);
    const summary = within(
      screen.getByRole('group', { name: '2 fields need correction before this can be saved.' }),
    );
    expect(screen.getByRole('group', { name: /^2 fields/ })).toHaveFocus();
    expect(summary.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Own public blocks Block 2 is not a CIDR block such as 198.51.100.0/24.',
      'Most findings of a run Enter a whole number from 100 to 50,000.',
    ]);
    expect(await axeViolations()).toEqual([]);
    await keys.click(summary.getByRole('link', { name: 'Most findings of a run' }));
    expect(findings).toHaveFocus();
    await keys.clear(findings);
    await keys.type(findings, '700');
    expect(summary.getAllByRole('listitem')).toHaveLength(1);
    await keys.click(summary.getByRole('link', { name: 'Own public blocks' }));
    expect(blocks).toHaveFocus();
  });

  test('that remain take the focus to the summary at each attempt', async () => {
    const { keys } = show();
    await type(/Most findings/, '7', keys);
    await keys.click(save());
    await type(/Most findings/, '8', keys);
    await keys.click(save());
    expect(screen.getByRole('group', { name: /^1 field needs/ })).toHaveFocus();
  });

  test('do not greet who has not tried to save yet', async () => {
    const { keys } = show();
    await type(/Most findings/, '7', keys);
    expect(screen.queryByRole('group', { name: /before this can be saved/ })).toBeNull();
  });
});

describe('what was changed', () => {
  const dialog = () => screen.findByRole('dialog', { name: '1 change is not saved' });

  test('is discarded only when that is confirmed', async () => {
    const { keys } = show();
    const rows = await type(/Most result rows/, '5000', keys);
    await keys.click(discard());
    expect(await axeViolations()).toEqual([]);
    await keys.click(within(await dialog()).getByRole('button', { name: 'Keep editing' }));
    expect(rows).toHaveValue(5000);
    expect(discard()).toHaveFocus();
    await keys.click(discard());
    await keys.click(within(await dialog()).getByRole('button', { name: 'Discard changes' }));
    expect(rows).toHaveValue(someSettings().maxRows);
    expect(screen.getByText('No changes')).toBeVisible();
  });

  test('is asked about before the page is left, and not without a change', async () => {
    const { keys, calls, question } = show();
    await number(/Most result rows/);
    expect(question.current).toBeNull();
    await type(/Most result rows/, '5000', keys);
    act(() => {
      question.current?.(() => calls.push('left'));
    });
    await keys.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls).toEqual([]);
    act(() => {
      question.current?.(() => calls.push('left'));
    });
    await keys.click(within(await dialog()).getByRole('button', { name: 'Discard changes' }));
    expect(calls).toEqual(['left']);
  });

  test('has the browser ask at a reload, until it is saved', async () => {
    const { keys } = show();
    const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    await number(/Most result rows/);
    expect(isAsked()).toBe(false);
    await type(/Most result rows/, '5000', keys);
    expect(isAsked()).toBe(true);
    await keys.click(save());
    await screen.findByText('Saved. It holds from now on.');
    expect(isAsked()).toBe(false);
  });
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
  await waitFor(() => expect(calls).toEqual(['saved']));
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
    await waitFor(() => expect(calls).toEqual(['saved']));
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
      const { keys, saved } = show();
      const blocks = await field('Own public blocks');
      await keys.clear(blocks);
      await keys.type(blocks, block);
      expect(screen.getByText(/^Block 1 is wider than anybody’s own: at least \/8/)).toBeVisible();
      await keys.click(save());
      expect(screen.getByRole('group', { name: /^1 field needs/ })).toHaveFocus();
      expect(saved).toEqual([]);
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
    await keys.type(await field('Own public blocks'), '\n192.0.2.0/24');
    await keys.click(save());
    expect(await screen.findByText(/would hide much of what is seen/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    expect(calls).toEqual([]);
    await keys.click(screen.getByRole('button', { name: 'Save anyway' }));
    await waitFor(() => expect(calls).toEqual(['saved']));
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
    // The list has it now, and no other is offered it: it is of bytes that were sent.
    expect(screen.queryByRole('button', { name: 'Add Bytes Out' })).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Add Packets Out' })).toHaveLength(1);
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
      proposals: () => Promise.resolve(someProposals({}, null)),
    });
    expect(await screen.findByText(/may not read the network hierarchy/)).toBeInTheDocument();
    expect(await field('Own public blocks')).toBeEnabled();
  });

  test('that failed say why', async () => {
    show({ proposals: () => Promise.reject(new ProblemError(aProblem())) });
    expect(await screen.findByText('No proposals: QRadar is busy.')).toBeInTheDocument();
    expect(await field('Own public blocks')).toBeEnabled();
  });
});

test('who is no administrator reads what is set, why it cannot be changed and who can', async () => {
  show({}, aSession({ canAdminister: false, user: 'analyst' }));
  expect(await screen.findByText('Only an administrator can change these')).toBeInTheDocument();
  expect(
    screen.getByText(/role of analyst lacks.+Users whose role has it can/),
  ).toBeInTheDocument();
  const valueOf = (name: string) => screen.getByText(name).nextElementSibling?.textContent;
  expect(valueOf('Properties of bytes sent')).toBe('Bytes Sent, BytesSent');
  expect(valueOf('Most findings of a run')).toBe('10,000');
  expect(valueOf('Default profile')).toBe('Corrected');
  expect(valueOf('Ask flows too')).toBe('on');
  for (const role of ['textbox', 'spinbutton', 'combobox', 'checkbox', 'button'])
    expect(screen.queryAllByRole(role)).toEqual([]);
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

test('the page is clean for axe', async () => {
  show();
  await screen.findByRole('checkbox', { name: /Head office/ });
  expect(await axeViolations()).toEqual([]);
});
