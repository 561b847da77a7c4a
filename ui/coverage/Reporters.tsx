import { Heading, Section, TableCell, TableRow } from '@carbon/react';
import type { CoverageProperty, CoverageSource } from '../../contract/coverage.ts';
import { RecordTable } from '../detail/RecordTable.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Name } from '../shared/Name.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useCoverageWords } from './coverage-words.ts';

type SourcesProps = {
  readonly sources: readonly CoverageSource[];
  /** How long the time is that was looked at, ms. */
  readonly lengthMs: number;
};

/** The log sources with records on the ports, and how much of what the rule sees each of them gives, and how late. */
export function Sources({ sources, lengthMs }: SourcesProps) {
  const { count, percent, duration } = useWords().format;
  const text = useCoverageWords().sources;
  return (
    <Section className="tw-coverage__part">
      <Heading className="tw-coverage__title">{text.title}</Heading>
      {sources.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <RecordTable region={text.title} label={text.title} isPlain columns={text.columns}>
          {sources.map(({ id, name, type, share, lag, caught, ...source }) => (
            <TableRow key={id}>
              <TableCell>
                <Name text={name} />
              </TableCell>
              <TableCell className="tw-coverage__type">{type ?? '–'}</TableCell>
              <TableCell className="tw-mono">{count(source.onPorts)}</TableCell>
              <TableCell className="tw-mono">{count(source.passed)}</TableCell>
              <TableCell className="tw-mono">{share === null ? '–' : percent(share)}</TableCell>
              <TableCell className="tw-mono">{count(source.withSentBytes)}</TableCell>
              <TableCell>
                {lag === null ? '–' : `${duration(lag.meanMs)} / ${duration(lag.mostMs)}`}
              </TableCell>
              <TableCell className="tw-mono">
                {caught === null ? '–' : percent(inFull(caught))}
              </TableCell>
              <TableCell>
                <Moment ms={source.lastMs} />
              </TableCell>
            </TableRow>
          ))}
        </RecordTable>
      )}
      {sources.some(({ lag }) => lag !== null) && (
        <p className="tw-qualifier">{text.note(lengthMs)}</p>
      )}
    </Section>
  );
}

/** Rounded down to full percents, so that all is said of all only. */
function inFull(share: number): number {
  return Math.floor(share * 100) / 100;
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
