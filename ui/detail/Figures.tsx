import { ratedBytes } from '../../cards/rated-bytes.ts';
import type { Finding } from '../../contract/finding.ts';
import { DataChannelFacts } from '../shared/DataChannelFacts.tsx';
import { Estimated } from '../shared/Estimated.tsx';
import { Facts } from '../shared/Facts.tsx';
import { Origin } from '../shared/Origin.tsx';
import { originsAlike, sourceOnPortOf, type Sourced } from '../shared/origins.ts';
import { Qualifier } from '../shared/Qualifier.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';

/** The numbers of a finding, exact and with their limits. Who they come from is said once, where it is the same of all. */
export function Figures({ finding }: { readonly finding: Finding }) {
  const words = useWords();
  const text = useDetailWords().overview;
  const { columns, card } = words.page;
  const shared = originsAlike(finding, words);
  const one = { finding, hasOrigin: shared === null };
  const facts = [
    ...(finding.estimated ? [{ name: text.counting, value: card.estimated.why, wide: true }] : []),
    { name: columns.connections, value: <Connections {...one} /> },
    { name: columns.sent, value: <Bytes number="sent" {...one} /> },
    { name: columns.received, value: <Bytes number="received" {...one} /> },
    { name: text.totalBytes, value: <Bytes number="total" {...one} /> },
    ...(finding.dataChannel === null
      ? []
      : [
          {
            name: words.channels.label,
            value: <DataChannelFacts channel={finding.dataChannel} />,
            wide: true,
          },
        ]),
  ];
  return (
    <section aria-label={text.figures}>
      <h3 className="tw-detail__title">{text.figures}</h3>
      <Facts facts={facts} />
      {shared !== null && <p className="tw-qualifier">{text.from(shared)}</p>}
    </section>
  );
}

type FigureProps = { readonly finding: Finding; readonly hasOrigin: boolean };

function Connections({ finding, hasOrigin }: FigureProps) {
  const words = useWords();
  const text = useDetailWords().overview;
  return (
    <>
      <span className="tw-mono">{words.format.count(finding.connections)}</span>
      <Estimated of={finding} />
      {finding.coalesced > 0 && <Qualifier>{text.coalesced(finding.coalesced)}</Qualifier>}
      {hasOrigin && <Origin text={sourceOnPortOf(finding, 'connections', words)} />}
    </>
  );
}

type BytesProps = FigureProps & { readonly number: Exclude<Sourced, 'connections'> };

/** The bytes as they are rated, every digit of them, and how they are split between sessions and data channel. */
function Bytes({ number, finding, hasOrigin }: BytesProps) {
  const words = useWords();
  const text = useDetailWords().overview;
  const rated = ratedBytes(finding, number);
  const own = finding[number];
  const channel = finding.dataChannel?.counted ? finding.dataChannel[number] : null;
  if (rated === null) return text.notKnown;
  return (
    <>
      <data className="tw-mono" value={rated}>
        {words.format.bytes(rated)}
      </data>
      <Estimated of={finding} />
      <Qualifier>{words.format.exactBytes(rated)}</Qualifier>
      {channel !== null && <Qualifier>{text.split(own?.bytes ?? null, channel.bytes)}</Qualifier>}
      {own !== null && (
        <Qualifier>{text.known(own.knownConnections, finding.connections)}</Qualifier>
      )}
      {(own?.lowerBound === true || channel?.lowerBound === true) && (
        <Qualifier>{text.lowerBound}</Qualifier>
      )}
      {hasOrigin && <Origin text={sourceOnPortOf(finding, number, words)} />}
    </>
  );
}
