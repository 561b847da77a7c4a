import { Button } from '@carbon/react';
import { Download } from '@carbon/icons-react';
import { useState } from 'react';
import { cardKey } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Run } from '../../contract/run.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useSignalsOf } from '../host-signals/SignalsContext.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { caseFile } from './case-file.ts';
import { download } from './download.ts';
import { ExportWordsProvider, useExportWords } from './export-words.ts';
import { wholeHistory } from './whole-history.ts';

type CaseFileButtonProps = {
  readonly finding: Finding;
  readonly run: Run;
};

/** Saves a finding with its whole history as a Markdown file. */
export default function CaseFileButton(props: CaseFileButtonProps) {
  return (
    <ExportWordsProvider>
      <Save {...props} />
    </ExportWordsProvider>
  );
}

function Save({ finding, run }: CaseFileButtonProps) {
  const words = useWords();
  const text = useExportWords();
  const signals = useSignalsOf(cardKey(finding));
  const api = useApi();
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    setProblem(null);
    try {
      const events = await wholeHistory(api, run.id, finding.id);
      const name = `transfer-watch-${finding.source}-${finding.port}`.replaceAll(/[^\w.-]/g, '-');
      download({
        name: `${name}.md`,
        type: 'text/markdown;charset=utf-8',
        text: caseFile(
          { findings: [finding], run, events: new Map([[finding.id, events]]), signals },
          words,
          text,
        ),
      });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      <Button kind="ghost" size="sm" renderIcon={Download} onClick={() => void save()}>
        {text.saveCase}
      </Button>
      <div role="alert">
        {problem && <ProblemNotice problem={problem} onRetry={() => void save()} />}
      </div>
    </>
  );
}
