import { Heading, TableCell, TableRow } from '@carbon/react';
import { Checkmark, WarningAlt } from '@carbon/icons-react';
import type { Comparison } from '../../contract/validation.ts';
import { useCoverageWords } from '../coverage/coverage-words.ts';
import { RecordTable } from '../detail/RecordTable.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { comparisonLines } from './comparison-text.ts';
import { useValidationWords } from './validation-words.ts';

/** Prediction and card side by side, member by member, with the reason of each difference. */
export function ComparisonPart({ comparison }: { readonly comparison: readonly Comparison[] }) {
  const words = useWords();
  const coverage = useCoverageWords();
  const text = useValidationWords();
  const { title, columns } = text.comparison;
  return (
    <div className="tw-compared">
      <Heading className="tw-validation__subtitle">{title}</Heading>
      <RecordTable region={title} label={title} isPlain columns={columns}>
        {comparisonLines(comparison, words, text, coverage).map((line) => {
          const Icon = line.isSame ? Checkmark : WarningAlt;
          return (
            <TableRow key={line.key}>
              <TableCell>{line.field}</TableCell>
              <TableCell>{line.predicted}</TableCell>
              <TableCell>{line.seen}</TableCell>
              <TableCell>
                <span className="tw-compared__difference">
                  <Icon size={16} aria-hidden />
                  {line.difference}
                </span>
              </TableCell>
            </TableRow>
          );
        })}
      </RecordTable>
    </div>
  );
}
