import { risks } from '../../contract/finding.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
import { Facts } from '../shared/Facts.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import type { Totals } from './totals.ts';
import { Volume } from './Volume.tsx';

type TotalsStripProps = {
  readonly totals: Totals;
  /** Denied connections of the whole run, which no filter applies to; `null` where it did not ask for them. */
  readonly denied: number | null;
};

/** What the findings on the page come to. */
export function TotalsStrip({ totals, denied }: TotalsStripProps) {
  const words = messages.page.totals;
  const number = (value: number) => <span className="tw-mono">{format.count(value)}</span>;
  const { connections, knownConnections, lowerBound } = totals;
  // Nothing at all sends nothing, which is known.
  const none = totals.findings === 0 ? 0 : null;
  const sentBytes = totals.sentBytes ?? none;
  const receivedBytes = totals.receivedBytes ?? none;
  return (
    <section aria-label={words.label} className="tw-totals">
      <Facts
        facts={[
          { name: words.sources, value: number(totals.sources) },
          { name: words.findings, value: number(totals.findings) },
          {
            name: words.risks,
            value: (
              <ul className="tw-totals__risks">
                {risks.map((risk) => (
                  <li key={risk}>
                    <SeverityTag risk={risk} /> {number(totals.risks[risk])}
                  </li>
                ))}
              </ul>
            ),
            wide: true,
          },
          { name: words.connections, value: number(connections) },
          {
            name: words.sent,
            value: (
              <Volume
                volume={
                  sentBytes === null ? null : { bytes: sentBytes, knownConnections, lowerBound }
                }
                connections={connections}
              />
            ),
          },
          {
            name: words.received,
            value:
              receivedBytes === null ? (
                messages.page.card.notKnown
              ) : (
                <>
                  <span className="tw-mono">{format.bytes(receivedBytes)}</span>
                  {lowerBound && <Qualifier>{messages.page.card.lowerBound}</Qualifier>}
                </>
              ),
          },
          ...(denied === null ? [] : [{ name: words.denied, value: number(denied) }]),
        ]}
      />
    </section>
  );
}
