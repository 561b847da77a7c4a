import { ToastNotification } from '@carbon/react';
import { messages } from '../messages/messages.ts';
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
  const words = wordsOf(outcome);
  return (
    <div className="tw-pivot-toast" aria-live="polite">
      {words && (
        <ToastNotification
          key={sequence}
          // The region around it speaks; a second one inside would say everything twice.
          aria-live="off"
          kind={words.kind}
          lowContrast
          title={words.title}
          subtitle={words.text}
          aria-label={messages.pivots.closeToast}
          timeout={words.kind === 'success' ? shownForMs : 0}
          onClose={() => {
            onClose();
            return true;
          }}
        />
      )}
    </div>
  );
}

function wordsOf(outcome: EffectOutcome) {
  const { copied, blocked } = messages.pivots;
  if (outcome.kind === 'copied') {
    return { kind: 'success', title: copied[outcome.what], text: '' } as const;
  }
  return outcome.kind === 'blocked' ? ({ kind: 'warning', ...blocked } as const) : null;
}
