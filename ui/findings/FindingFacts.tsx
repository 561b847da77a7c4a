import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
import { DataChannelFacts } from '../shared/DataChannelFacts.tsx';
import { Facts, type Fact } from '../shared/Facts.tsx';
import { FlowSources } from '../shared/FlowSources.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Origin } from '../shared/Origin.tsx';
import { logSourceNames, sourceOnPortOf } from '../shared/origins.ts';
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
  const { columns, card: words } = messages.page;
  const { detection } = messages;
  const facts: Fact[] = [
    {
      name: finding.kind === 'pair' ? columns.destination : words.destinations(2),
      value: <Destinations finding={finding} card={card} />,
    },
    { name: columns.port, value: <Port finding={finding} /> },
    { name: columns.protocol, value: detection.protocols[finding.protocol] },
    {
      name: words.users(Math.max(1, finding.userCount)),
      value: <Users finding={finding} card={card} />,
    },
    {
      name: columns.logSource,
      value: logSourceNames(finding),
      wide: finding.logSources.length > 1,
    },
    ...(finding.flowSources.length === 0
      ? []
      : [
          {
            name: messages.flows.source(finding.flowSources.length),
            value: <FlowSources finding={finding} />,
          },
        ]),
    { name: columns.connections, value: <Connections finding={finding} /> },
    {
      name: columns.sent,
      value: (
        <Volume
          volume={finding.sent}
          connections={finding.connections}
          total={finding.total?.bytes ?? null}
          origin={sourceOnPortOf(finding, 'sent')}
        />
      ),
    },
    {
      name: columns.received,
      value: (
        <Volume
          volume={finding.received}
          connections={finding.connections}
          origin={sourceOnPortOf(finding, 'received')}
        />
      ),
    },
    ...dataChannelFact(finding),
    { name: columns.firstSeen, value: <Moment ms={finding.firstSeenMs} nowMs={nowMs} /> },
    { name: columns.lastSeen, value: <Moment ms={finding.lastSeenMs} nowMs={nowMs} /> },
    { name: words.state, value: detection.states[finding.state].label },
  ];
  return <Facts facts={facts} />;
}

function dataChannelFact({ dataChannel }: Finding): Fact[] {
  if (dataChannel === null) return [];
  const value = <DataChannelFacts channel={dataChannel} />;
  return [{ name: messages.channels.label, value, wide: true }];
}

/** Destinations and users beyond these are counted; the details have them all. */
const named = 2;

type ValueProps = { readonly finding: Finding; readonly card?: Card };

/** The destinations of a finding, each the start of pivots. */
export function Destinations({ finding, card }: ValueProps) {
  const words = messages.page.card;
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
      {more > 0 && <Qualifier>{words.moreDestinations(more)}</Qualifier>}
    </>
  );
}

/** The users of a finding, each the start of pivots. */
export function Users({ finding, card }: ValueProps) {
  const words = messages.page.card;
  const users = finding.users.slice(0, named);
  const more = finding.userCount - users.length;
  if (users.length === 0) return words.noUser;
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
      {more > 0 && <Qualifier>{words.moreUsers(more)}</Qualifier>}
    </>
  );
}

/** The destination port with its transport where the profile asks for it. */
export function Port({ finding }: { readonly finding: Finding }) {
  const { port, transport } = finding;
  return (
    <span className="tw-mono">
      {transport === null ? port : `${port}/${transport.toLowerCase()}`}
    </span>
  );
}

function Connections({ finding }: { readonly finding: Finding }) {
  return (
    <>
      <span className="tw-mono">{format.count(finding.connections)}</span>
      {finding.coalesced > 0 && (
        <Qualifier>{messages.page.card.coalesced(finding.coalesced)}</Qualifier>
      )}
      <Origin text={sourceOnPortOf(finding, 'connections')} />
    </>
  );
}
