import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { Finding } from '../../contract/finding.ts';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { TriageContext, useDesk, useDeskState } from './TriageContext.ts';
import type { TriageDesk } from './TriageDesk.ts';
import './triage.scss';

const Overlays = lazy(() => import('./Overlays.tsx'));

type TriageProviderProps = {
  readonly desk: TriageDesk;
  /** The run whose findings are on the page; a new `revision` or state may have changed what holds. */
  readonly run: { readonly id: string; readonly revision: number; readonly state: string } | null;
  readonly findings: readonly Finding[];
  readonly children: ReactNode;
};

/** Hands the triage down, keeps it up to date, and holds its menu and dialogs. Has to stand inside `<main>`. */
export function TriageProvider({ desk, run, findings, children }: TriageProviderProps) {
  const id = run?.id ?? null;
  const revision = run?.revision;
  const state = run?.state;
  useEffect(() => desk.visit(), [desk]);
  useEffect(
    () => (id === null ? undefined : desk.watch(id)),
    // At the end of a run findings may have been opened again.
    [desk, id, revision, state],
  );
  return (
    <TriageContext value={desk}>
      {children}
      {id !== null && <Parts run={id} findings={findings} />}
    </TriageContext>
  );
}

type PartsProps = { readonly run: string; readonly findings: readonly Finding[] };

function Parts({ run, findings }: PartsProps) {
  const words = useWords();
  const desk = useDesk();
  const open = useDeskState((state) => state.open);
  const said = useDeskState((state) => state.said);
  const [host, setHost] = useState<Element | null>(null);
  const [region, setRegion] = useState<Element | null>(null);
  // What is open belongs to the findings on the page.
  useEffect(() => () => desk.close(), [desk, run]);
  return (
    <>
      <div ref={setHost} className="tw-pivot-host" />
      <div ref={setRegion} className="tw-said-place" aria-live="polite" />
      {(open !== null || said !== null) && host && region && (
        <FeatureBoundary part={words.page.triage.label}>
          <Suspense>
            <Overlays
              run={run}
              findings={findings}
              open={open}
              said={said}
              host={host}
              region={region}
            />
          </Suspense>
        </FeatureBoundary>
      )}
    </>
  );
}
