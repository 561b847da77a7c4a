import { Button } from '@carbon/react';
import { Copy, Link } from '@carbon/icons-react';
import { useEffect, useState } from 'react';
import { useWords } from '../words/WordsContext.tsx';

const icons = { copy: Copy, link: Link } as const;

type CopyTextButtonProps = {
  readonly label: string;
  readonly icon?: keyof typeof icons;
  /** Asked for when pressed, so that it is the text of that moment. */
  readonly text: () => string;
};

/** How long the outcome stands in place of the label: long enough to read four words. */
const outcomeMs = 3_000;

/** Copies a text and says whether that worked; a browser may refuse outside a secure context. */
export function CopyTextButton({ label, icon = 'copy', text }: CopyTextButtonProps) {
  const words = useWords();
  const [outcome, setOutcome] = useState('');

  useEffect(() => {
    if (outcome === '') return;
    const timer = setTimeout(() => setOutcome(''), outcomeMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    setOutcome((await copyText(text())) ? words.page.copied : words.page.notCopied);
  };
  return (
    <span className="tw-copy">
      <Button kind="ghost" size="sm" renderIcon={icons[icon]} onClick={() => void copy()}>
        {label}
      </Button>
      <span role="status" className="tw-copy__outcome">
        {outcome}
      </span>
    </span>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused by policy, or there is no clipboard here: said to the reader by the caller.
    return false;
  }
}
