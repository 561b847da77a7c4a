import type { Card } from '../../../cards/cards.ts';
import { useEstimateTag } from '../../shared/Estimated.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import { logShare } from './card-activity.ts';

type SentCellProps = {
  readonly card: Card;
  /** The most bytes that any card of the list sent: the end of the scale. */
  readonly mostBytes: number;
};

/** Bytes sent as rated, data channels included, with a bar; below it what has to be said of the number. */
export function SentCell({ card, mostBytes }: SentCellProps) {
  const words = useWords();
  const { page, detection, format } = words;
  const estimate = useEstimateTag(card);
  const { sentBytes, totalBytes, connections, lowerBound } = card;
  const said = [
    detection.connections(connections),
    ...(lowerBound && sentBytes !== null ? [page.card.lowerBound] : []),
    ...(estimate === null ? [] : [estimate]),
    ...(sentBytes === null && totalBytes !== null ? [page.card.totalOnly(totalBytes)] : []),
  ].join(', ');
  return (
    <>
      <span className="tw-row__major tw-row__sent">
        {sentBytes === null ? (
          page.card.notKnown
        ) : (
          <>
            <data value={sentBytes}>{format.bytes(sentBytes)}</data>
            <span className="tw-row__scale" aria-hidden>
              <span
                className="tw-row__bar"
                style={{ inlineSize: `${(logShare(sentBytes, mostBytes) * 100).toFixed(1)}%` }}
              />
            </span>
          </>
        )}
      </span>
      <span className="tw-row__minor">{said}</span>
    </>
  );
}
