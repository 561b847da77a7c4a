import { createPortal } from 'react-dom';
import type { Finding } from '../../contract/finding.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { OffenseNoteDialog } from './OffenseNoteDialog.tsx';
import { SaidToast } from './SaidToast.tsx';
import { StatusMenu } from './StatusMenu.tsx';
import { TriageWordsProvider } from './triage-words.ts';
import type { OpenPart, Said } from './desk-state.ts';

type OverlaysProps = {
  readonly run: string;
  readonly findings: readonly Finding[];
  readonly open: OpenPart | null;
  readonly said: Said | null;
  /** Where the menu is put, and the live region for what is said. */
  readonly host: Element;
  readonly region: Element;
};

/** What triage shows over the page. Loaded when something of it is first needed. */
export default function Overlays({ run, findings, open, said, host, region }: OverlaysProps) {
  const findingOf = (id: string) => findings.find((finding) => finding.id === id);
  const ofNote = open?.kind === 'note' ? findingOf(open.finding) : undefined;
  return (
    <TriageWordsProvider>
      {open?.kind === 'menu' && <StatusMenu open={open} host={host} />}
      {open?.kind === 'decide' && (
        <DecideDialog decision={open.decision} changed={open.changed} findingOf={findingOf} />
      )}
      {ofNote && <OffenseNoteDialog run={run} finding={ofNote} />}
      {said && createPortal(<SaidToast said={said} />, region)}
    </TriageWordsProvider>
  );
}
