import { ArrowRight, ChevronRight } from '@carbon/icons-react';
import { useId, type KeyboardEvent } from 'react';
import type { Card } from '../../../cards/cards.ts';
import type { Host } from '../../../contract/details.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import { useSignalsOf } from '../../host-signals/SignalsContext.ts';
import { SelectBox } from '../../triage/SelectBox.tsx';
import { NewMark, StatusCell } from '../../triage/StatusCell.tsx';
import { usePivotHandle } from '../../pivots/PivotContext.ts';
import { SeverityTag } from '../../shared/SeverityTag.tsx';
import { isoTime } from '../../../words/times.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { findingLabel } from '../../shared/finding-label.ts';
import { whyInFigures } from './reason-figures.ts';
import { SentCell } from './SentCell.tsx';
import { Sparkline } from './Sparkline.tsx';
import { DestinationCell, SourceCell } from './WhoCells.tsx';

/** What a card looks the same for until one of them changes. */
export type CardRowProps = {
  readonly card: Card;
  readonly headingId: string;
  /** Names the full card below, which is there while it is expanded. */
  readonly bodyId: string;
  readonly isExpanded: boolean;
  /** The one row of the list that the Tab key leads to. */
  readonly isTabStop: boolean;
  /** Its rating may change, because the run still goes on. */
  readonly isProvisional: boolean;
  readonly runWindow: TimeWindow;
  readonly nowMs: number;
  readonly mostBytes: number;
  readonly sourceHost: Host | null;
  readonly destinationHost: Host | null;
  readonly onToggle: () => void;
  readonly onOpen: (finding: string) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
};

/**
 * A card in two lines on the columns of the list. All of it is the button that opens the full card in place, and the start
 * of the menu of its source; the addresses on it have menus of their own.
 */
export function CardRow(props: CardRowProps) {
  const words = useWords();
  const {
    card,
    headingId,
    bodyId,
    isExpanded,
    isTabStop,
    isProvisional,
    runWindow,
    nowMs,
    mostBytes,
  } = props;
  const { sourceHost, destinationHost, onToggle, onOpen, onKey } = props;
  const { openAt } = usePivotHandle();
  const riskId = useId();
  const whyId = useId();
  const statusId = useId();
  const triggerId = useId();
  const [worst] = card.findings;
  const signals = useSignalsOf(card.key);
  const why = whyInFigures(card, words);
  const { page, format } = words;
  return (
    <div className={isExpanded ? 'tw-row tw-row--expanded' : 'tw-row'}>
      <button
        type="button"
        className="tw-row__toggle"
        tabIndex={isTabStop ? 0 : -1}
        aria-expanded={isExpanded}
        aria-controls={isExpanded ? bodyId : undefined}
        aria-labelledby={`${riskId} ${headingId}`}
        aria-describedby={`${whyId} ${statusId}`}
        data-row={card.key}
        data-opens={card.findings.map(({ id }) => id).join(' ')}
        onClick={onToggle}
        onKeyDown={onKey}
        onContextMenu={(event) =>
          openAt({
            target: { field: 'source', value: card.source, domainId: card.domain.id, card },
            triggerId,
            event,
          })
        }
      >
        <ChevronRight size={16} aria-hidden className="tw-row__chevron" />
      </button>
      <SelectBox findings={card.findings} label={page.triage.select(card.source)} />
      <div id={riskId} className="tw-row__cell tw-row__cell--risk">
        <span className="tw-row__risk">
          <SeverityTag risk={card.risk} /> <NewMark findings={card.findings} />
        </span>{' '}
        {card.findings.length > 1 && (
          <span className="tw-row__minor">{page.list.findings(card.findings.length)}</span>
        )}
        {signals.length > 0 && (
          <span className="tw-row__minor">{words.hostSignals.signals(signals.length)}</span>
        )}
        {isProvisional && <span className="tw-row__minor">{page.list.provisional}</span>}
        {card.findings.some(({ cameBackFrom = [] }) => cameBackFrom.length > 0) && (
          <span className="tw-row__minor" title={page.allowed.backWhy}>
            {page.allowed.back}
          </span>
        )}
      </div>
      <div
        className={`tw-row__cell tw-row__cell--source${sourceHost?.name ? ' tw-row__cell--named' : ''}`}
      >
        <SourceCell card={card} host={sourceHost} headingId={headingId} />
      </div>
      <div className="tw-row__cell tw-row__cell--destination">
        <DestinationCell card={card} host={destinationHost} />
      </div>
      <div className="tw-row__cell tw-row__cell--sent">
        <SentCell card={card} mostBytes={mostBytes} />
      </div>
      <div className="tw-row__cell tw-row__cell--activity">
        <Sparkline card={card} window={runWindow} />
      </div>
      <div className="tw-row__cell tw-row__cell--lastSeen">
        <span className="tw-row__major">
          {format.shortRange(card.firstSeenMs, card.lastSeenMs)}
        </span>
        <time className="tw-row__minor" dateTime={isoTime(card.lastSeenMs)}>
          {format.relativeTime(card.lastSeenMs, nowMs)}
        </time>
      </div>
      <div id={whyId} className="tw-row__cell tw-row__cell--why">
        <span className="tw-row__major">{why?.label}</span>
        <span className="tw-row__minor">{why?.figures}</span>
      </div>
      <div id={statusId} className="tw-row__cell tw-row__cell--status">
        <StatusCell findings={card.findings} of={card.source} isTabStop={false} />
      </div>
      {worst && !isExpanded && (
        <button
          type="button"
          className="tw-row__details"
          tabIndex={-1}
          title={page.card.details}
          aria-label={page.card.detailsOf(findingLabel(worst, words))}
          onClick={() => onOpen(worst.id)}
        >
          <ArrowRight size={16} aria-hidden />
        </button>
      )}
    </div>
  );
}
