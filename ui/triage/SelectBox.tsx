import { useLayoutEffect, useRef } from 'react';
import type { Finding } from '../../contract/finding.ts';
import { useDesk, useSelection } from './TriageContext.ts';

type SelectBoxProps = {
  readonly findings: readonly Finding[];
  readonly label: string;
  /** Off for the rows of the list, which is one stop of the Tab key: there `x` does it. */
  readonly isTabStop?: boolean;
};

/** Selects findings; in part where only some of them are selected. */
export function SelectBox({ findings, label, isTabStop = false }: SelectBoxProps) {
  const desk = useDesk();
  const selection = useSelection(findings);
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = selection === 'some';
  }, [selection]);
  return (
    <label className="tw-select">
      <input
        ref={box}
        type="checkbox"
        tabIndex={isTabStop ? undefined : -1}
        checked={selection === 'all'}
        onChange={({ target }) =>
          desk.select(
            findings.map(({ id }) => id),
            target.checked,
          )
        }
      />
      <span className="tw-visually-hidden">{label}</span>
    </label>
  );
}
