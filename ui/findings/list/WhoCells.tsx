import type { Card } from '../../../cards/cards.ts';
import type { Host } from '../../../contract/details.ts';
import { PivotTrigger } from '../../pivots/PivotTrigger.tsx';
import { portName } from '../../shared/Ports.tsx';
import { useIsEstimate } from '../../shared/Estimated.tsx';
import { useWords, type Words } from '../../words/WordsContext.tsx';
import { destinationsOf } from '../filters.ts';

type CellProps = {
  readonly card: Card;
  /** What the console calls the address; `null`: not asked yet, or it could not be asked. */
  readonly host: Host | null;
};

/** Who: the name of the asset where it is known, the address, the user; as heading, with what it did for who cannot see it. */
export function SourceCell({ card, host, headingId }: CellProps & { readonly headingId: string }) {
  const words = useWords();
  const { card: text } = words.page;
  const isEstimate = useIsEstimate(card);
  return (
    <>
      <h3 id={headingId} className="tw-row__major">
        {host?.name && (
          <>
            <bdi className="tw-row__name">{host.name}</bdi>{' '}
          </>
        )}
        <PivotTrigger
          isTabStop={false}
          target={{ field: 'source', value: card.source, domainId: card.domain.id, card }}
        />{' '}
        <span className="tw-visually-hidden">
          {text.heading(card.sentBytes, card.totalBytes, card.destinationCount, isEstimate)}
        </span>
      </h3>
      <Minor texts={[...userTexts(card, words), ...domainTexts(card, words)]} />
    </>
  );
}

function userTexts({ users }: Card, { page }: Words): string[] {
  const [first, ...others] = users;
  if (first === undefined) return [];
  return [
    page.list.user(first) + (others.length > 0 ? ` ${page.list.moreUsers(others.length)}` : ''),
  ];
}

function domainTexts({ domain: { id, name } }: Card, { page }: Words): string[] {
  // The default domain is everybody's where there is no other.
  if (id === 0) return [];
  return [name === null ? page.card.domainId(id) : page.card.domain(name)];
}

/** To whom: the first destination and how many more, its name, the protocol, country and network where they are known. */
export function DestinationCell({ card, host }: CellProps) {
  const words = useWords();
  const text = words.page.list;
  const [worst] = card.findings;
  if (worst === undefined) return null;
  const [address] = destinationsOf(worst);
  const more = card.destinationCount - 1;
  const place = [
    ...(host?.country ? [host.country] : []),
    ...(host?.network ? [text.network(host.network)] : []),
  ];
  return (
    <>
      <span className="tw-row__major">
        {host?.name && <bdi className="tw-row__name">{host.name}</bdi>}
        {address === undefined ? (
          text.several(card.destinationCount)
        ) : (
          <PivotTrigger
            isTabStop={false}
            target={{
              field: 'destination',
              value: address,
              domainId: card.domain.id,
              finding: worst,
              card,
            }}
          />
        )}
        {address !== undefined && more > 0 && (
          <span className="tw-row__more">{text.moreDestinations(more)}</span>
        )}
      </span>
      <Minor texts={[protocolText(card, words), ...place]} />
    </>
  );
}

function protocolText(card: Card, words: Words): string {
  const names = card.protocols.map((protocol) => words.detection.protocols[protocol]).join(', ');
  const [only, ...others] = card.findings;
  if (only === undefined || others.length > 0 || only.otherPorts.length > 0) return names;
  return words.page.list.port(names, portName(only));
}

/** The second line of a cell; names in it may be of any length and direction. */
function Minor({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <span className="tw-row__minor">
      {texts.map((text, index) => (
        <span key={text}>
          {index > 0 && ' · '}
          <bdi>{text}</bdi>
        </span>
      ))}
    </span>
  );
}
