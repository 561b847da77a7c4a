import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import ExportMenu from '../../../ui/export/ExportMenu.tsx';
import { unknownBook } from '../../../ui/triage/book.ts';
import { axeViolations } from '../../support/axe.ts';
import { render } from '../../support/render.tsx';
import { aFinding, aRun } from '../../support/ui-records.ts';

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
    <main>
      <h1>Page</h1>
      <ExportMenu findings={findings} all={35} run={aRun()} book={unknownBook} />
    </main>,
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
