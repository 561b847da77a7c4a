import { lazy, type ComponentType } from 'react';
import type { PageName } from '../shared/page-address.ts';
import { Findings } from './Findings.tsx';
import type { PageProps } from '../shared/page-props.ts';

type Page = {
  readonly name: PageName;
  readonly Content: ComponentType<PageProps>;
  /** Whether it goes on out of sight when another page is opened: what runs in it runs on, and it is as it was. */
  readonly isKept: boolean;
};

/**
 * The pages of the tab in the order of their links. A further one is an entry here, and its name in the words. All but the
 * first are loaded when they are opened.
 */
export const pages: readonly Page[] = [
  { name: 'findings', Content: Findings, isKept: true },
  {
    name: 'coverage',
    Content: lazy(() =>
      import('../coverage/CoveragePage.tsx').then((part) => ({ default: part.CoveragePage })),
    ),
    isKept: false,
  },
  {
    name: 'validation',
    Content: lazy(() =>
      import('../validation/ValidationPage.tsx').then((part) => ({ default: part.ValidationPage })),
    ),
    isKept: false,
  },
  {
    name: 'tuning',
    Content: lazy(() =>
      import('../tuning/TuningPage.tsx').then((part) => ({ default: part.TuningPage })),
    ),
    isKept: false,
  },
];

export const pageNames = pages.map(({ name }) => name);
