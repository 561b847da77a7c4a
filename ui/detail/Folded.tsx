import { useState, type ReactNode } from 'react';

type FoldedProps = {
  readonly title: string;
  /** Drawn when it is unfolded, so that a long table costs nothing before. */
  readonly children: () => ReactNode;
};

/** What few need at once: a line that unfolds it. */
export function Folded({ title, children }: FoldedProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="tw-folded"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{title}</summary>
      {isOpen && <div className="tw-folded__body">{children()}</div>}
    </details>
  );
}
