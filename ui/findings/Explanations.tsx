import { Information } from '@carbon/icons-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../words/WordsContext.tsx';

/** A word and what it means. */
export type Explanation = {
  readonly key: string;
  /** The word to be explained, as it is seen. */
  readonly label: string;
  readonly content: () => ReactNode;
};

type ExplanationsProps = {
  /** What the words are together, for screen readers. */
  readonly label: string;
  readonly items: readonly Explanation[];
};

/**
 * Words that open their own explanation below them, one at a time; Escape closes it. It stands in the text,
 * not over it: nothing is covered or cut off at any zoom, and thousands of cards cost no floating layer each.
 */
export function Explanations({ label, items }: ExplanationsProps) {
  const words = useWords();
  const [openKey, setOpenKey] = useState<string | null>(null);
  const openButton = useRef<HTMLButtonElement | null>(null);
  const contentId = useId();
  const open = items.find((item) => item.key === openKey);
  const close = () => {
    setOpenKey(null);
    openButton.current?.focus();
  };
  return (
    <div
      className="tw-explanations"
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || open === undefined) return;
        event.stopPropagation();
        close();
      }}
    >
      <ul aria-label={label} className="tw-explanations__words">
        {items.map((item) => (
          <li key={item.key}>
            <button
              type="button"
              className="tw-tag tw-tag--button"
              aria-label={words.page.card.explain(item.label)}
              aria-expanded={item === open}
              aria-controls={item === open ? contentId : undefined}
              onClick={(event) => {
                openButton.current = event.currentTarget;
                setOpenKey(item === open ? null : item.key);
              }}
            >
              {item.label}
              <Information size={16} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <div id={contentId} className="tw-explanations__content">
          {open.content()}
        </div>
      )}
    </div>
  );
}
