import { ToastNotification } from '@carbon/react';
import { useWords, type Words } from '../words/WordsContext.tsx';
import type { EffectOutcome } from './effects.ts';

/** Long enough to read one short line; nothing is lost when it goes (Carbon's guidance: five seconds). */
const shownForMs = 5000;

type PivotToastProps = {
  readonly outcome: EffectOutcome;
  /** Grows with each outcome, so that copying the same thing twice is said twice. */
  readonly sequence: number;
  readonly onClose: () => void;
};

/** Confirms what the analyst just did, in a live region that exists before it is filled. */
export function PivotToast({ outcome, sequence, onClose }: PivotToastProps) {
  const words = useWords();
  const notice = noticeOf(outcome, words);
  return (
    <div className="tw-pivot-toast" aria-live="polite">
      {notice && (
        <ToastNotification
          key={sequence}
          // The region around it speaks; a second one inside would say everything twice.
          aria-live="off"
          kind={notice.kind}
          lowContrast
          title={notice.title}
          subtitle={notice.text}
          statusIconDescription={words.page.icons[notice.kind]}
          aria-label={words.pivots.closeToast}
          timeout={notice.kind === 'success' ? shownForMs : 0}
          onClose={() => {
            onClose();
            return true;
          }}
        />
      )}
    </div>
  );
}

function noticeOf(outcome: EffectOutcome, words: Words) {
  const { copied, blocked } = words.pivots;
  if (outcome.kind === 'copied') {
    return { kind: 'success', title: copied[outcome.what], text: '' } as const;
  }
  if (outcome.kind === 'unavailable')
    return { kind: 'warning', title: outcome.label, text: '' } as const;
  return outcome.kind === 'blocked' ? ({ kind: 'warning', ...blocked } as const) : null;
}
