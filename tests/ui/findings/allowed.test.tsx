import { act, configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AllowedInRun } from '../../../contract/run.ts';
import type { Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { FindingsPage } from '../../../ui/findings/FindingsPage.tsx';
import { anAllowlist, anEntry, aPreview } from '../../support/allow-records.ts';
import { axeViolations } from '../../support/axe.ts';
import { render } from '../../support/render.tsx';
import { ScriptedServer } from '../../support/scripted-server.ts';
import { aFinding, aRun } from '../../support/ui-records.ts';

configure({ asyncUtilTimeout: 20_000 });

const other = aFinding({ id: 'f2', source: '10.9.9.9', cameBackFrom: ['e7'] });
const allowed = (changes: Partial<AllowedInRun> = {}): AllowedInRun => ({
  hidden: 2,
  entries: 1,
  suspended: [],
  drift: [],
  ...changes,
});

/** A finished run of two findings, one of which an entry hid before. */
async function openFinished(ofRun: AllowedInRun | undefined, methods: Partial<Api> = {}) {
  window.history.replaceState(null, '', '/index');
  const run = aRun({ findings: 2, ...(ofRun ? { allowed: ofRun } : {}) });
  const server = new ScriptedServer(methods).willCreate({ run, findings: [aFinding(), other] });
  render(
    <ApiProvider api={server.api}>
      <main>
        <h1>Transfer Watch</h1>
        <FindingsPage defaultProfile="corrected" user="admin" />
      </main>
    </ApiProvider>,
  );
  const keys = userEvent.setup();
  await keys.click(screen.getByRole('button', { name: 'Run detection' }));
  await screen.findByRole('heading', { name: /^Results/ });
  await screen.findAllByRole('article');
  return { server, keys };
}

const page = () => new URLSearchParams(window.location.search).get('page');
const count = () => screen.getByRole('button', { name: '2 allowed: show what is hidden' });

it('counts what is hidden, and opens it with who, why and until when', async () => {
  const hidden = aFinding({ id: 'f3', allowedBy: ['e1'] });
  const { keys } = await openFinished(allowed(), {
    allowedFindings: () =>
      Promise.resolve({
        revision: 1,
        entries: [anEntry()],
        findings: [hidden, aFinding({ id: 'f4', port: 445, allowedBy: ['gone'], sent: null })],
      }),
  });
  expect(count()).toHaveTextContent('2 allowed');
  await keys.click(count());
  const dialog = within(await screen.findByRole('dialog', { name: '2 findings allowed' }));
  expect(
    await dialog.findByText(/^Nightly backup, agreed with IT \(admin\), until /),
  ).toBeVisible();
  expect(dialog.getByText('10.1.2.3 → 203.0.113.9, 21')).toBeVisible();
  expect(dialog.getByText('The entry is gone.')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  await keys.click(dialog.getByRole('link', { name: 'Open the entry 10.1.2.3 → 203.0.113.9' }));
  expect(page()).toBe('tuning.entries.e1');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('says nothing of an allowlist that has no entries', async () => {
  await openFinished(allowed({ hidden: 0, entries: 0 }));
  expect(screen.queryByRole('button', { name: /allowed/ })).toBeNull();
});

it('marks what came back, and leads to the entry', async () => {
  const { keys } = await openFinished(allowed());
  const [first, second] = screen.getAllByRole('article');
  expect(within(first ?? document.body).queryByText('back')).toBeNull();
  const card = within(second ?? document.body);
  expect(card.getByText('back')).toBeVisible();
  await keys.click(card.getAllByRole('button', { expanded: false })[0] ?? document.body);
  expect(await card.findByText(/^It is back: an entry that hid it/)).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  await keys.click(card.getByRole('link', { name: 'The entry' }));
  expect(page()).toBe('tuning.entries.e7');
});

it('says that the sets could not be read', async () => {
  const drift = [{ kind: 'not-readable', setName: null, value: 0, detail: '' } as const];
  await openFinished(allowed({ hidden: 0, entries: 0, drift }));
  expect(screen.getByText('The allowlist could not be read, so nothing is hidden')).toBeVisible();
});

it('says that entries suspended themselves and that sets were changed, with the way there', async () => {
  const drift = [{ kind: 'set-emptied', setName: 'x', value: 0, detail: '' } as const];
  const { keys } = await openFinished(allowed({ suspended: ['e7'], drift }));
  expect(screen.getByText('1 entry has suspended itself: what was hidden is back')).toBeVisible();
  expect(screen.getByText(/were changed outside of this app/)).toBeVisible();
  await keys.click(
    screen.getAllByRole('button', { name: 'Open the allowlist' })[0] ?? document.body,
  );
  expect(page()).toBe('tuning');
});

describe('Expected', () => {
  const methods: Partial<Api> = {
    allowlist: () => Promise.resolve(anAllowlist([])),
    previewAllowed: () => Promise.resolve(aPreview()),
  };
  const dialog = () => screen.findByRole('dialog', { name: 'Allow what is expected' });

  it('by key opens the filled-in form of the row, and the focus comes back to it', async () => {
    const { keys } = await openFinished(undefined, methods);
    const row = document.querySelector<HTMLElement>('[data-row]');
    act(() => row?.focus());
    await keys.keyboard('l');
    await dialog();
    expect(await screen.findByText('Hidden: 1 finding')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Source IP or block' })).toHaveValue('10.1.2.3');
    await keys.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(row).toHaveFocus();
  });

  it('is on the full card and in the menu of a row', async () => {
    const { keys } = await openFinished(undefined, methods);
    const [row] = document.querySelectorAll<HTMLElement>('[data-row]');
    await keys.click(row ?? document.body);
    await keys.click(await screen.findByRole('button', { name: /^Expected: 10\.1\.2\.3/ }));
    await dialog();
    await keys.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await keys.pointer({ keys: '[MouseRight]', target: row ?? document.body });
    await keys.click(await screen.findByRole('menuitem', { name: 'Expected: allow it' }));
    expect(await dialog()).toBeVisible();
  });
});
