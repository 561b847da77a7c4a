import type { MouseEvent } from 'react';
import { useWords } from '../words/WordsContext.tsx';

/** The part of the page that the link leads to (`id`). */
export const contentId = 'tw-content';

/**
 * The first stop of the Tab key: past links and filters to the list of findings where there is one, else to the page
 * (https://www.w3.org/WAI/WCAG22/Understanding/bypass-blocks.html). Seen while it has the focus.
 */
export function SkipLink() {
  return (
    <a href={`#${contentId}`} className="tw-skip" onClick={toContent}>
      {useWords().page.skip}
    </a>
  );
}

/** Without the address: what is behind `#` is no part of a view. */
function toContent(event: MouseEvent): void {
  event.preventDefault();
  const content = document.getElementById(contentId);
  const rows = content?.querySelectorAll<HTMLElement>('[data-row][tabindex="0"]') ?? [];
  // A page that goes on out of sight has rows too.
  const row = [...rows].find((candidate) =>
    candidate.checkVisibility({ visibilityProperty: true }),
  );
  (row ?? content)?.focus();
}
