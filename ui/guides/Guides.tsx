import { ContentSwitcher, Switch } from '@carbon/react';
import { useCallback, useState } from 'react';
import type { Finding } from '../../contract/finding.ts';
import type { FindingGuides, Guide, StepDone } from '../../contract/guides.ts';
import type { Run } from '../../contract/run.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { GuideWordsProvider, useGuideWords } from './guide-words.ts';
import { Inline, Markdown } from './Markdown.tsx';
import { GuideStepItem } from './GuideStepItem.tsx';
import './guides.scss';

type GuidesProps = { readonly finding: Finding; readonly run: Run };

/** What to look at and what to do about a finding, step by step, with its own queries. Loaded when it is first opened. */
export default function Guides(props: GuidesProps) {
  return (
    <GuideWordsProvider>
      <Loaded {...props} />
    </GuideWordsProvider>
  );
}

function Loaded({ finding, run }: GuidesProps) {
  const api = useApi();
  const text = useGuideWords();
  const { answer, retry } = useAnswer(
    useCallback(
      (signal: AbortSignal) => api.guides(run.id, finding.id, signal),
      [api, run.id, finding.id],
    ),
  );
  if (answer.state === 'known')
    return <Known answer={answer.value} check={api.checkStep.bind(null, run.id, finding.id)} />;
  return (
    <>
      <div role="alert">
        {answer.state === 'failed' && <ProblemNotice problem={answer.problem} onRetry={retry} />}
      </div>
      {answer.state === 'asking' && <Waiting text={text.loading} />}
    </>
  );
}

type Check = (guide: Guide['name'], step: string, isDone: boolean) => Promise<StepDone | null>;

function Known({ answer, check }: { readonly answer: FindingGuides; readonly check: Check }) {
  const text = useGuideWords();
  const [chosen, setChosen] = useState(0);
  const guide = answer.guides[chosen];
  return (
    <div className="tw-guides">
      <ContentSwitcher
        size="sm"
        selectedIndex={chosen}
        onChange={({ index }) => setChosen(index ?? 0)}
        aria-label={text.choose}
      >
        {answer.guides.map(({ name }) => (
          <Switch key={name} name={name} text={text.names[name]} />
        ))}
      </ContentSwitcher>
      {guide && <OneGuide key={guide.name} guide={guide} check={check} />}
    </div>
  );
}

function OneGuide({ guide, check }: { readonly guide: Guide; readonly check: Check }) {
  const text = useGuideWords();
  const steps = guide.sections.flatMap((section) => section.steps);
  const [done, setDone] = useState<ReadonlyMap<string, StepDone | null>>(
    () => new Map(steps.map((step) => [step.id, step.done])),
  );
  const count = steps.filter(({ id }) => done.get(id)).length;
  return (
    <>
      <h3 className="tw-detail__title">
        <Inline text={guide.title} />
      </h3>
      {guide.isOwn && <p className="tw-qualifier">{text.own}</p>}
      <Markdown text={guide.intro} />
      <p aria-live="polite">{text.progress(count, steps.length)}</p>
      {guide.sections.map((section, index) => (
        <section key={index} className="tw-guides__section">
          <h4 className="tw-guides__title">
            <Inline text={section.title} />
          </h4>
          <Markdown text={section.text} />
          <ol className="tw-guides__steps">
            {section.steps.map((step) => (
              <GuideStepItem
                key={step.id}
                step={step}
                number={steps.indexOf(step) + 1}
                done={done.get(step.id) ?? null}
                onCheck={async (isDone) => {
                  const now = await check(guide.name, step.id, isDone);
                  setDone((before) => new Map([...before, [step.id, now]]));
                }}
              />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
