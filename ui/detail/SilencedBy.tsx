import { portsOfFinding } from '../../cards/finding-ports.ts';
import { silenceOf, type Silence } from '../../cards/silence.ts';
import type { Finding } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords, type DetailWords } from './detail-words.ts';

/** What would have kept a finding off the list, and what would have rated it lower. */
export function SilencedBy({ finding }: { readonly finding: Finding }) {
  const { silence: text } = useDetailWords();
  const { format } = useWords();
  const silence = silenceOf(finding);
  const { thresholds, mediumFrom } = silence;
  const ports = portsOfFinding(finding).map(({ port }) => String(port));
  return (
    <>
      <h4 className="tw-detail__label">{text.title}</h4>
      <p>{text.lead}</p>
      <ul className="tw-detail__ways">
        {waysOf(silence, ports, text).map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      <p className="tw-qualifier">{noteOf(thresholds, text)}</p>
      {mediumFrom !== null && (
        <>
          <h4 className="tw-detail__label">{text.mediumTitle}</h4>
          <p title={format.bytes(mediumFrom)}>{text.mediumFrom(mediumFrom)}</p>
        </>
      )}
    </>
  );
}

type Words = DetailWords['silence'];

/** The least first. */
function waysOf(silence: Silence, ports: readonly string[], text: Words): string[] {
  const { thresholds, packs, withoutStitching, withoutFlows, ownBlock, entry } = silence;
  const { source, destination } = entry;
  return [
    ...(typeof thresholds === 'string' ? [] : [thresholdsIn(thresholds, text)]),
    destination === null ? text.sourceEntry(source) : text.pairEntry(source, destination),
    ...(packs === null ? [] : [text.packs(ports)]),
    ...(withoutStitching ? [text.withoutStitching] : []),
    ...(withoutFlows ? [text.withoutFlows] : []),
    ...(ownBlock === null ? [] : [text.ownBlock(ownBlock)]),
  ];
}

function thresholdsIn(
  { connections, mediumBytes }: Exclude<Silence['thresholds'], string>,
  text: Words,
): string {
  return text.thresholds([
    ...(connections === null ? [] : [text.connections(connections)]),
    ...(mediumBytes === null ? [] : [text.medium(mediumBytes)]),
  ]);
}

function noteOf(thresholds: Silence['thresholds'], text: Words): string {
  if (typeof thresholds === 'string') return text.none[thresholds];
  return thresholds.isTogether ? text.together : text.alone;
}
