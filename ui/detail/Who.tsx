import type { Card } from '../../cards/cards.ts';
import { portsOfFinding, protocolsOfFinding } from '../../cards/finding-ports.ts';
import { technique } from '../../cards/technique.ts';
import type { Finding } from '../../contract/finding.ts';
import type { PivotAnswers } from '../pivots/target.ts';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import { Facts, type Fact } from '../shared/Facts.tsx';
import { FlowSources } from '../shared/FlowSources.tsx';
import { Moment } from '../shared/Moment.tsx';
import { portName, protocolNames } from '../shared/Ports.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords, type DetailWords } from './detail-words.ts';

type WhoProps = { readonly finding: Finding; readonly card: Card };

/** Who sent, where to, over what, and who reported it. */
export function Who({ finding, card, address }: WhoProps & Pick<PivotAnswers, 'address'>) {
  const words = useWords();
  const text = useDetailWords().overview;
  const { columns, card: counts } = words.page;
  const { states } = words.detection;
  const domainId = finding.domain.id;
  const asset = address.state === 'known' ? (address.value.asset?.name ?? null) : null;
  const facts: Fact[] = [
    {
      name: columns.source,
      value: (
        <>
          <PivotTrigger
            target={{ field: 'source', value: finding.source, domainId, finding, card }}
          />
          {asset !== null && <Qualifier>{asset}</Qualifier>}
        </>
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
    { name: columns.firstSeen, value: <Moment ms={finding.firstSeenMs} /> },
    { name: columns.lastSeen, value: <Moment ms={finding.lastSeenMs} /> },
    {
      name: text.state,
      value: (
        <>
          {states[finding.state].label}
          <Qualifier>{states[finding.state].meaning}</Qualifier>
        </>
      ),
    },
    { name: text.domain, value: domainName(finding, text) },
    {
      name: text.technique,
      value: words.detection.technique(technique.id, technique.name),
    },
  ];
  return (
    <section aria-label={text.who}>
      <h3 className="tw-detail__title">{text.who}</h3>
      <Facts facts={facts} />
    </section>
  );
}

function Destination({ finding, card }: WhoProps) {
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

function Users({ finding, card }: WhoProps) {
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

function domainName({ domain: { id, name } }: Finding, text: DetailWords['overview']): string {
  if (name !== null) return name;
  return id === 0 ? text.defaultDomain : text.domainId(id);
}
