import { MenuButton, MenuItem } from '@carbon/react';
import { useState } from 'react';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { isoTime } from '../../words/times.ts';
import { useWords } from '../words/WordsContext.tsx';
import { download } from './download.ts';
import { ExportWordsProvider, useExportWords } from './export-words.ts';
import { jsonOf } from './json.ts';
import { rowsOf } from './rows.ts';
import './export.scss';

type ExportMenuProps = {
  /** Those on the page, filtered, in its order. */
  readonly findings: readonly Finding[];
  /** How many the run has. */
  readonly all: number;
  readonly run: Run;
};

/** Takes what is on the page away as a file, made in the browser: nothing is asked from the server. */
export default function ExportMenu(props: ExportMenuProps) {
  return (
    <ExportWordsProvider>
      <Menu {...props} />
    </ExportWordsProvider>
  );
}

function Menu({ findings, all, run }: ExportMenuProps) {
  const words = useWords();
  const text = useExportWords();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const name = `transfer-watch-${isoTime(run.window.stopMs).slice(0, 16).replaceAll(/[-:]/g, '')}Z`;

  async function saveCsv(): Promise<void> {
    // Loaded when it is needed: the library is as large as the rest of this part.
    const { csvOf } = await import('./csv.ts');
    const csv = csvOf(rowsOf(findings, words, text), text.columns);
    download({ name: `${name}.csv`, type: 'text/csv;charset=utf-8', text: csv });
  }
  const saveJson = () =>
    download({
      name: `${name}.json`,
      type: 'application/json',
      text: jsonOf(findings, run, all),
    });
  const onCsv = () => {
    setFailed(false);
    saveCsv().catch(() => setFailed(true));
  };
  return (
    <span ref={setHost} className="tw-export">
      <MenuButton
        kind="ghost"
        size="sm"
        label={text.label}
        {...(host === null ? {} : { menuTarget: host })}
      >
        <MenuItem label={text.csv(findings.length)} onClick={onCsv} />
        <MenuItem label={text.json(findings.length)} onClick={saveJson} />
      </MenuButton>
      <span role="alert" className="tw-copy__outcome">
        {hasFailed && text.failed}
      </span>
    </span>
  );
}
