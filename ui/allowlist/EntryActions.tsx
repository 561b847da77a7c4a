import { Button } from '@carbon/react';
import type { AllowEntry } from '../../contract/allowlist.ts';
import { useAllowWords } from './allow-words.ts';
import { subjectText } from './subject-text.ts';

/** Something that can be done with an entry. `renew` makes one anew from what it named. */
export type EntryAct = 'end' | 'extend' | 'confirm' | 'again' | 'renew';

type EntryActionsProps = {
  readonly entry: AllowEntry;
  readonly onAct: (act: EntryAct, entry: AllowEntry) => void;
};

/** What can be done with an entry in its state. */
export function EntryActions({ entry, onAct }: EntryActionsProps) {
  const text = useAllowWords().entries;
  const name = subjectText(entry.subject);
  const labels: Record<EntryAct, readonly [string, string]> = {
    end: [text.end, text.endOf(name)],
    extend: [text.extend, text.extendOf(name)],
    confirm: [text.confirm, text.confirmOf(name)],
    again: [text.again, text.againOf(name)],
    renew: [text.again, text.againOf(name)],
  };
  return actsOf(entry).map((act) => (
    <Button
      key={act}
      kind="ghost"
      size="sm"
      aria-label={labels[act][1]}
      onClick={() => onAct(act, entry)}
    >
      {labels[act][0]}
    </Button>
  ));
}

function actsOf({ state }: AllowEntry): readonly EntryAct[] {
  switch (state) {
    case 'in-force':
      return ['extend', 'end'];
    case 'suspended':
      return ['confirm', 'end'];
    case 'expired':
      return ['again'];
    case 'removed':
    case 'missing':
      return ['renew'];
  }
}
