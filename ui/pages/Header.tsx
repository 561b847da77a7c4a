import type { MouseEvent } from 'react';
import type { CoverageSummary } from '../../contract/coverage.ts';
import { technique } from '../../cards/technique.ts';
import { useWords } from '../words/WordsContext.tsx';
import { linkTo, type PageName } from '../shared/page-address.ts';
import { pageNames } from './pages.ts';
import type { Pages } from './usePages.ts';

type HeaderProps = Pick<Pages, 'page' | 'open'> & {
  /** The newest check of coverage with a result; `null`: none that is known of. */
  readonly lastCheck: CoverageSummary | null;
};

/** One row above every page: whose it is, the way to each page, and what goes for everything on them. */
export function Header({ page, open, lastCheck }: HeaderProps) {
  const words = useWords();
  const { title, navigation, pages, domain } = words.page;
  const onClick = (event: MouseEvent, name: PageName) => {
    // A new browser tab or window is the browser's own affair.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(name);
  };
  return (
    <header className="tw-header">
      <h1 className="tw-header__title">{title}</h1>
      <nav aria-label={navigation} className="tw-header__pages">
        {pageNames.map((name) => (
          <a
            key={name}
            href={linkTo(name, window.location.search)}
            aria-current={name === page ? 'page' : undefined}
            onClick={(event) => onClick(event, name)}
          >
            {pages[name]}
            {name === 'coverage' && lastCheck && <CheckState check={lastCheck} />}
          </a>
        ))}
      </nav>
      <p className="tw-header__scope">
        <span title={words.detection.technique(technique.id, technique.name)}>
          {`${technique.id} ${technique.name}`}
        </span>{' '}
        <span>{domain}</span>
      </p>
    </header>
  );
}

/** What the last check came to, as words and as a colour. */
function CheckState({
  check: { overall, counts, finishedMs },
}: {
  readonly check: CoverageSummary;
}) {
  const { format, page } = useWords();
  if (counts === null || overall === null) return null;
  const title = finishedMs === null ? undefined : page.coverageChecked(format.time(finishedMs));
  return (
    <span className={`tw-header__state tw-header__state--${overall}`} title={title}>
      {page.coverageState(counts)}
    </span>
  );
}
