import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Finding } from '../../../contract/finding.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { FindingsPage } from '../../../ui/findings/FindingsPage.tsx';
import { axeViolations } from '../../support/axe.ts';
import { render } from '../../support/render.tsx';
import { ScriptedServer } from '../../support/scripted-server.ts';
import { aContinuation, aTriage, ScriptedTriage } from '../../support/scripted-triage.ts';
import { aFinding, anAddress, aProblem, aRun } from '../../support/ui-records.ts';

// Menus and dialogs are loaded when they are first opened, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

const four = [1, 2, 3, 4].map((n) => aFinding({ id: `f${n}`, source: `10.0.0.${n}` }));

beforeEach(() => {
  window.history.replaceState(null, '', '/index');
  window.localStorage.clear();
});

async function open(
  triage: ScriptedTriage,
  { findings = four, methods = {} }: { findings?: Finding[]; methods?: Partial<Api> } = {},
) {
  const server = new ScriptedServer({
    address: () => Promise.resolve(anAddress()),
    ...triage.methods,
    ...methods,
  }).willCreate({ run: aRun({ findings: findings.length }), findings });
  render(
    <ApiProvider api={server.api}>
      <main>
        <h1>Transfer Watch</h1>
        <FindingsPage defaultProfile="corrected" user="kim" />
      </main>
    </ApiProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Run detection' }));
  await screen.findByRole('list', { name: 'Findings by source IP' });
}

const list = () => screen.getByRole('list', { name: 'Findings by source IP' });
const row = (source: string) => screen.getByRole('button', { name: new RegExp(` ${source} sent`) });
const card = (source: string) => screen.getByRole('article', { name: new RegExp(`^${source} `) });
const sources = () =>
  within(list())
    .getAllByRole('heading', { level: 3 })
    .map((heading) => within(heading).getByRole('button').textContent);
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const choose = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('menuitem', { name }));
const menuByKey = async (source: string) => {
  row(source).focus();
  await userEvent.keyboard('s');
  return screen.findByRole('menu', { name: `Status of 1 finding of ${source}` });
};

describe('a row', () => {
  it('says its status in words, who has it, and what is new since it was closed', async () => {
    const triage = new ScriptedTriage([
      aTriage({ finding: 'f1' }),
      aTriage({ finding: 'f2', state: 'new', assignee: null, by: null, reopened: aContinuation() }),
      aTriage({ finding: 'f3', state: 'benign', assignee: null, by: 'kim' }),
    ]);
    await open(triage);
    await waitFor(() => expect(sources()).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.4']));
    expect(within(card('10.0.0.1')).getByText('In progress')).toBeVisible();
    expect(within(card('10.0.0.1')).getByText('sam')).toBeVisible();
    expect(within(card('10.0.0.2')).getByText('Reopened')).toBeVisible();
    expect(within(card('10.0.0.2')).getByText('at least 4 new')).toBeVisible();
    expect(within(card('10.0.0.4')).getByText('New')).toBeVisible();
    expect(screen.getByText('3 of 4 findings shown')).toBeVisible();
    await press('1 closed');
    expect(within(card('10.0.0.3')).getByText('Benign')).toBeVisible();
    expect(within(card('10.0.0.3')).getByText('by you')).toBeVisible();
    await press('3 open');
    await waitFor(() => expect(sources()).toEqual(['10.0.0.3']));
    expect(await axeViolations()).toEqual([]);
  });

  it('says that the status is not known where it could not be read, and hides nothing', async () => {
    const problem = aProblem();
    await open(new ScriptedTriage(), {
      methods: { runTriage: () => Promise.reject(new ProblemError(problem)) },
    });
    expect(await screen.findByText('The triage of the findings could not be read')).toBeVisible();
    expect(sources()).toHaveLength(4);
    expect(within(card('10.0.0.1')).getByText('not known')).toBeVisible();
    expect(screen.queryByText('New')).toBeNull();
  });

  it('of several findings has the status that asks most, and says of how many', async () => {
    const findings = four.map((finding) => ({ ...finding, source: '10.0.0.1' }));
    const triage = new ScriptedTriage([
      aTriage({ finding: 'f1' }),
      aTriage({ finding: 'f2', state: 'new', assignee: null, by: null, reopened: aContinuation() }),
    ]);
    await open(triage, { findings });
    expect(await screen.findByText('Reopened')).toBeVisible();
    expect(screen.getByText('1 of 4 findings')).toBeVisible();
    row('10.0.0.1').focus();
    await userEvent.keyboard('s');
    await choose('Take 4 findings');
    expect(await screen.findByText('4 findings in progress')).toBeVisible();
    expect(triage.requests[0]?.findings).toEqual([
      { id: 'f1', version: 1 },
      { id: 'f2', version: 1 },
      { id: 'f3', version: 0 },
      { id: 'f4', version: 0 },
    ]);
  });
});

describe('a decision', () => {
  it('is made with a note, hides what is closed, moves on to the next, and is undone', async () => {
    const triage = new ScriptedTriage();
    await open(triage);
    await menuByKey('10.0.0.2');
    expect(await axeViolations()).toEqual([]);
    await choose('Close as benign…');
    const dialog = await screen.findByRole('dialog', { name: 'Decide about 1 finding' });
    expect(await axeViolations()).toEqual([]);
    const note = within(dialog).getByRole('textbox', { name: 'Note' });
    await waitFor(() => expect(note).toHaveFocus());
    await userEvent.type(note, 'nightly backup');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(sources()).toEqual(['10.0.0.1', '10.0.0.3', '10.0.0.4']));
    expect(triage.requests).toEqual([
      {
        findings: [{ id: 'f2', version: 0 }],
        state: 'benign',
        assignee: null,
        note: 'nightly backup',
      },
    ]);
    await waitFor(() => expect(row('10.0.0.3')).toHaveFocus());
    expect(await screen.findByText('1 finding closed as benign')).toBeVisible();
    expect(screen.getByRole('button', { name: '1 closed', pressed: false })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await userEvent.keyboard('z');
    await waitFor(() => expect(sources()).toHaveLength(4));
    expect(await screen.findByText('1 finding as before')).toBeVisible();
  });

  it('shows what somebody else decided meanwhile, keeps the text, and goes on from there', async () => {
    const triage = new ScriptedTriage();
    await open(triage);
    await menuByKey('10.0.0.1');
    await choose('Close as true positive…');
    const note = await screen.findByRole('textbox', { name: 'Note' });
    await userEvent.type(note, 'mine');
    triage.decideAs('sam', {
      findings: [{ id: 'f1', version: 0 }],
      state: 'expected',
      assignee: null,
      note: 'asked the owner',
    });
    await press('Save for 1 finding');
    const alert = await screen.findByText('Somebody else has changed 1 finding meanwhile');
    expect(alert).toBeVisible();
    expect(screen.getByText('asked the owner')).toBeVisible();
    expect(note).toHaveValue('mine');
    await press('Save all the same for 1 finding');
    expect(await screen.findByText('1 finding closed as true positive')).toBeVisible();
    expect(triage.requests.at(-1)).toMatchObject({
      findings: [{ id: 'f1', version: 1 }],
      note: 'mine',
    });
  });

  it('at once asks where somebody else was faster', async () => {
    const triage = new ScriptedTriage();
    await open(triage);
    triage.decideAs('sam', {
      findings: [{ id: 'f1', version: 0 }],
      state: 'in-progress',
      assignee: 'sam',
      note: '',
    });
    await menuByKey('10.0.0.1');
    await choose('Take it');
    const dialog = await screen.findByRole('dialog', { name: 'Decide about 1 finding' });
    expect(within(dialog).getByText(/In progress \(sam\), by sam,/)).toBeVisible();
    expect(within(card('10.0.0.1')).getByText('sam')).toBeInTheDocument();
  });

  it('that could not be saved says so and keeps the text', async () => {
    const problem = aProblem({ code: 'triage-not-saved', status: 500 });
    await open(new ScriptedTriage(), {
      methods: { decide: () => Promise.reject(new ProblemError(problem)) },
    });
    await menuByKey('10.0.0.1');
    await choose('Close as expected…');
    const note = await screen.findByRole('textbox', { name: 'Note' });
    await userEvent.type(note, 'mine');
    await press('Save for 1 finding');
    expect(await screen.findByText('The decision could not be saved')).toBeVisible();
    expect(note).toHaveValue('mine');
  });

  it('refuses a note that would show something else than it says', async () => {
    await open(new ScriptedTriage());
    await menuByKey('10.0.0.1');
    await choose('Close as expected…');
    await userEvent.click(await screen.findByRole('textbox', { name: 'Note' }));
    await userEvent.paste('a\u202eb');
    expect(screen.getByRole('button', { name: 'Save for 1 finding' })).toBeDisabled();
    expect(screen.getByText(/^A character that cannot be seen/)).toBeVisible();
  });
});

describe('many at once', () => {
  it('are selected by key and by filter, counted before the act, and undone after it', async () => {
    const triage = new ScriptedTriage();
    await open(triage);
    await screen.findAllByText('New');
    row('10.0.0.1').focus();
    await userEvent.keyboard('xjx');
    expect(screen.getByRole('group', { name: '2 findings selected' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await press('Clear selection');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select the 4 findings shown' }));
    await press('Close 4 findings…');
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Status' }),
      'Closed: expected',
    );
    await press('Save for 4 findings');
    expect(await screen.findByText('4 findings closed as expected')).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'All findings are closed' })).toBeVisible();
    await press('Undo');
    expect(await screen.findByText('4 findings as before')).toBeVisible();
    await waitFor(() => expect(sources()).toHaveLength(4));
  });

  it('leave alone what the filters hide', async () => {
    const triage = new ScriptedTriage();
    const findings = four.map((finding, n) => (n === 3 ? { ...finding, port: 445 } : finding));
    await open(triage, { findings });
    await screen.findAllByText('New');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select the 4 findings shown' }));
    await userEvent.type(screen.getByRole('searchbox'), '10.0.0.4');
    await waitFor(() => expect(sources()).toEqual(['10.0.0.4']));
    await press('Take it');
    await screen.findByText('1 finding in progress');
    expect(triage.requests[0]?.findings).toEqual([{ id: 'f4', version: 0 }]);
  });
});

describe('what is new since the last visit', () => {
  it('is marked, counted, found by a key, filtered by, and marked as seen', async () => {
    const triage = new ScriptedTriage();
    triage.newFindings = ['f3'];
    await open(triage);
    expect(await screen.findByRole('button', { name: '1 new' })).toBeVisible();
    expect(within(card('10.0.0.3')).getByText('new since your last visit')).toBeInTheDocument();
    row('10.0.0.1').focus();
    await userEvent.keyboard('n');
    expect(row('10.0.0.3')).toHaveFocus();
    await press('1 new');
    await waitFor(() => expect(sources()).toEqual(['10.0.0.3']));
    await press('Mark as seen');
    await waitFor(() => expect(triage.visits).toEqual([false, true]));
    expect(await screen.findByRole('button', { name: '0 new' })).toBeVisible();
  });

  it('leads the key to what nobody has decided about, where nothing is new', async () => {
    await open(new ScriptedTriage([aTriage({ finding: 'f2' }), aTriage({ finding: 'f3' })]));
    await screen.findAllByText('In progress');
    row('10.0.0.1').focus();
    await userEvent.keyboard('n');
    expect(row('10.0.0.4')).toHaveFocus();
    await userEvent.keyboard('n');
    expect(row('10.0.0.1')).toHaveFocus();
  });
});

it('has state, note, history and the offenses on the open card', async () => {
  const triage = new ScriptedTriage();
  triage.decideAs('sam', {
    findings: [{ id: 'f1', version: 0 }],
    state: 'in-progress',
    assignee: 'sam',
    note: 'looking into it',
  });
  await open(triage);
  await userEvent.click(row('10.0.0.1'));
  const part = await screen.findByRole('group', { name: 'Triage of 10.0.0.1, 203.0.113.9' });
  expect(await within(part).findByText('looking into it')).toBeVisible();
  expect(await screen.findByText('17: open, magnitude 5')).toBeVisible();
  await userEvent.click(within(part).getByText('History'));
  expect(await within(part).findByText(/In progress, Assignee: sam/)).toBeVisible();
  await userEvent.click(within(part).getByRole('button', { name: 'Take it' }));
  expect(await within(part).findByText('you')).toBeVisible();
  expect(await within(part).findByText(/In progress, Assignee: kim/)).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

it('posts a note to the offense that was chosen, with the text that was seen', async () => {
  const triage = new ScriptedTriage();
  await open(triage);
  await menuByKey('10.0.0.1');
  await choose('Note to an offense…');
  const dialog = await screen.findByRole('dialog', { name: 'Note to an offense' });
  await userEvent.selectOptions(
    await within(dialog).findByRole('combobox', { name: 'Offense' }),
    '18: Offense number 18 (open)',
  );
  const text = within(dialog).getByRole<HTMLTextAreaElement>('textbox', {
    name: 'Text of the note',
  });
  expect(text.value).toMatch(/^Transfer Watch: High, 10\.0\.0\.1, 203\.0\.113\.9\n/);
  expect(await axeViolations()).toEqual([]);
  await userEvent.clear(text);
  await userEvent.type(text, 'seen');
  await press('Add the note');
  expect(await screen.findByText('The note was added to offense 18')).toBeVisible();
  expect(triage.events.get('f1')?.[0]).toMatchObject({ offense: 18, note: 'seen' });
});
