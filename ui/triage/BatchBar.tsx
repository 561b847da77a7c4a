import { Button } from '@carbon/react';
import type { Finding } from '../../contract/finding.ts';
import { placeOf } from '../pivots/usePivotMenu.ts';
import { useWords } from '../words/WordsContext.tsx';
import { decisionsOf } from './decisions.ts';
import { useDesk, useDeskState } from './TriageContext.ts';

/** How many findings are selected, and what can be done with all of them: each button says with how many. */
export function BatchBar({ findings }: { readonly findings: readonly Finding[] }) {
  const text = useWords().page.triage;
  const desk = useDesk();
  const book = useDeskState((state) => state.book);
  const ids = findings.map(({ id }) => id);
  const { take, close } = decisionsOf(ids, book, desk.user);
  const closing = close.benign;
  const sources = [...new Set(findings.map(({ source }) => source))];
  const [only = null, ...others] = sources;
  return (
    <div role="group" aria-label={text.selected(findings.length)} className="tw-batch">
      <p role="status">{text.selected(findings.length)}</p>
      {take && (
        <Button kind="tertiary" size="sm" onClick={() => void desk.act(take)}>
          {text.take(take.findings.length)}
        </Button>
      )}
      <Button
        kind="tertiary"
        size="sm"
        onClick={() => desk.open({ kind: 'decide', decision: closing, changed: null })}
      >
        {text.closing(closing.findings.length)}
      </Button>
      <Button
        kind="ghost"
        size="sm"
        aria-haspopup="menu"
        onClick={(event) => {
          event.currentTarget.focus();
          desk.open({
            kind: 'menu',
            findings: ids,
            of: others.length === 0 ? only : null,
            at: placeOf(event),
          });
        }}
      >
        {text.more}
      </Button>
      <Button kind="ghost" size="sm" onClick={desk.clearSelection}>
        {text.clearSelection}
      </Button>
    </div>
  );
}
