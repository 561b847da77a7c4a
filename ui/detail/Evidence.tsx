import { ContentSwitcher, Switch } from '@carbon/react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { Channels } from './Channels.tsx';
import { useDetailWords } from './detail-words.ts';
import { Events } from './Events.tsx';
import { Flows } from './Flows.tsx';

const kinds = ['events', 'flows', 'channels'] as const;
export type EvidenceKind = (typeof kinds)[number];

type EvidenceProps = {
  readonly finding: Finding;
  readonly card: Card;
  readonly run: Run;
  /** Stays while one walks through findings. */
  readonly kind: EvidenceKind;
  readonly onKind: (kind: EvidenceKind) => void;
};

/** The records behind a finding, one kind at a time: each is a search, asked for when its kind is chosen. */
export function Evidence({ finding, card, run, kind, onKind }: EvidenceProps) {
  const text = useDetailWords().evidence;
  return (
    <>
      <ContentSwitcher
        size="sm"
        className="tw-detail__kinds"
        aria-label={text.label}
        selectedIndex={kinds.indexOf(kind)}
        onChange={({ index = 0 }) => onKind(kinds[index] ?? 'events')}
      >
        {kinds.map((name) => (
          <Switch key={name} name={name} text={text[name]} />
        ))}
      </ContentSwitcher>
      {kind === 'events' && <Events finding={finding} card={card} run={run} />}
      {kind === 'flows' && <Flows finding={finding} card={card} run={run} />}
      {kind === 'channels' && <Channels finding={finding} run={run} />}
    </>
  );
}
