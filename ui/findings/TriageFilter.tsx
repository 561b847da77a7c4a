import { Button } from '@carbon/react';
import type { ReactNode } from 'react';
import { useDesk, useDeskState } from '../triage/TriageContext.ts';
import { useWords } from '../words/WordsContext.tsx';
import { closedAfter, type TriageCounts } from './triage-filter.ts';
import type { ChangeView } from './usePageState.ts';
import type { View } from './view.ts';

type TriageFilterProps = {
  readonly view: View;
  readonly counts: TriageCounts;
  readonly nowMs: number;
  readonly onChange: ChangeView;
};

/** How many findings are open, closed, mine, and new since the last visit, each number as the button that filters by it. */
export function TriageFilter({ view, counts, nowMs, onChange }: TriageFilterProps) {
  const { page, format } = useWords();
  const text = page.triage.filter;
  const desk = useDesk();
  const sinceMs = useDeskState(({ book }) => book.sinceMs);
  const { closed, mine, unseen } = view;
  const press = (change: Partial<View>) => () => onChange((before) => ({ ...before, ...change }));
  const hasChoice = counts.closed > 0 || closed !== 'hidden';
  return (
    <div role="group" aria-label={text.label} className="tw-states">
      {(counts.unseen > 0 || unseen) && (
        <Tag
          isOn={unseen}
          title={sinceMs === null ? '' : text.newWhy(format.relativeTime(sinceMs, nowMs))}
          onPress={press({ unseen: !unseen })}
        >
          <span className="tw-new" aria-hidden />
          {text.new(counts.unseen)}
        </Tag>
      )}
      {unseen && counts.unseen > 0 && (
        <Button kind="ghost" size="sm" onClick={() => void desk.markSeen()}>
          {text.seen}
        </Button>
      )}
      {hasChoice && (
        <>
          <Tag
            isOn={closed !== 'only'}
            title={text.openWhy}
            onPress={press({ closed: closedAfter('open', closed) })}
          >
            {text.open(counts.open)}
          </Tag>
          <Tag
            isOn={closed !== 'hidden'}
            title={text.closedWhy}
            onPress={press({ closed: closedAfter('closed', closed) })}
          >
            {text.closed(counts.closed)}
          </Tag>
        </>
      )}
      {(counts.mine > 0 || mine) && (
        <Tag isOn={mine} title={text.mineWhy} onPress={press({ mine: !mine })}>
          {text.mine(counts.mine)}
        </Tag>
      )}
    </div>
  );
}

type TagProps = {
  readonly isOn: boolean;
  readonly title: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

function Tag({ isOn, title, onPress, children }: TagProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      title={title}
      className="tw-states__tag"
      onClick={onPress}
    >
      {children}
    </button>
  );
}
