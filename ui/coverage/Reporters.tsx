import { Heading, Section, TableCell, TableRow } from '@carbon/react';
import type { CoverageProperty, CoverageSource } from '../../contract/coverage.ts';
import { RecordTable } from '../detail/RecordTable.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Name } from '../shared/Name.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useCoverageWords } from './coverage-words.ts';

/** The log sources with records on the ports, and how much of what the rule sees each of them gives. */
export function Sources({ sources }: { readonly sources: readonly CoverageSource[] }) {
  const { count, percent } = useWords().format;
  const text = useCoverageWords().sources;
  return (
    <Section className="tw-coverage__part">
      <Heading className="tw-coverage__title">{text.title}</Heading>
      {sources.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <RecordTable region={text.title} label={text.title} isPlain columns={text.columns}>
          {sources.map(({ id, name, type, onPorts, passed, share, withSentBytes, lastMs }) => (
            <TableRow key={id}>
              <TableCell>
                <Name text={name} />
              </TableCell>
              <TableCell>{type ?? '–'}</TableCell>
              <TableCell className="tw-mono">{count(onPorts)}</TableCell>
              <TableCell className="tw-mono">{count(passed)}</TableCell>
              <TableCell className="tw-mono">{share === null ? '–' : percent(share)}</TableCell>
              <TableCell className="tw-mono">{count(withSentBytes)}</TableCell>
              <TableCell>
                <Moment ms={lastMs} />
              </TableCell>
            </TableRow>
          ))}
        </RecordTable>
      )}
    </Section>
  );
}

/** The properties of bytes that the console has, and where they are filled. */
export function Properties({ properties }: { readonly properties: readonly CoverageProperty[] }) {
  const text = useCoverageWords().properties;
  return (
    <Section className="tw-coverage__part">
      <Heading className="tw-coverage__title">{text.title}</Heading>
      {properties.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <RecordTable region={text.title} label={text.title} isPlain columns={text.columns}>
          {properties.map(({ name, meaning, isRead, filled }) => (
            <TableRow key={name}>
              <TableCell>
                <Name text={name} />
              </TableCell>
              <TableCell>{text.meanings[meaning]}</TableCell>
              <TableCell>{isRead ? text.read : text.notRead}</TableCell>
              <TableCell>
                {filled.length === 0
                  ? '–'
                  : filled
                      .map((source) => text.filledIn(source.name, source.filled, source.records))
                      .join(', ')}
              </TableCell>
            </TableRow>
          ))}
        </RecordTable>
      )}
    </Section>
  );
}
