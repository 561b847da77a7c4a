import type { Card } from '../../cards/cards.ts';
import { protocolsOfFinding } from '../../cards/finding-ports.ts';
import { ratedVolume } from '../../cards/rated-bytes.ts';
import type { Finding } from '../../contract/finding.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { DataChannelFacts } from '../shared/DataChannelFacts.tsx';
import { Estimated } from '../shared/Estimated.tsx';
import { Facts, type Fact } from '../shared/Facts.tsx';
import { FlowSources } from '../shared/FlowSources.tsx';
import { LogSourceNames } from '../shared/LogSourceNames.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Origin } from '../shared/Origin.tsx';
import { sourceOnPortOf } from '../shared/origins.ts';
import { Ports, protocolNames } from '../shared/Ports.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import { Volume } from './Volume.tsx';

type FindingFactsProps = {
  readonly finding: Finding;
  readonly card: Card;
  readonly nowMs: number;
};

/** The columns of the source query for one finding, but for the source IP, which heads the card. */
export function FindingFacts({ finding, card, nowMs }: FindingFactsProps) {
  const words = useWords();
  const { columns, card: text } = words.page;
  const { detection } = words;
  const facts: Fact[] = [
    {
      name: finding.destination === null ? text.destinations(2) : columns.destination,
      value: <Destinations finding={finding} card={card} />,
    },
    { name: text.ports(1 + finding.otherPorts.length), value: <Ports finding={finding} /> },
    {
      name: text.protocols(protocolsOfFinding(finding).length),
      value: protocolNames(finding, words),
    },
    {
      name: text.users(Math.max(1, finding.userCount)),
      value: <Users finding={finding} card={card} />,
    },
    {
      name: columns.logSource,
      value: <LogSourceNames finding={finding} />,
      wide: finding.logSources.length > 1,
    },
    ...(finding.flowSources.length === 0
      ? []
      : [
          {
            name: words.flows.source(finding.flowSources.length),
            value: <FlowSources finding={finding} />,
          },
        ]),
    { name: columns.connections, value: <Connections finding={finding} /> },
    {
      name: columns.sent,
      value: (
        <Volume
          volume={ratedVolume(finding, 'sent')}
          of={finding}
          connections={finding.connections}
          total={finding.total?.bytes ?? null}
          origin={sourceOnPortOf(finding, 'sent', words)}
        />
      ),
    },
    {
      name: columns.received,
      value: (
        <Volume
          volume={ratedVolume(finding, 'received')}
          of={finding}
          connections={finding.connections}
          origin={sourceOnPortOf(finding, 'received', words)}
        />
      ),
    },
    ...dataChannelFact(finding, words),
    { name: columns.firstSeen, value: <Moment ms={finding.firstSeenMs} nowMs={nowMs} /> },
    { name: columns.lastSeen, value: <Moment ms={finding.lastSeenMs} nowMs={nowMs} /> },
    { name: text.state, value: detection.states[finding.state].label },
  ];
  return <Facts facts={facts} />;
}

function dataChannelFact({ dataChannel }: Finding, words: Words): Fact[] {
  if (dataChannel === null) return [];
  const value = <DataChannelFacts channel={dataChannel} />;
  return [{ name: words.channels.label, value, wide: true }];
}

/** Destinations and users beyond these are counted; the details have them all. */
const named = 2;

type ValueProps = { readonly finding: Finding; readonly card?: Card };

/** The destinations of a finding, each the start of pivots. */
export function Destinations({ finding, card }: ValueProps) {
  const text = useWords().page.card;
  const addresses =
    finding.destination === null
      ? finding.destinations.slice(0, named).map((target) => target.address)
      : [finding.destination];
  const more = finding.destinationCount - addresses.length;
  return (
    <>
      {addresses.map((value) => (
        <PivotTrigger
          key={value}
          target={{
            field: 'destination',
            value,
            domainId: finding.domain.id,
            finding,
            ...(card ? { card } : {}),
          }}
        />
      ))}
      {more > 0 && <Qualifier>{text.moreDestinations(more)}</Qualifier>}
    </>
  );
}

/** The users of a finding, each the start of pivots. */
export function Users({ finding, card }: ValueProps) {
  const text = useWords().page.card;
  const users = finding.users.slice(0, named);
  const more = finding.userCount - users.length;
  if (users.length === 0) return text.noUser;
  return (
    <>
      {users.map((value) => (
        <PivotTrigger
          key={value}
          target={{
            field: 'user',
            value,
            domainId: finding.domain.id,
            finding,
            ...(card ? { card } : {}),
          }}
        />
      ))}
      {more > 0 && <Qualifier>{text.moreUsers(more)}</Qualifier>}
    </>
  );
}

function Connections({ finding }: { readonly finding: Finding }) {
  const words = useWords();
  return (
    <>
      <span className="tw-mono">{words.format.count(finding.connections)}</span>
      <Estimated of={finding} />
      {finding.coalesced > 0 && (
        <Qualifier>{words.page.card.coalesced(finding.coalesced)}</Qualifier>
      )}
      <Origin text={sourceOnPortOf(finding, 'connections', words)} />
    </>
  );
}
