import { MenuButton, MenuItem } from '@carbon/react';
import { useState } from 'react';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { isoTime } from '../../words/times.ts';
import { useApi } from '../api/ApiContext.tsx';
import type { TriageBook } from '../triage/book.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useSignals } from '../host-signals/SignalsContext.ts';
import { download } from './download.ts';
import { ExportWordsProvider, useExportWords } from './export-words.ts';
import { signalRows } from './host-signals.ts';
import { jsonOf } from './json.ts';
import { rowsOf } from './rows.ts';
import { historiesOf } from './whole-history.ts';
import './export.scss';

type ExportMenuProps = {
  /** Those on the page, filtered, in its order. */
  readonly findings: readonly Finding[];
  /** How many the run has. */
  readonly all: number;
  readonly run: Run;
  /** What was decided about them, as far as the page knows it. */
  readonly book: TriageBook;
};

/** Takes what is on the page away as a file, made in the browser; only histories of findings, for a case file, are asked for. */
export default function ExportMenu(props: ExportMenuProps) {
  return (
    <ExportWordsProvider>
      <Menu {...props} />
    </ExportWordsProvider>
  );
}

function Menu({ findings, all, run, book }: ExportMenuProps) {
  const words = useWords();
  const text = useExportWords();
  const api = useApi();
  const { all: signals } = useSignals();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const name = `transfer-watch-${isoTime(run.window.stopMs).slice(0, 16).replaceAll(/[-:]/g, '')}Z`;

  async function saveCsv(): Promise<void> {
    // Loaded when it is needed: the library is as large as the rest of this part.
    const { csvOf } = await import('./csv.ts');
    const csv = csvOf(rowsOf(findings, book, words, text), text.columns);
    download({ name: `${name}.csv`, type: 'text/csv;charset=utf-8', text: csv });
  }
  async function saveSignals(): Promise<void> {
    const { csvOf } = await import('./csv.ts');
    const csv = csvOf(signalRows(signals, words), words.hostSignals.columns);
    download({ name: `${name}-host-signals.csv`, type: 'text/csv;charset=utf-8', text: csv });
  }
  const saveJson = () =>
    download({
      name: `${name}.json`,
      type: 'application/json',
      text: jsonOf(findings, book, run, all, signals),
    });
  async function saveStix(): Promise<void> {
    const { stixBundle } = await import('../../cards/stix.ts');
    const sha1 = async (bytes: Uint8Array<ArrayBuffer>) =>
      new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
    const atMs = run.finishedMs ?? run.window.stopMs;
    const bundle = await stixBundle(findings, book.entries, { run, atMs, sha1 });
    const type = 'application/stix+json;version=2.1';
    download({ name: `${name}.stix.json`, type, text: JSON.stringify(bundle, null, 2) });
  }
  async function saveCase(): Promise<void> {
    const [{ caseFile }, events] = await Promise.all([
      import('./case-file.ts'),
      historiesOf(api, run.id, findings, book),
    ]);
    const markdown = caseFile({ findings, run, events, signals }, words, text);
    download({ name: `${name}.md`, type: 'text/markdown;charset=utf-8', text: markdown });
  }
  const trying = (save: () => Promise<void>) => () => {
    setFailed(false);
    save().catch(() => setFailed(true));
  };
  return (
    <span ref={setHost} className="tw-export">
      <MenuButton
        kind="ghost"
        size="sm"
        label={text.label}
        {...(host === null ? {} : { menuTarget: host })}
      >
        <MenuItem label={text.csv(findings.length)} onClick={trying(saveCsv)} />
        <MenuItem label={text.json(findings.length)} onClick={saveJson} />
        <MenuItem label={text.stix(findings.length)} onClick={trying(saveStix)} />
        <MenuItem label={text.markdown(findings.length)} onClick={trying(saveCase)} />
        {signals.length > 0 && (
          <MenuItem label={words.hostSignals.csv(signals.length)} onClick={trying(saveSignals)} />
        )}
      </MenuButton>
      <span role="alert" className="tw-copy__outcome">
        {hasFailed && text.failed}
      </span>
    </span>
  );
}
