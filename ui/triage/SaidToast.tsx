import { Button } from '@carbon/react';
import { useWords } from '../words/WordsContext.tsx';
import { useDesk } from './TriageContext.ts';
import { useTriageWords } from './triage-words.ts';
import type { Said } from './desk-state.ts';

/**
 * What was done, with the way back. It stays until something else is done or it is dismissed, so that nobody has to be quick
 * (WCAG 2.2.1); the key `z` of the list does the same.
 */
export function SaidToast({ said }: { readonly said: Said }) {
  const words = useWords();
  const section = useTriageWords();
  const text = section.said;
  const desk = useDesk();
  return (
    <div role="group" aria-label={text.label} className="tw-said">
      <div className="tw-said__lines">
        {linesOf(said, text, words.problems.codes).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {said.kind === 'decided' && (
        <Button kind="tertiary" size="sm" onClick={() => void desk.undo()}>
          {text.undo}
        </Button>
      )}
      <Button kind="ghost" size="sm" onClick={() => desk.say(null)}>
        {text.dismiss}
      </Button>
    </div>
  );
}

function linesOf(
  said: Said,
  text: ReturnType<typeof useTriageWords>['said'],
  problems: ReturnType<typeof useWords>['problems']['codes'],
): readonly string[] {
  switch (said.kind) {
    case 'decided':
      return [text.decided[said.state](said.changed)];
    case 'undone': {
      const { undone, kept } = said.undone;
      return [text.undone(undone), ...(kept > 0 ? [text.kept(kept)] : [])];
    }
    case 'noted':
      return [text.noted(said.offense), ...(said.isRecorded ? [] : [text.notRecorded])];
    case 'failed': {
      const { title, remedy } = problems[said.problem.code];
      return [title, remedy];
    }
  }
}
