import { IconButton, Layer, Tab, TabList, TabPanel, TabPanels, Tabs } from '@carbon/react';
import { ChevronLeft, ChevronRight, Close } from '@carbon/icons-react';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { DetailWordsProvider, useDetailWords } from './detail-words.ts';
import { Destinations } from './Destinations.tsx';
import { Evidence, type EvidenceKind } from './Evidence.tsx';
import { FindingChoice } from './FindingChoice.tsx';
import { findingName } from './finding-name.ts';
import { Queries } from './Queries.tsx';
import { Summary } from './Summary.tsx';
import { PanelSkeleton } from '../shared/PanelSkeleton.tsx';
import { usePanelFocus } from './usePanelFocus.ts';
import '../panels.scss';
import './detail.scss';

export type DetailPanelProps = {
  readonly run: Run;
  readonly card: Card;
  readonly findingId: string;
  readonly onSelect: (findingId: string) => void;
  readonly onClose: () => void;
  /** Absent at either end of the list. */
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
};

/**
 * One finding beside the list. A part is asked for when its tab is opened and given up when it is left.
 * The open tab, the kind of evidence and that times were asked for stay while one walks through the findings.
 */
export function DetailPanel(props: DetailPanelProps) {
  return (
    <DetailWordsProvider>
      <Panel {...props} />
    </DetailWordsProvider>
  );
}

function Panel({ run, card, findingId, ...actions }: DetailPanelProps) {
  const words = useWords();
  const text = useDetailWords();
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  usePanelFocus(panel, heading, findingId, actions.onClose);
  const finding = card.findings.find(({ id }) => id === findingId) ?? card.findings[0];
  if (finding === undefined) return null;
  return (
    <aside ref={panel} className="tw-detail" aria-labelledby={headingId}>
      <Layer className="tw-detail__layer">
        <header className="tw-detail__header">
          <h2 ref={heading} id={headingId} tabIndex={-1} className="tw-detail__heading">
            {findingName(finding, words, text)}
          </h2>
          <PanelButtons {...actions} />
        </header>
        <FindingChoice card={card} findingId={finding.id} onSelect={actions.onSelect} />
        <Parts finding={finding} card={card} run={run} />
      </Layer>
    </aside>
  );
}

type PanelButtonsProps = Pick<DetailPanelProps, 'onPrevious' | 'onNext' | 'onClose'>;

function PanelButtons({ onPrevious, onNext, onClose }: PanelButtonsProps) {
  const text = useDetailWords();
  const buttons = [
    { label: text.previous, icon: ChevronLeft, onClick: onPrevious },
    { label: text.next, icon: ChevronRight, onClick: onNext },
    { label: text.close, icon: Close, onClick: onClose },
  ];
  return (
    <div className="tw-detail__buttons">
      {buttons.map(({ label, icon: Icon, onClick }) => (
        <IconButton
          key={label}
          kind="ghost"
          size="sm"
          align="bottom-end"
          label={label}
          disabled={onClick === undefined}
          onClick={() => onClick?.()}
        >
          <Icon />
        </IconButton>
      ))}
    </div>
  );
}

type PartsProps = { readonly finding: Finding; readonly card: Card; readonly run: Run };

const parts = ['summary', 'guide', 'evidence', 'destinations', 'query'] as const;

const Guides = lazy(() => import('../guides/Guides.tsx'));

function Parts({ finding, card, run }: PartsProps) {
  const text = useDetailWords().tabs;
  const [selected, setSelected] = useState(0);
  const [isAsked, setAsked] = useState(false);
  const [kind, setKind] = useState<EvidenceKind>('events');
  const of = { finding, card, run };
  const content = {
    summary: () => <Summary {...of} isAsked={isAsked} onAsk={() => setAsked(true)} />,
    guide: () => (
      <Suspense fallback={<PanelSkeleton />}>
        <Guides finding={finding} run={run} />
      </Suspense>
    ),
    evidence: () => <Evidence {...of} kind={kind} onKind={setKind} />,
    destinations: () => <Destinations finding={finding} card={card} />,
    query: () => <Queries finding={finding} run={run} />,
  };
  return (
    <Tabs selectedIndex={selected} onChange={({ selectedIndex }) => setSelected(selectedIndex)}>
      <TabList aria-label={text.label}>
        {parts.map((name) => (
          <Tab key={name}>{text[name]}</Tab>
        ))}
      </TabList>
      <TabPanels>
        {parts.map((name, index) => (
          <TabPanel key={name} className="tw-detail__part">
            {index === selected && <div key={finding.id}>{content[name]()}</div>}
          </TabPanel>
        ))}
      </TabPanels>
    </Tabs>
  );
}
