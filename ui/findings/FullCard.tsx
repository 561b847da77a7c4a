import { Button } from '@carbon/react';
import { ArrowRight } from '@carbon/icons-react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { SignalList } from '../host-signals/SignalList.tsx';
import { useSignalsOf } from '../host-signals/SignalsContext.ts';
import { Estimated } from '../shared/Estimated.tsx';
import { Facts } from '../shared/Facts.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Origin } from '../shared/Origin.tsx';
import { originsTogether } from '../shared/origins.ts';
import { Qualifier } from '../shared/Qualifier.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { CameBack } from '../shared/CameBack.tsx';
import { OffenseStates } from '../triage/OffenseStates.tsx';
import { TriageSection } from '../triage/TriageSection.tsx';
import { CardNumbers } from './CardNumbers.tsx';
import { ExpectedButton } from './ExpectedButton.tsx';
import { FindingFacts } from './FindingFacts.tsx';
import { FindingReasons } from './FindingReasons.tsx';
import { OpenDetails } from './OpenDetails.tsx';
import type { DeniedOfSource } from './totals.ts';
import { Volume } from './Volume.tsx';
import './full-card.scss';

type FullCardProps = {
  /** Id of the run whose findings these are. */
  readonly run: string;
  readonly card: Card;
  readonly denied: DeniedOfSource | null;
  readonly nowMs: number;
  /** Id of the finding whose details are open, if it is one of this card. */
  readonly openFinding: string | null;
  readonly onOpen: (finding: string) => void;
};

/** Findings shown on a card; the others are one step away, in the details. */
const shownFindings = 3;

/** All there is to say of a source IP: its findings with their twelve columns, reasons and corrections, and how all this is counted. */
export function FullCard({ run, card, denied, nowMs, openFinding, onOpen }: FullCardProps) {
  const words = useWords();
  const signals = useSignalsOf(card.key);
  const shown = card.findings.slice(0, shownFindings);
  const [firstHidden] = card.findings.slice(shownFindings);
  return (
    <>
      {card.findings.length > 1 && <CardTotals card={card} />}
      <OffenseStates source={card.source} domainId={card.domain.id} />
      <SignalList signals={signals} />
      {denied && <p className="tw-card__denied">{deniedText(denied, words)}</p>}
      <ul className="tw-card__findings">
        {shown.map((finding) => (
          <li key={finding.id} className="tw-finding">
            <FindingOnCard
              run={run}
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
            {words.page.card.more(card.findings.length - shownFindings)}
          </Button>
        )}
      </div>
    </>
  );
}

function deniedText(denied: DeniedOfSource, words: Words): string {
  return words.page.card.denied(denied.connections, denied.ports.join(', '));
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
  readonly run: string;
  readonly finding: Finding;
  readonly card: Card;
  readonly nowMs: number;
  readonly isOpen: boolean;
  readonly onOpen: (finding: string) => void;
};

function FindingOnCard({ run, finding, card, nowMs, isOpen, onOpen }: FindingOnCardProps) {
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
        <CameBack finding={finding} />
        <ExpectedButton finding={finding} />
        <OpenDetails finding={finding} icon={ArrowRight} isOpen={isOpen} onOpen={onOpen} />
      </div>
      <FindingFacts finding={finding} card={card} nowMs={nowMs} />
      <TriageSection run={run} finding={finding} />
    </>
  );
}
