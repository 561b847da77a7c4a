import { Toggletip, ToggletipButton, ToggletipContent } from '@carbon/react';
import { Information } from '@carbon/icons-react';
import type { ReactNode } from 'react';
import { messages } from '../messages/messages.ts';

type ExplainedProps = {
  /** The word to be explained, as it is seen. */
  readonly label: string;
  readonly children: ReactNode;
};

/** A word that opens its own explanation, by mouse and by keyboard. */
export function Explained({ label, children }: ExplainedProps) {
  return (
    <Toggletip align="bottom-start" autoAlign className="tw-explained">
      <ToggletipButton label={messages.page.card.explain(label)} className="tw-tag tw-tag--button">
        {label}
        <Information size={16} aria-hidden />
      </ToggletipButton>
      <ToggletipContent className="tw-explained__content">{children}</ToggletipContent>
    </Toggletip>
  );
}
