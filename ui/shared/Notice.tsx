import { Callout } from '@carbon/react';
import { useWords } from '../words/WordsContext.tsx';

type NoticeProps = {
  readonly kind: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly subtitle: string;
  /** What can be done at once, and its button's label. */
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined;
};

/** Something to be said of a part of the page, where it stands. */
export function Notice({ kind, title, subtitle, action }: NoticeProps) {
  const { icons } = useWords().page;
  return (
    <Callout
      kind={kind}
      lowContrast
      title={title}
      subtitle={subtitle}
      statusIconDescription={icons[kind]}
      {...(action ? { actionButtonLabel: action.label, onActionButtonClick: action.onClick } : {})}
    />
  );
}
