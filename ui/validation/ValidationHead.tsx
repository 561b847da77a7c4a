import { Button } from '@carbon/react';
import { Download } from '@carbon/icons-react';
import { useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Validation } from '../../contract/validation.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useCoverageWords } from '../coverage/coverage-words.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { Facts } from '../shared/Facts.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Name } from '../shared/Name.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { markdownOf } from './report.ts';
import { saveExport } from './save-export.ts';
import { StateTag } from './StateTag.tsx';
import { useClock } from './useClock.ts';
import { validityText } from './validity-text.ts';
import { useValidationWords } from './validation-words.ts';

type ValidationHeadProps = {
  readonly validation: Validation;
  readonly onValidity: (validation: Validation) => void;
};

/** Whose test it is, from where to where, what is left of it, and the ways to take it along. */
export function ValidationHead({ validation, onValidity }: ValidationHeadProps) {
  const words = useWords();
  const coverage = useCoverageWords();
  const text = useValidationWords();
  const api = useApi();
  const nowMs = useClock(60_000);
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = (what: () => Promise<void>) => {
    setProblem(null);
    what().catch((error: unknown) => setProblem(problemOf(error)));
  };
  const { id, request, marker, user, createdMs, result, validity } = validation;
  const { records } = text;
  const knows = validity?.changedSources;
  return (
    <>
      <Facts
        facts={[
          { name: records.columns.result, value: <StateTag validation={validation} /> },
          { name: records.marker, value: <span className="tw-mono">{marker}</span> },
          { name: text.form.source, value: <span className="tw-mono">{request.source}</span> },
          ...(request.host === null
            ? []
            : [{ name: records.host, value: <Name text={request.host} /> }]),
          ...(request.target === null
            ? []
            : [
                {
                  name: text.form.target,
                  value: <span className="tw-mono">{request.target}</span>,
                },
              ]),
          ...(request.bytes === null
            ? []
            : [{ name: records.size, value: words.format.bytes(request.bytes) }]),
          { name: records.columns.user, value: <Name text={user} /> },
          { name: records.columns.when, value: <Moment ms={createdMs} /> },
        ]}
      />
      <p className="tw-validation__actions">
        {result && (
          <span>
            {validityText(result.checkedMs, validity, nowMs, words, text)}
            {knows && knows.length > 0 && (
              <span className="tw-qualifier">
                {words.format.allOf(
                  knows.map(({ name, isNew }) =>
                    isNew ? text.validity.came(name) : text.validity.went(name),
                  ),
                )}
              </span>
            )}
          </span>
        )}
        {result && (
          <Button
            kind="ghost"
            size="sm"
            onClick={() =>
              attempt(async () => onValidity({ ...validation, validity: await api.validity(id) }))
            }
          >
            {text.validity.ask}
          </Button>
        )}
        <CopyTextButton
          label={records.copyMarkdown}
          text={() => markdownOf(validation, { words, coverage, text })}
        />
        <Button
          kind="ghost"
          size="sm"
          renderIcon={Download}
          onClick={() =>
            attempt(async () => saveExport(await api.exportValidation(id), `validation-${marker}`))
          }
        >
          {records.exportOne}
        </Button>
      </p>
      <div role="alert">{problem && <ProblemNotice problem={problem} />}</div>
    </>
  );
}
