import { Heading, Section } from '@carbon/react';
import { Locked } from '@carbon/icons-react';
import { useState } from 'react';
import type { Validation } from '../../contract/validation.ts';
import { CoverageWordsProvider } from '../coverage/coverage-words.ts';
import '../coverage/coverage.scss';
import { EmptyState } from '../shared/EmptyState.tsx';
import type { PageProps } from '../shared/page-props.ts';
import { useWords } from '../words/WordsContext.tsx';
import { OpenValidation } from './OpenValidation.tsx';
import { Overview } from './Overview.tsx';
import './validation.scss';
import { useValidationWords, ValidationWordsProvider } from './validation-words.ts';

/** The page “Validation”: techniques to be carried out, what became of each that was, and rehearsals. */
export function ValidationPage({ known: { session } }: PageProps) {
  const { notAllowed } = useWords().page.states;
  if (!session.canSearch)
    return (
      <EmptyState icon={Locked} title={notAllowed.title}>
        <p>{notAllowed.text(session.user)}</p>
      </EmptyState>
    );
  return (
    <CoverageWordsProvider>
      <ValidationWordsProvider>
        <Page canAdminister={session.canAdminister} />
      </ValidationWordsProvider>
    </CoverageWordsProvider>
  );
}

/** Which one is open, and what is known of it beforehand. */
type Open = { readonly id: string; readonly first: Validation | null };

function Page({ canAdminister }: { readonly canAdminister: boolean }) {
  const text = useValidationWords();
  const [open, setOpen] = useState<Open | null>(null);
  const [hasBeenOpen, setBeenOpen] = useState(false);
  const show = (validation: Validation) => {
    setBeenOpen(true);
    setOpen({ id: validation.id, first: validation });
  };
  return (
    <Section className="tw-validation">
      <div className="tw-validation__head">
        <Heading>{text.title}</Heading>
        <p>{text.intro}</p>
      </div>
      {open === null ? (
        <Overview canAdminister={canAdminister} takesFocus={hasBeenOpen} onOpen={show} />
      ) : (
        <OpenValidation
          key={open.id}
          id={open.id}
          first={open.first}
          onBack={() => setOpen(null)}
        />
      )}
    </Section>
  );
}
