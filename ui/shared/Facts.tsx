import type { ReactNode } from 'react';

/** A name and what it stands for; `wide` takes two columns where there is room. */
export type Fact = {
  readonly name: string;
  readonly value: ReactNode;
  readonly wide?: boolean;
};

/** Facts side by side, wrapping where the place is narrow. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="tw-facts">
      {facts.map(({ name, value, wide = false }) => (
        <div key={name} className={wide ? 'tw-facts__fact tw-facts__fact--wide' : 'tw-facts__fact'}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
