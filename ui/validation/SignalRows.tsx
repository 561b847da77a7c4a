import { TableCell, TableRow } from '@carbon/react';
import type { SignalResult, SignalRow } from '../../contract/validation.ts';
import { RecordTable } from '../detail/RecordTable.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Name } from '../shared/Name.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useValidationWords } from './validation-words.ts';

/** The records that answer a signal, as they came; folded, because a sentence above says what they come to. */
export function SignalRows({ result: { rows, signal } }: { readonly result: SignalResult }) {
  const text = useValidationWords();
  const name = text.signals.rowsOf(text.bench.kinds[signal.kind]);
  return (
    <details className="tw-folded">
      <summary>{text.signals.rows(rows.length)}</summary>
      <RecordTable region={name} label={name} isPlain columns={text.signals.columns}>
        {rows.map((row, at) => (
          <Row key={`${row.timeMs} ${at}`} row={row} />
        ))}
      </RecordTable>
    </details>
  );
}

function Row({ row }: { readonly row: SignalRow }) {
  const { count } = useWords().format;
  const text = useValidationWords().signals;
  const { timeMs, lagMs, logSource, source, user, eventCount, isMarked, processGuid, fields } = row;
  return (
    <TableRow>
      <TableCell>
        <Moment ms={timeMs} />
        {lagMs !== null && <Qualifier>{text.lag(lagMs)}</Qualifier>}
      </TableCell>
      <TableCell>
        <Name text={logSource} />
      </TableCell>
      <TableCell className="tw-mono">{source ?? '–'}</TableCell>
      <TableCell>{user === null ? '–' : <Name text={user} />}</TableCell>
      <TableCell className="tw-mono">{count(eventCount)}</TableCell>
      <TableCell>{isMarked ? text.hasMarker : text.hasNoMarker}</TableCell>
      <TableCell className="tw-mono">
        {processGuid === null ? '–' : <Name text={processGuid} />}
      </TableCell>
      <TableCell>
        <dl className="tw-fields">
          {fields.map(({ name, value }) => (
            <div key={name}>
              <dt>
                <Name text={name} />
              </dt>
              <dd>
                <Name text={value} />
              </dd>
            </div>
          ))}
        </dl>
      </TableCell>
    </TableRow>
  );
}
