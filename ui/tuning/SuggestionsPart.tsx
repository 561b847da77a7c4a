import { Idea } from '@carbon/icons-react';
import { Button, Heading, Section } from '@carbon/react';
import { useCallback, useState } from 'react';
import type { AllowSuggestion, AllowSuggestions } from '../../contract/allowlist.ts';
import { formOf } from '../allowlist/allow-draft.ts';
import AllowDialog from '../allowlist/AllowDialog.tsx';
import { useAllowWords } from '../allowlist/allow-words.ts';
import { subjectText } from '../allowlist/subject-text.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { Answered } from '../shared/Answered.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { PlaceLink } from '../shared/PlaceLink.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { domainOf } from './EntriesPart.tsx';
import { Ranges } from './Ranges.tsx';

type SuggestionsPartProps = { readonly canAdminister: boolean };

/** Findings of the run on the page that look benign, with evidence and counter-evidence; each leads to a filled-in entry. */
export function SuggestionsPart({ canAdminister }: SuggestionsPartProps) {
  const text = useAllowWords().suggestions;
  const [run] = useState(() => new URLSearchParams(window.location.search).get('run'));
  return (
    <Section className="tw-tuning__part">
      <div className="tw-tuning__head">
        <Heading>{text.title}</Heading>
        <p>{text.intro}</p>
      </div>
      {run === null ? <NoRun /> : <OfRun run={run} canAdminister={canAdminister} />}
    </Section>
  );
}

function NoRun() {
  const { pages } = useWords().page;
  const text = useAllowWords().suggestions.noRun;
  return (
    <EmptyState
      icon={Idea}
      title={text.title}
      action={<PlaceLink page="findings">{pages.findings}</PlaceLink>}
    >
      <p>{text.text}</p>
    </EmptyState>
  );
}

function OfRun({ run, canAdminister }: SuggestionsPartProps & { readonly run: string }) {
  const api = useApi();
  const text = useAllowWords().suggestions;
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.allowSuggestions(run, signal), [api, run]),
  );
  return (
    <Answered answer={answer} onRetry={retry} asking={text.loading}>
      {(known) => <Known known={known} canAdminister={canAdminister} onImported={retry} />}
    </Answered>
  );
}

type KnownProps = SuggestionsPartProps & {
  readonly known: AllowSuggestions;
  readonly onImported: () => void;
};

function Known({ known: { suggestions, ranges }, canAdminister, onImported }: KnownProps) {
  const text = useAllowWords().suggestions;
  const [open, setOpen] = useState<AllowSuggestion | null>(null);
  return (
    <>
      {suggestions.length === 0 && (
        <EmptyState icon={Idea} title={text.none.title}>
          <p>{text.none.text}</p>
        </EmptyState>
      )}
      <ul aria-label={text.title} className="tw-entries">
        {suggestions.map((one) => (
          <li key={`${one.kind} ${one.findingId}`} className="tw-entries__row">
            <Suggestion suggestion={one} onFill={() => setOpen(one)} />
          </li>
        ))}
      </ul>
      <Ranges ranges={ranges} canAdminister={canAdminister} onImported={onImported} />
      {open && (
        <AllowDialog
          initial={formOf(open.subject)}
          filled={[]}
          domain={domainOf(open.subject.domainId)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

type SuggestionProps = { readonly suggestion: AllowSuggestion; readonly onFill: () => void };

function Suggestion({ suggestion, onFill }: SuggestionProps) {
  const { suggestions: text, scopes } = useAllowWords();
  const { kind, subject, facts, findingId } = suggestion;
  const name = subjectText(subject);
  const against = facts.filter(({ speaksFor }) => !speaksFor);
  return (
    <article className="tw-entry" aria-label={`${text.kinds[kind]}: ${name}`}>
      <div className="tw-entry__head">
        <p className="tw-entry__subject">
          <span className="tw-qualifier">{scopes[subject.scope]}</span>
          <span className="tw-mono">{name}</span>
        </p>
        <p className="tw-entry__reason">{text.kinds[kind]}</p>
        <div className="tw-entry__actions">
          <PlaceLink page="findings" finding={findingId}>
            {text.finding}
          </PlaceLink>
          <Button kind="tertiary" size="sm" aria-label={text.fillOf(name)} onClick={onFill}>
            {text.fill}
          </Button>
        </div>
      </div>
      <div className="tw-suggestion__facts">
        <Evidence title={text.speaksFor} facts={facts.filter(({ speaksFor }) => speaksFor)} />
        <Evidence title={text.speaksAgainst} facts={against} />
      </div>
    </article>
  );
}

type EvidenceProps = { readonly title: string; readonly facts: AllowSuggestion['facts'] };

function Evidence({ title, facts }: EvidenceProps) {
  const text = useAllowWords().suggestions;
  return (
    <div>
      <p className="tw-allow__title">{title}</p>
      {facts.length === 0 && <p>{text.nothingAgainst}</p>}
      <ul className="tw-suggestion__list">
        {facts.map((one) => (
          <li key={`${one.code} ${one.what ?? ''}`}>{text.fact(one)}</li>
        ))}
      </ul>
    </div>
  );
}
