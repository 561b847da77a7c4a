import { Button, Heading, Section } from '@carbon/react';
import { useState } from 'react';
import { directions } from '../../contract/details.ts';
import type { CoverageResult, FunnelStep } from '../../contract/coverage.ts';
import { createConsolePages } from '../platform/console.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useCoverageWords } from './coverage-words.ts';

/** How many records pass each condition of the rule, as bars and as numbers, and what was dropped. */
export function Funnel({ funnel }: Pick<CoverageResult, 'funnel'>) {
  const text = useCoverageWords().funnel;
  const [pages] = useState(() => createConsolePages(window));
  const [isBlocked, setBlocked] = useState(false);
  const widest = funnel[0]?.came ?? 0;
  const open = (aql: string) => setBlocked(pages.eventSearch(aql) === 'blocked');
  return (
    <Section className="tw-coverage__part">
      <Heading className="tw-coverage__title">{text.title}</Heading>
      <p>{text.note}</p>
      <p role="status">{isBlocked && text.blocked}</p>
      <ol className="tw-funnel">
        {funnel.map((step) => (
          <Step key={step.clause} step={step} widest={widest} onOpen={open} />
        ))}
      </ol>
    </Section>
  );
}

type StepProps = {
  readonly step: FunnelStep;
  readonly widest: number;
  readonly onOpen: (aql: string) => void;
};

function Step({ step: { clause, came, passed, dropped }, widest, onOpen }: StepProps) {
  const text = useCoverageWords().funnel;
  const { count } = useWords().format;
  return (
    <li className="tw-funnel__step">
      <span className="tw-funnel__clause">{text.clauses[clause]}</span>
      <span className="tw-funnel__bar" aria-hidden="true">
        {came > 0 && (
          <span className="tw-funnel__came" style={{ inlineSize: widthOf(came, widest) }} />
        )}
        {passed > 0 && (
          <span className="tw-funnel__passed" style={{ inlineSize: widthOf(passed, widest) }} />
        )}
      </span>
      <span className="tw-mono">{came === 0 ? text.nothing : text.step(passed, came)}</span>
      {dropped.length > 0 && (
        <details className="tw-funnel__dropped">
          <summary>{text.dropped(came - passed)}</summary>
          <ul>
            {dropped.map(({ label, records, aql }) => {
              const name = nameOf(label, text.directions);
              return (
                <li key={label}>
                  <Button
                    kind="ghost"
                    size="sm"
                    aria-label={text.open(name)}
                    onClick={() => onOpen(aql)}
                  >
                    {name}
                  </Button>
                  <span className="tw-mono">{count(records)}</span>
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </li>
  );
}

/** Directions have words; other labels are names of the console. */
function nameOf(label: string, words: Readonly<Record<string, string>>): string {
  return directions.some((known) => known === label) ? (words[label] ?? label) : label;
}

/** On a log scale, so that a handful can be seen beside millions. */
function widthOf(records: number, widest: number): string {
  return `${(100 * Math.log1p(records)) / Math.log1p(widest)}%`;
}
