import { Locked } from '@carbon/icons-react';
import type { MouseEvent } from 'react';
import { AllowWordsProvider, useAllowWords } from '../allowlist/allow-words.ts';
import '../allowlist/allowlist.scss';
import '../panels.scss';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { LeaveContext } from '../shared/leaving.ts';
import { linkTo } from '../shared/page-address.ts';
import type { PageProps } from '../shared/page-props.ts';
import { useWords } from '../words/WordsContext.tsx';
import { AuditPart } from './AuditPart.tsx';
import { EntriesPart } from './EntriesPart.tsx';
import { SuggestionsPart } from './SuggestionsPart.tsx';
import './tuning.scss';
import { partNames, usePart, type Part, type PartName } from './usePart.ts';

/** The page “Tuning”: what is allowed, what might be, what is set, and who changed it. Each part has an address of its own. */
export function TuningPage(props: PageProps) {
  return (
    <AllowWordsProvider>
      <Page {...props} />
    </AllowWordsProvider>
  );
}

function Page(props: PageProps) {
  const { parts } = useAllowWords();
  const { shown, open, setQuestion } = usePart();
  return (
    <div className="tw-tuning">
      <PartLinks shown={shown.part} onOpen={open} />
      <LeaveContext value={setQuestion}>
        <FeatureBoundary key={shown.part} part={parts[shown.part]}>
          <PartContent {...props} shown={shown} />
        </FeatureBoundary>
      </LeaveContext>
    </div>
  );
}

type PartLinksProps = {
  readonly shown: PartName;
  readonly onOpen: (part: PartName) => void;
};

function PartLinks({ shown, onOpen }: PartLinksProps) {
  const { parts } = useAllowWords();
  const onClick = (event: MouseEvent, part: PartName) => {
    // A new browser tab or window is the browser's own affair.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(part);
  };
  return (
    <nav aria-label={parts.label} className="tw-tuning__links">
      {partNames.map((part) => (
        <a
          key={part}
          href={linkTo('tuning', window.location.search, { part, item: '' })}
          aria-current={part === shown ? 'page' : undefined}
          onClick={(event) => onClick(event, part)}
        >
          {parts[part]}
        </a>
      ))}
    </nav>
  );
}

function PartContent({ shown: { part, item }, ...props }: PageProps & { readonly shown: Part }) {
  const { notAllowed } = useWords().page.states;
  const { session } = props.known;
  // Settings are for everybody to read; the rest is about findings, which need the right to search.
  if (part === 'settings') return <SettingsPage {...props} />;
  if (!session.canSearch)
    return (
      <EmptyState icon={Locked} title={notAllowed.title}>
        <p>{notAllowed.text(session.user)}</p>
      </EmptyState>
    );
  const { canAdminister } = session;
  if (part === 'suggestions') return <SuggestionsPart canAdminister={canAdminister} />;
  if (part === 'audit') return <AuditPart canAdminister={canAdminister} />;
  return <EntriesPart item={item} />;
}
