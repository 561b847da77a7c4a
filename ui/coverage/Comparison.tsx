import { Heading, Section, Select, SelectItem } from '@carbon/react';
import type { CoverageComparison } from '../../contract/coverage-report.ts';
import { Answered } from '../shared/Answered.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { changeText, unclearText } from './change-text.ts';
import { useCoverageWords } from './coverage-words.ts';
import type { useComparison } from './useComparison.ts';

/** What is otherwise than in another result: what got worse first. */
export function Comparison({
  comparing,
}: {
  readonly comparing: ReturnType<typeof useComparison>;
}) {
  const { format } = useWords();
  const text = useCoverageWords().comparison;
  const { others, otherId, choose, answer, retry, compared } = comparing;
  return (
    <Section className="tw-coverage__part">
      <Heading className="tw-coverage__title">{text.title}</Heading>
      {otherId === null ? (
        <p>{text.nothing}</p>
      ) : (
        <Select
          id="coverage-other"
          size="sm"
          labelText={text.with}
          value={otherId}
          onChange={({ target }) => choose(target.value)}
        >
          {others.map(({ id, finishedMs, startedMs, counts }) => (
            <SelectItem
              key={id}
              value={id}
              text={text.option(format.time(finishedMs ?? startedMs), counts)}
            />
          ))}
        </Select>
      )}
      <Answered answer={answer} onRetry={retry} asking={text.asking}>
        {() => compared && <Differences comparison={compared.comparison} />}
      </Answered>
    </Section>
  );
}

function Differences({ comparison }: { readonly comparison: CoverageComparison }) {
  const words = useCoverageWords();
  const text = words.comparison;
  const { worse, better, unclear, incomparable } = comparison;
  return (
    <>
      {worse.length === 0 && <p>{text.noneWorse}</p>}
      <Lines title={text.worse} lines={worse.map((change) => changeText(change, 'worse', words))} />
      <Lines
        title={text.better}
        lines={better.map((change) => changeText(change, 'better', words))}
      />
      <Lines title={text.unclear} lines={unclear.map((pair) => unclearText(pair, words))} />
      {incomparable !== null && <p className="tw-qualifier">{text.incomparable[incomparable]}</p>}
    </>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Section className="tw-comparison">
      <Heading className="tw-comparison__title">{title}</Heading>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}
