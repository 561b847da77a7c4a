import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Triage } from '../../../contract/triage.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import ExportMenu from '../../../ui/export/ExportMenu.tsx';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { unknownBook } from '../../../ui/triage/book.ts';
import { axeViolations } from '../../support/axe.ts';
import { aTriage } from '../../support/scripted-triage.ts';
import { render } from '../../support/render.tsx';
import { aFinding, anApi, aProblem, aRun } from '../../support/ui-records.ts';

/** The files that the page hands to the browser. */
const kept: { readonly name: string; readonly type: string; readonly text: Promise<string> }[] = [];
const blobs = new Map<string, Blob>();

beforeAll(() => {
  // jsdom has neither addresses of blobs nor downloads: both ends of the browser's own API stand here.
  URL.createObjectURL = (blob) => {
    const address = `blob:${blobs.size}`;
    blobs.set(address, blob as Blob);
    return address;
  };
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
    const blob = blobs.get(this.href);
    if (blob) kept.push({ name: this.download, type: blob.type, text: textOf(blob) });
  };
});

function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error('not readable'));
    reader.readAsText(blob);
  });
}

test('saves what is on the page as CSV and as JSON', async () => {
  const findings = [aFinding(), aFinding({ id: 'f2', destination: '203.0.113.10' })];
  render(
    <ApiProvider api={anApi({})}>
      <main>
        <h1>Page</h1>
        <ExportMenu findings={findings} all={35} run={aRun()} book={unknownBook} />
      </main>
    </ApiProvider>,
  );
  const press = async (name: string) => {
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(await axeViolations()).toEqual([]);
    await userEvent.click(await screen.findByRole('menuitem', { name }));
  };
  await press('CSV, for spreadsheets: 2 findings');
  await press('JSON, with run and queries: 2 findings');
  const saved = () => kept.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  await screen.findByRole('button', { name: 'Export' });
  expect(saved().map(({ name, type }) => [name, type])).toEqual([
    ['transfer-watch-20251004T0000Z.csv', 'text/csv;charset=utf-8'],
    ['transfer-watch-20251004T0000Z.json', 'application/json'],
  ]);
  const [csv = '', json = ''] = await Promise.all(saved().map(({ text }) => text));
  expect(csv.split('\r\n')).toHaveLength(4);
  expect(JSON.parse(json)).toMatchObject({ findings, run: { findings: 35 } });
});

/** Asks for the case file of two findings of which one was decided about. */
async function saveCase(methods: Partial<Api>) {
  const entries = [aTriage({ finding: 'f1', version: 2, state: 'benign' })];
  const book = { ...unknownBook, isKnown: true, entries: new Map([['f1', entries[0] as Triage]]) };
  const findings = [aFinding({ id: 'f1' }), aFinding({ id: 'f2', destination: '203.0.113.10' })];
  render(
    <ApiProvider api={anApi(methods)}>
      <ExportMenu findings={findings} all={2} run={aRun()} book={book} />
    </ApiProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /^Case file/ }));
}

test('a case file has who decided what and why, of the findings that were decided about', async () => {
  const asked: string[] = [];
  const page = (id: number, note: string, more: boolean) => ({
    triage: aTriage({ finding: 'f1' }),
    events: [{ id, atMs: 1_767_600_000_000 + id, by: 'sam', kind: 'decided' as const, note }].map(
      (event) => ({
        ...event,
        ...{ state: 'benign' as const, assignee: null, since: null, offense: null, many: 1 },
      }),
    ),
    more,
  });
  await saveCase({
    triageHistory: (_, finding, before) => {
      asked.push(`${finding} ${before}`);
      return Promise.resolve(
        before === null ? page(9, 'a backup', true) : page(8, 'ask IT', false),
      );
    },
  });
  await waitFor(() => expect(kept.at(-1)?.name).toMatch(/\.md$/));
  const text = await kept.at(-1)?.text;
  expect(asked).toEqual(['f1 null', 'f1 9']);
  expect(text).toMatch(/sam decided: benign: ask IT[\s\S]*sam decided: benign: a backup/);
});

test('without the history there is no case file, and it says so', async () => {
  const saved = kept.length;
  await saveCase({ triageHistory: () => Promise.reject(new ProblemError(aProblem())) });
  expect(await screen.findByText('The file could not be made')).toBeVisible();
  expect(kept).toHaveLength(saved);
});
