import { Heading } from '@carbon/react';
import type { DetectionAnswer } from '../../contract/validation.ts';
import { useCoverageWords } from '../coverage/coverage-words.ts';
import { Funnel } from '../coverage/Funnel.tsx';
import { FindingLine } from './FindingLine.tsx';
import { useValidationWords } from './validation-words.ts';

/** Whether the detection fired; if not, which condition left the records out, and how many met each of them. */
export function DetectionPart({ detection }: { readonly detection: DetectionAnswer }) {
  const coverage = useCoverageWords();
  const { detection: text, bench } = useValidationWords();
  const { answer, unknown, finding, droppedBy, funnel } = detection;
  return (
    <div className="tw-validation__detection">
      <Heading className="tw-validation__subtitle">{text.title}</Heading>
      <p>
        {bench.detection[answer]}. {unknown !== null && coverage.unknown[unknown]}{' '}
        {droppedBy !== null && text.droppedBy(coverage.funnel.clauses[droppedBy])}
      </p>
      {finding && (
        <>
          <p className="tw-signal__name">{text.card}</p>
          <FindingLine finding={finding} />
        </>
      )}
      {funnel.length > 0 && <Funnel funnel={funnel} />}
    </div>
  );
}
