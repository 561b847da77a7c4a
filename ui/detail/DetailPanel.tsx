import { IconButton, Layer, Tab, TabList, TabPanel, TabPanels, Tabs } from '@carbon/react';
import { ChevronLeft, ChevronRight, Close } from '@carbon/icons-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { DetailWordsProvider, useDetailWords, type DetailWords } from './detail-words.ts';
import { Activity } from './Activity.tsx';
import { Channels } from './Channels.tsx';
import { Destinations } from './Destinations.tsx';
import { Events } from './Events.tsx';
import { FindingChoice } from './FindingChoice.tsx';
import { findingName } from './finding-name.ts';
import { Flows } from './Flows.tsx';
import { Overview } from './Overview.tsx';
import { Queries } from './Queries.tsx';
import { Reasons } from './Reasons.tsx';
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

type Part = {
  readonly name: keyof DetailWords['tabs'];
  readonly show: (finding: Finding, card: Card, run: Run) => ReactNode;
};

const parts: readonly Part[] = [
  { name: 'overview', show: (finding, card) => <Overview finding={finding} card={card} /> },
  { name: 'reasons', show: (finding, _, run) => <Reasons finding={finding} run={run} /> },
  { name: 'destinations', show: (finding, card) => <Destinations finding={finding} card={card} /> },
  { name: 'channels', show: (finding, _, run) => <Channels finding={finding} run={run} /> },
  { name: 'activity', show: (finding, _, run) => <Activity finding={finding} run={run} /> },
  { name: 'events', show: (finding, card, run) => <Events {...{ finding, card, run }} /> },
  { name: 'flows', show: (finding, card, run) => <Flows {...{ finding, card, run }} /> },
  { name: 'query', show: (finding, _, run) => <Queries finding={finding} run={run} /> },
];

/**
 * One finding beside the list. A part is asked for when its tab is opened and given up when it is left.
 * The open tab stays while one walks through the findings.
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

function Parts({ finding, card, run }: PartsProps) {
  const text = useDetailWords().tabs;
  const [selected, setSelected] = useState(0);
  return (
    <Tabs selectedIndex={selected} onChange={({ selectedIndex }) => setSelected(selectedIndex)}>
      <TabList aria-label={text.label}>
        {parts.map(({ name }) => (
          <Tab key={name}>{text[name]}</Tab>
        ))}
      </TabList>
      <TabPanels>
        {parts.map(({ name, show }, index) => (
          <TabPanel key={name} className="tw-detail__part">
            {index === selected && <div key={finding.id}>{show(finding, card, run)}</div>}
          </TabPanel>
        ))}
      </TabPanels>
    </Tabs>
  );
}
