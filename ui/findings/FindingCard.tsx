import { Button } from '@carbon/react';
import { ArrowRight } from '@carbon/icons-react';
import { memo, useId } from 'react';
import type { Card } from '../../cards/cards.ts';
import { technique } from '../../cards/technique.ts';
import type { Finding } from '../../contract/finding.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { Estimated, useIsEstimate } from '../shared/Estimated.tsx';
import { Facts } from '../shared/Facts.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Origin } from '../shared/Origin.tsx';
import { originsTogether } from '../shared/origins.ts';
import { Qualifier } from '../shared/Qualifier.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import { CardNumbers } from './CardNumbers.tsx';
import { findingLabel } from './finding-label.ts';
import { FindingFacts } from './FindingFacts.tsx';
import { FindingReasons } from './FindingReasons.tsx';
import type { DeniedOfSource } from './totals.ts';
import { Volume } from './Volume.tsx';

type FindingCardProps = {
  readonly card: Card;
  readonly denied: DeniedOfSource | null;
  readonly nowMs: number;
  /** Id of the finding whose details are open, if it is one of this card. */
  readonly openFinding: string | null;
  readonly onOpen: (finding: string) => void;
};

/** Findings shown on a card; the others are one step away, in the details. */
const shownFindings = 3;

/** One source IP: how bad, who to whom, how much, and why. */
export const FindingCard = memo(function FindingCard(props: FindingCardProps) {
  const words = useWords();
  const { card, denied, nowMs, openFinding, onOpen } = props;
  const headingId = useId();
  const text = words.page.card;
  const shown = card.findings.slice(0, shownFindings);
  const [firstHidden] = card.findings.slice(shownFindings);
  return (
    <article
      aria-labelledby={headingId}
      aria-current={openFinding === null ? undefined : 'true'}
      className={`tw-card tw-card--${card.risk.toLowerCase()}`}
    >
      <CardHeader card={card} headingId={headingId} nowMs={nowMs} />
      {card.findings.length > 1 && <CardTotals card={card} />}
      {denied && <p className="tw-card__denied">{deniedText(denied, words)}</p>}
      <ul className="tw-card__findings">
        {shown.map((finding) => (
          <li key={finding.id} className="tw-finding">
            <FindingOnCard
              finding={finding}
              card={card}
              nowMs={nowMs}
              isOpen={openFinding === finding.id}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ul>
      <div className="tw-card__foot">
        <CardNumbers card={card} denied={denied} />
        {firstHidden && (
          <Button kind="ghost" size="sm" onClick={() => onOpen(firstHidden.id)}>
            {text.more(card.findings.length - shownFindings)}
          </Button>
        )}
      </div>
    </article>
  );
});

function deniedText(denied: DeniedOfSource, words: Words): string {
  return words.page.card.denied(denied.connections, denied.ports.join(', '));
}

type CardHeaderProps = {
  readonly card: Card;
  readonly headingId: string;
  readonly nowMs: number;
};

function CardHeader({ card, headingId, nowMs }: CardHeaderProps) {
  const words = useWords();
  const text = words.page.card;
  const isEstimate = useIsEstimate(card);
  const { id, name } = card.domain;
  return (
    <div className="tw-card__head">
      <SeverityTag risk={card.risk} />
      <h3 id={headingId} className="tw-card__title">
        <PivotTrigger target={{ field: 'source', value: card.source, domainId: id, card }} />{' '}
        {text.heading(card.sentBytes, card.totalBytes, card.destinationCount, isEstimate)}
      </h3>
      <p className="tw-card__context">
        <span>{words.detection.states[card.state].label}</span>
        {(name !== null || id !== 0) && (
          <span>{name === null ? text.domainId(id) : text.domain(name)}</span>
        )}
        <span title={words.detection.technique(technique.id, technique.name)}>
          <span className="tw-visually-hidden">{text.technique} </span>
          {technique.id}
        </span>
        <span>{text.lastSeen(words.format.relativeTime(card.lastSeenMs, nowMs))}</span>
      </p>
    </div>
  );
}

/** What the findings of a card come to together; a card of one finding needs no second set of figures. */
function CardTotals({ card }: { readonly card: Card }) {
  const words = useWords();
  const { columns, card: text } = words.page;
  const receivedKnown = card.findings.reduce(
    (sum, finding) => sum + (finding.received?.knownConnections ?? 0),
    0,
  );
  const volume = (bytes: number | null, knownConnections: number) =>
    bytes === null ? null : { bytes, knownConnections, lowerBound: card.lowerBound };
  return (
    <section aria-label={text.totals} className="tw-card__totals">
      <Facts
        facts={[
          {
            name: text.protocols(card.protocols.length),
            value: card.protocols.map((entry) => words.detection.protocols[entry]).join(', '),
          },
          {
            name: columns.connections,
            value: (
              <>
                <span className="tw-mono">{words.format.count(card.connections)}</span>
                <Estimated of={card} isSum />
                <Origin text={originsTogether(card.findings, 'connections', words)} />
              </>
            ),
          },
          {
            name: columns.sent,
            value: (
              <Volume
                volume={volume(card.sentBytes, card.knownConnections)}
                of={card}
                isSum
                connections={card.connections}
                total={card.totalBytes}
                origin={originsTogether(card.findings, 'sent', words)}
              />
            ),
          },
          {
            name: columns.received,
            value: (
              <Volume
                volume={volume(card.receivedBytes, receivedKnown)}
                of={card}
                isSum
                connections={card.connections}
                origin={originsTogether(card.findings, 'received', words)}
              />
            ),
          },
          { name: columns.firstSeen, value: <Moment ms={card.firstSeenMs} /> },
          { name: columns.lastSeen, value: <Moment ms={card.lastSeenMs} /> },
        ]}
      />
    </section>
  );
}

type FindingOnCardProps = {
  readonly finding: Finding;
  readonly card: Card;
  readonly nowMs: number;
  readonly isOpen: boolean;
  readonly onOpen: (finding: string) => void;
};

function FindingOnCard({ finding, card, nowMs, isOpen, onOpen }: FindingOnCardProps) {
  const words = useWords();
  const text = words.page.card;
  return (
    <>
      <div className="tw-finding__head">
        {card.findings.length > 1 && <SeverityTag risk={finding.risk} />}
        {finding.destination === null && (
          <Qualifier>{text.fanOut(finding.destinationCount)}</Qualifier>
        )}
        {finding.otherPorts.length > 0 && (
          <Qualifier>{text.overPorts(1 + finding.otherPorts.length)}</Qualifier>
        )}
        <FindingReasons finding={finding} />
        <Button
          kind="ghost"
          size="sm"
          renderIcon={ArrowRight}
          aria-label={text.detailsOf(findingLabel(finding, words))}
          aria-expanded={isOpen}
          data-opens={finding.id}
          onClick={() => onOpen(finding.id)}
        >
          {text.details}
        </Button>
      </div>
      <FindingFacts finding={finding} card={card} nowMs={nowMs} />
    </>
  );
}
