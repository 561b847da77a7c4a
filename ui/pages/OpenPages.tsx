import { Suspense, useRef } from 'react';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { SessionContext } from '../shared/session-user.ts';
import { CardSkeletons } from '../shared/RunProgress.tsx';
import { useWords } from '../words/WordsContext.tsx';
import type { PageProps } from '../shared/page-props.ts';
import { pages } from './pages.ts';
import { useKeptPlace } from './useKeptPlace.ts';
import type { Pages } from './usePages.ts';

type OpenPagesProps = PageProps & Pick<Pages, 'page' | 'opened'>;

/** The page on show, and out of sight those that are kept. */
export function OpenPages({ page, opened, ...props }: OpenPagesProps) {
  return pages
    .filter(({ name, isKept }) => name === page || (isKept && opened.includes(name)))
    .map((entry) => (
      <OpenPage key={entry.name} {...props} entry={entry} isShown={entry.name === page} />
    ));
}

type OpenPageProps = PageProps & {
  readonly entry: (typeof pages)[number];
  readonly isShown: boolean;
};

function OpenPage({ entry: { name, Content }, isShown, ...props }: OpenPageProps) {
  const words = useWords().page;
  const place = useRef<HTMLDivElement>(null);
  useKeptPlace(place, isShown);
  return (
    <div
      ref={place}
      inert={!isShown}
      aria-hidden={!isShown}
      className={isShown ? undefined : 'tw-out-of-sight'}
    >
      <FeatureBoundary part={words.pages[name]}>
        <Suspense fallback={<LoadingPage />}>
          <SessionContext value={props.known.session}>
            <Content {...props} />
          </SessionContext>
        </Suspense>
      </FeatureBoundary>
    </div>
  );
}

/** What stands in for a page until it is there. */
export function LoadingPage() {
  return (
    <>
      <p role="status" className="tw-visually-hidden">
        {useWords().page.states.loading}
      </p>
      <CardSkeletons />
    </>
  );
}
