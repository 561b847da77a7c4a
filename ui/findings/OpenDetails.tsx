import { Button, type ButtonProps } from '@carbon/react';
import type { Finding } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { findingLabel } from '../shared/finding-label.ts';

type OpenDetailsProps = {
  readonly finding: Finding;
  readonly icon?: ButtonProps<'button'>['renderIcon'];
  readonly isOpen: boolean;
  readonly onOpen: (finding: string) => void;
};

/** Opens the details of a finding; the focus comes back to it, by what it opens, when they close. */
export function OpenDetails({ finding, icon, isOpen, onOpen }: OpenDetailsProps) {
  const words = useWords();
  const text = words.page.card;
  return (
    <Button
      kind="ghost"
      size="sm"
      {...(icon ? { renderIcon: icon } : {})}
      aria-label={text.detailsOf(findingLabel(finding, words))}
      aria-expanded={isOpen}
      data-opens={finding.id}
      onClick={() => onOpen(finding.id)}
    >
      {text.details}
    </Button>
  );
}
