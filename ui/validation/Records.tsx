import { Button, Heading, Section, TableCell, TableRow } from '@carbon/react';
import { Download } from '@carbon/icons-react';
import { useCallback, useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Validation } from '../../contract/validation.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { RecordTable } from '../detail/RecordTable.tsx';
import { Answered } from '../shared/Answered.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Name } from '../shared/Name.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { saveExport } from './save-export.ts';
import { StateTag } from './StateTag.tsx';
import { useClock } from './useClock.ts';
import { validityText } from './validity-text.ts';
import { useValidationWords } from './validation-words.ts';

type RecordsProps = { readonly onOpen: (validation: Validation) => void };

/** Every validation that these rights show: when, by whom, what came of it, and what is left of that. */
export function Records({ onOpen }: RecordsProps) {
  const api = useApi();
  const text = useValidationWords().records;
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.validations(signal), [api]),
  );
  return (
    <Section className="tw-validation__part">
      <Heading className="tw-validation__title">{text.title}</Heading>
      <Answered answer={answer} onRetry={retry} asking={text.asking}>
        {({ validations }) =>
          validations.length === 0 ? (
            <p>{text.none}</p>
          ) : (
            <RecordList validations={validations} onOpen={onOpen} />
          )
        }
      </Answered>
    </Section>
  );
}

type RecordListProps = RecordsProps & { readonly validations: readonly Validation[] };

function RecordList({ validations, onOpen }: RecordListProps) {
  const api = useApi();
  const text = useValidationWords().records;
  const nowMs = useClock(60_000);
  const [problem, setProblem] = useState<Problem | null>(null);
  const exportAll = () => {
    setProblem(null);
    api
      .exportValidations()
      .then((exported) => saveExport(exported, 'validations'))
      .catch((error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <div className="tw-validation__list">
      <RecordTable region={text.title} label={text.title} columns={text.columns}>
        {validations.map((validation) => (
          <RecordRow key={validation.id} validation={validation} nowMs={nowMs} onOpen={onOpen} />
        ))}
      </RecordTable>
      <Button kind="ghost" size="sm" renderIcon={Download} onClick={exportAll}>
        {text.exportAll}
      </Button>
      <div role="alert">{problem && <ProblemNotice problem={problem} />}</div>
    </div>
  );
}

type RecordRowProps = RecordsProps & { readonly validation: Validation; readonly nowMs: number };

function RecordRow({ validation, nowMs, onOpen }: RecordRowProps) {
  const words = useWords();
  const text = useValidationWords();
  const { createdMs, user, request, result, validity } = validation;
  const { name } = text.bench.techniques[request.technique];
  return (
    <TableRow>
      <TableCell>
        <Moment ms={createdMs} />
      </TableCell>
      <TableCell>
        <Name text={user} />
      </TableCell>
      <TableCell>
        {name}
        <span className="tw-qualifier">{text.variants[request.variant]}</span>
      </TableCell>
      <TableCell className="tw-mono">
        {request.target === null
          ? request.source
          : text.records.hosts(request.source, request.target)}
      </TableCell>
      <TableCell>
        <StateTag validation={validation} />
      </TableCell>
      <TableCell className="tw-validation__validity">
        {result === null
          ? text.validity.notYet
          : validityText(result.checkedMs, validity, nowMs, words, text)}
      </TableCell>
      <TableCell>
        <Button
          kind="ghost"
          size="sm"
          aria-label={text.records.openOne(name, words.format.time(createdMs))}
          onClick={() => onOpen(validation)}
        >
          {text.records.open}
        </Button>
      </TableCell>
    </TableRow>
  );
}
