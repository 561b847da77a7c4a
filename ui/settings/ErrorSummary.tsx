import { useEffect, useId, useRef, type MouseEvent } from 'react';
import { isTextField, type Field } from './draft.ts';
import { fieldId, sections } from './sections.ts';
import { useSettingsWords } from './settings-words.ts';
import type { SettingsDraft } from './useSettingsDraft.ts';

type ErrorSummaryProps = {
  readonly errors: SettingsDraft['errors'];
  /** How often a save was tried: each time the summary takes the focus, which brings it into view. */
  readonly attempts: number;
};

/** What stands in the way of saving, each mistake a link to its field, in the order of the page (WCAG 3.3.1). */
export function ErrorSummary({ errors, attempts }: ErrorSummaryProps) {
  const text = useSettingsWords();
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (attempts > 0) place.current?.focus();
  }, [attempts]);
  const wrong = sections
    .flatMap(({ fields }) => fields)
    .filter(isTextField)
    .flatMap((field) => {
      const error = errors[field];
      return error === undefined ? [] : [{ field, error }];
    });
  if (attempts === 0 || wrong.length === 0) return null;
  return (
    <div
      ref={place}
      role="group"
      tabIndex={-1}
      aria-labelledby={id}
      className="tw-settings__mistakes"
    >
      <p id={id}>{text.errors.summary(wrong.length)}</p>
      <ul>
        {wrong.map(({ field, error }) => (
          <li key={field}>
            <a href={`#${fieldId(field)}`} onClick={(event) => leadTo(event, field)}>
              {text.fields[field].label}
            </a>{' '}
            <span>{error}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Following the link would leave an entry for Back, which is about pages. */
function leadTo(event: MouseEvent, field: Field): void {
  event.preventDefault();
  document.getElementById(fieldId(field))?.focus();
}
