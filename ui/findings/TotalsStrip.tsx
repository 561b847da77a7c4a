import { useWords } from '../words/WordsContext.tsx';
import { Estimated } from '../shared/Estimated.tsx';
import { Facts } from '../shared/Facts.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import type { Totals } from './totals.ts';
import { Volume } from './Volume.tsx';

type TotalsStripProps = {
  readonly totals: Totals;
  /** Denied connections that the filters let pass; `null` where the run did not ask for them. */
  readonly denied: number | null;
};

/** What the findings on the page come to. */
export function TotalsStrip({ totals, denied }: TotalsStripProps) {
  const words = useWords();
  const text = words.page.totals;
  const number = (value: number) => <span className="tw-mono">{words.format.count(value)}</span>;
  const { connections, knownConnections, lowerBound } = totals;
  // Nothing at all sends nothing, which is known.
  const none = totals.findings === 0 ? 0 : null;
  const sentBytes = totals.sentBytes ?? none;
  const receivedBytes = totals.receivedBytes ?? none;
  return (
    <section aria-label={text.label} className="tw-totals">
      <Facts
        facts={[
          { name: text.sources, value: number(totals.sources) },
          { name: text.findings, value: number(totals.findings) },
          {
            name: text.connections,
            value: (
              <>
                {number(connections)}
                <Estimated of={totals} isSum />
              </>
            ),
          },
          {
            name: text.sent,
            value: (
              <Volume
                volume={
                  sentBytes === null ? null : { bytes: sentBytes, knownConnections, lowerBound }
                }
                of={totals}
                isSum
                connections={connections}
              />
            ),
          },
          {
            name: text.received,
            value:
              receivedBytes === null ? (
                words.page.card.notKnown
              ) : (
                <>
                  <span className="tw-mono">{words.format.bytes(receivedBytes)}</span>
                  <Estimated of={totals} isSum />
                  {lowerBound && <Qualifier>{words.page.card.lowerBound}</Qualifier>}
                </>
              ),
          },
          ...(denied === null ? [] : [{ name: text.denied, value: number(denied) }]),
        ]}
      />
    </section>
  );
}
