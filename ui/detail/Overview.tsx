import type { Card } from '../../cards/cards.ts';
import { portsOfFinding, protocolsOfFinding } from '../../cards/finding-ports.ts';
import { technique } from '../../cards/technique.ts';
import type { Finding } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords, type DetailWords } from './detail-words.ts';
import { DataChannelFacts } from '../shared/DataChannelFacts.tsx';
import { Estimated } from '../shared/Estimated.tsx';
import { Facts, type Fact } from '../shared/Facts.tsx';
import { FlowSources } from '../shared/FlowSources.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Origin } from '../shared/Origin.tsx';
import { sourceOnPortOf, type Sourced } from '../shared/origins.ts';
import { portName, protocolNames } from '../shared/Ports.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';

type OverviewProps = { readonly finding: Finding; readonly card: Card };

/** All twelve columns of the source query for one finding, and what is known beyond them. */
export function Overview({ finding, card }: OverviewProps) {
  const words = useWords();
  const text = useDetailWords().overview;
  const { columns, card: counts } = words.page;
  const { states, riskMeaning } = words.detection;
  const domainId = finding.domain.id;
  const facts: Fact[] = [
    {
      name: columns.risk,
      value: (
        <>
          <SeverityTag risk={finding.risk} />
          <Qualifier>{riskMeaning[finding.risk]}</Qualifier>
        </>
      ),
      wide: true,
    },
    {
      name: text.state,
      value: (
        <>
          {states[finding.state].label}
          <Qualifier>{states[finding.state].meaning}</Qualifier>
        </>
      ),
      wide: true,
    },
    {
      name: columns.source,
      value: (
        <PivotTrigger
          target={{ field: 'source', value: finding.source, domainId, finding, card }}
        />
      ),
    },
    { name: columns.destination, value: <Destination finding={finding} card={card} /> },
    {
      name: counts.ports(1 + finding.otherPorts.length),
      value: <AllPorts finding={finding} />,
      wide: finding.otherPorts.length > 0,
    },
    {
      name: counts.protocols(protocolsOfFinding(finding).length),
      value: protocolNames(finding, words),
    },
    { name: columns.user, value: <Users finding={finding} card={card} /> },
    { name: columns.logSource, value: <LogSources finding={finding} /> },
    ...(finding.flowSources.length === 0
      ? []
      : [
          {
            name: words.flows.source(finding.flowSources.length),
            value: <FlowSources finding={finding} />,
          },
        ]),
    ...(finding.estimated
      ? [{ name: text.counting, value: counts.estimated.why, wide: true }]
      : []),
    { name: columns.connections, value: <Connections finding={finding} /> },
    { name: columns.sent, value: <Bytes number="sent" of={finding} /> },
    { name: columns.received, value: <Bytes number="received" of={finding} /> },
    { name: text.totalBytes, value: <Bytes number="total" of={finding} /> },
    ...(finding.dataChannel === null
      ? []
      : [
          {
            name: words.channels.label,
            value: <DataChannelFacts channel={finding.dataChannel} />,
            wide: true,
          },
        ]),
    { name: columns.firstSeen, value: <Moment ms={finding.firstSeenMs} /> },
    { name: columns.lastSeen, value: <Moment ms={finding.lastSeenMs} /> },
    { name: text.domain, value: domainName(finding, text) },
    {
      name: text.technique,
      value: words.detection.technique(technique.id, technique.name),
    },
  ];
  return (
    <section aria-label={text.label}>
      <Facts facts={facts} />
    </section>
  );
}

function Destination({ finding, card }: OverviewProps) {
  const text = useDetailWords().overview;
  if (finding.destination === null) return text.fanOut(finding.destinationCount);
  return (
    <PivotTrigger
      target={{
        field: 'destination',
        value: finding.destination,
        domainId: finding.domain.id,
        finding,
        card,
      }}
    />
  );
}

/** Of several ports each with its protocol and connections. */
function AllPorts({ finding }: { readonly finding: Finding }) {
  const { protocols } = useWords().detection;
  const text = useDetailWords().overview;
  if (finding.otherPorts.length === 0) return <span className="tw-mono">{portName(finding)}</span>;
  return (
    <ul className="tw-detail__list">
      {portsOfFinding(finding).map((one) => (
        <li key={portName(one)}>
          {text.portShare(portName(one), protocols[one.protocol], one.connections)}
        </li>
      ))}
    </ul>
  );
}

function Users({ finding, card }: OverviewProps) {
  const text = useDetailWords().overview;
  const unlisted = finding.userCount - finding.users.length;
  if (finding.users.length === 0) return text.noUser;
  return (
    <>
      <ul className="tw-detail__list">
        {finding.users.map((value) => (
          <li key={value}>
            <PivotTrigger
              target={{ field: 'user', value, domainId: finding.domain.id, finding, card }}
            />
          </li>
        ))}
      </ul>
      {unlisted > 0 && <Qualifier>{text.moreUsers(unlisted)}</Qualifier>}
    </>
  );
}

function LogSources({ finding }: { readonly finding: Finding }) {
  const words = useWords();
  const text = useDetailWords().overview;
  if (finding.logSources.length === 0) return words.flows.origins.flowsOnly;
  return (
    <ul className="tw-detail__list">
      {finding.logSources.map(({ id, name, connections }) => (
        <li key={id}>{text.logSourceShare(name, connections)}</li>
      ))}
    </ul>
  );
}

function Connections({ finding }: { readonly finding: Finding }) {
  const words = useWords();
  const text = useDetailWords().overview;
  return (
    <>
      <span className="tw-mono">{words.format.count(finding.connections)}</span>
      <Estimated of={finding} />
      {finding.coalesced > 0 && <Qualifier>{text.coalesced(finding.coalesced)}</Qualifier>}
      <Origin text={sourceOnPortOf(finding, 'connections', words)} />
    </>
  );
}

type BytesProps = { readonly number: Exclude<Sourced, 'connections'>; readonly of: Finding };

/** Every digit, and for how many connections the counter was there. */
function Bytes({ number, of: finding }: BytesProps) {
  const words = useWords();
  const text = useDetailWords().overview;
  const volume = finding[number];
  if (volume === null) return text.notKnown;
  return (
    <>
      <data className="tw-mono" value={volume.bytes}>
        {words.format.bytes(volume.bytes)}
      </data>
      <Estimated of={finding} />
      <Qualifier>{words.format.exactBytes(volume.bytes)}</Qualifier>
      <Qualifier>{text.known(volume.knownConnections, finding.connections)}</Qualifier>
      {volume.lowerBound && <Qualifier>{text.lowerBound}</Qualifier>}
      <Origin text={sourceOnPortOf(finding, number, words)} />
    </>
  );
}

function domainName({ domain: { id, name } }: Finding, text: DetailWords['overview']): string {
  if (name !== null) return name;
  return id === 0 ? text.defaultDomain : text.domainId(id);
}
