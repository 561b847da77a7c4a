import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';
import type { Run } from '../../contract/run.ts';
import { useApi } from '../api/ApiContext.tsx';
import { createConsolePages } from '../platform/console.ts';
import { runEffect, type EffectOutcome, type EffectPorts } from './effects.ts';
import { PivotContext } from './PivotContext.ts';
import { PivotMenu } from './PivotMenu.tsx';
import { PivotToast } from './PivotToast.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { pivotItems } from './pivots.ts';
import { itemOf } from './item-by-key.ts';
import type { AllowOrigin, FilterChange, PivotEffect, PivotTarget } from './target.ts';
import { usePivotAnswers } from './usePivotAnswers.ts';
import { usePivotMenu } from './usePivotMenu.ts';

const PivotDialog = lazy(() => import('./PivotDialog.tsx'));

type PivotProviderProps = {
  /** The run whose minutes the queries speak of; without one they are shown as not available. */
  readonly run: Run | null;
  readonly onFilter: (change: FilterChange) => void;
  /** Opens the form of an entry of the allowlist. */
  readonly onAllow: (origin: AllowOrigin) => void;
  /** The browser's by default; tests put their own in. */
  readonly ports?: Pick<EffectPorts, 'clipboard' | 'console'>;
  readonly children: ReactNode;
};

const browserPorts = () => ({
  clipboard: navigator.clipboard,
  console: createConsolePages(window),
});

const nothing: EffectOutcome = { kind: 'nothing' };

/** Holds the one pivot menu of the page. Has to stand inside `<main>`, around every `PivotTrigger`. */
export function PivotProvider(props: PivotProviderProps) {
  const { run, onFilter, onAllow, ports, children } = props;
  const words = useWords();
  const api = useApi();
  const [ownPorts] = useState(browserPorts);
  const { clipboard, console } = ports ?? ownPorts;
  const [host, setHost] = useState<Element | null>(null);
  const [{ outcome, sequence }, setResult] = useState({ outcome: nothing, sequence: 0 });
  const { open, openAt, close } = usePivotMenu();
  const answers = usePivotAnswers(run, open?.target ?? null);

  const show = useCallback((next: EffectOutcome) => {
    setResult((before) => ({ outcome: next, sequence: before.sequence + 1 }));
  }, []);
  const choose = useCallback(
    (effect: PivotEffect) => {
      void runEffect(effect, { clipboard, console, filter: onFilter, allow: onAllow }).then(show);
    },
    [clipboard, console, onFilter, onAllow, show],
  );
  // Loaded while the analyst reads, so that a click finds it there.
  const prepare = useCallback(() => void console.prepare(), [console]);
  const act = useCallback(
    (target: PivotTarget, ids: readonly string[]) => {
      prepare();
      void itemOf(target, ids, { api, run, words }).then((item) => {
        if (item === null) return;
        if (item.effect === null) show({ kind: 'unavailable', label: item.label });
        else choose(item.effect);
      });
    },
    [api, run, words, prepare, choose, show],
  );
  const handle = useMemo(
    () => ({
      openTriggerId: open?.triggerId ?? null,
      close,
      choose,
      prepare,
      act,
      openEvents: (aql: string) => choose({ kind: 'eventSearch', aql }),
      openFlows: (aql: string) => choose({ kind: 'flowSearch', aql }),
      openAt: (request: Parameters<typeof openAt>[0]) => {
        prepare();
        openAt(request);
      },
    }),
    [open, openAt, close, act, choose, prepare],
  );
  const dismiss = useCallback(() => show(nothing), [show]);

  return (
    <PivotContext value={handle}>
      {children}
      <div ref={setHost} className="tw-pivot-host" />
      {open && host && (
        <PivotMenu
          open={open}
          items={pivotItems(open.target, { ...answers, words })}
          host={host}
          onChoose={choose}
          onClose={close}
        />
      )}
      <PivotToast outcome={outcome} sequence={sequence} onClose={dismiss} />
      {(outcome.kind === 'copyByHand' || outcome.kind === 'offenseList') && (
        <Suspense>
          <PivotDialog outcome={outcome} onChoose={choose} onClose={dismiss} />
        </Suspense>
      )}
    </PivotContext>
  );
}
