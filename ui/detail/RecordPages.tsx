import { Pagination } from '@carbon/react';
import type { ReactNode } from 'react';
import { Answered } from '../shared/Answered.tsx';
import type { Pages } from './usePages.ts';
import { Waiting } from '../shared/Waiting.tsx';

/** Page sizes on offer; the server answers at most the largest at once. */
const pageSizes = [20, 50, 100] as const;

/** The first page. */
export const firstPage: PageRange = { offset: 0, limit: pageSizes[0] };

export type PageRange = { readonly offset: number; readonly limit: number };

/** Words of a list in pages. */
export type PageWords = {
  readonly asking: string;
  readonly refreshing: string;
  readonly pages: {
    readonly label: string;
    readonly perPage: string;
    readonly range: (from: number, to: number, total: number) => string;
    readonly pageOf: (total: number) => string;
    readonly next: string;
    readonly previous: string;
    readonly select: (total: number) => string;
  };
};

type EvidencePagesProps<T> = {
  readonly pages: Pages<T>;
  readonly range: PageRange;
  readonly words: PageWords;
  readonly onRange: (range: PageRange) => void;
  readonly children: (page: T) => ReactNode;
};

/** A list in pages as Ariel holds it; the last page stays in view while another is read. */
export function RecordPages<T extends { readonly total: number }>({
  pages: { answer, retry, latest },
  range,
  words,
  onRange,
  children,
}: EvidencePagesProps<T>) {
  return (
    <>
      {latest === null || answer.state === 'failed' ? (
        <Answered answer={answer} onRetry={retry} asking={words.asking}>
          {() => null}
        </Answered>
      ) : null}
      {latest && (
        <div aria-busy={answer.state === 'asking'} className="tw-detail__events">
          <div role="status">
            {answer.state === 'asking' && <Waiting text={words.refreshing} />}
          </div>
          {children(latest)}
          <PageChoice total={latest.total} range={range} words={words.pages} onRange={onRange} />
        </div>
      )}
    </>
  );
}

type PageChoiceProps = {
  readonly total: number;
  readonly range: PageRange;
  readonly words: PageWords['pages'];
  readonly onRange: (range: PageRange) => void;
};

function PageChoice({ total, range: { offset, limit }, words, onRange }: PageChoiceProps) {
  if (total === 0) return null;
  return (
    <Pagination
      size="sm"
      aria-label={words.label}
      page={Math.floor(offset / limit) + 1}
      pageSize={limit}
      pageSizes={[...pageSizes]}
      totalItems={total}
      itemsPerPageText={words.perPage}
      itemRangeText={words.range}
      pageRangeText={(_, count) => words.pageOf(count)}
      pageSelectLabelText={words.select}
      forwardText={words.next}
      backwardText={words.previous}
      onChange={({ page, pageSize }) => onRange({ offset: (page - 1) * pageSize, limit: pageSize })}
    />
  );
}
