import { Heading, Section, Stack } from '@carbon/react';
import type { ComponentType, ReactNode } from 'react';

type EmptyStateProps = {
  readonly icon: ComponentType<{ size: number; className?: string; 'aria-hidden': boolean }>;
  readonly tone?: 'neutral' | 'success' | 'warning';
  readonly title: string;
  readonly children: ReactNode;
  /** What to do next; at most one button. */
  readonly action?: ReactNode;
};

/** Says why there is nothing to see here, and what would change that. */
export function EmptyState({
  icon: Icon,
  tone = 'neutral',
  title,
  children,
  action,
}: EmptyStateProps) {
  return (
    <Section className={`tw-empty tw-empty--${tone}`}>
      <Stack gap={5}>
        <Icon size={32} aria-hidden className="tw-empty__icon" />
        <Heading className="tw-empty__title">{title}</Heading>
        <div className="tw-empty__text">{children}</div>
        {action}
      </Stack>
    </Section>
  );
}
