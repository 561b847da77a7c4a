import type { Card } from '../../cards/cards.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { protocolNames } from '../shared/Ports.tsx';
import { Folded } from './Folded.tsx';
import { targetName } from './finding-name.ts';
import { ShowMore } from './ShowMore.tsx';
import { useShown } from '../shared/useShown.ts';

type FindingChoiceProps = {
  readonly card: Card;
  readonly findingId: string;
  readonly onSelect: (findingId: string) => void;
};

/** The findings of the card to choose from, worst first, behind a line that counts them; nothing where there is only one. */
export function FindingChoice({ card, findingId, onSelect }: FindingChoiceProps) {
  const words = useWords();
  const text = useDetailWords();
  const label = text.findings(card.findings.length);
  const { shown, more, showMore } = useShown(card.findings);
  if (card.findings.length < 2) return null;
  const chosen = card.findings.find(({ id }) => id === findingId);
  // A link may name a finding far down the list: it is shown all the same.
  const listed = chosen && !shown.includes(chosen) ? [...shown, chosen] : shown;
  return (
    <nav aria-label={label} className="tw-detail__choice">
      <Folded title={label}>
        {() => (
          <>
            <ul>
              {listed.map((finding) => (
                <li key={finding.id}>
                  <button
                    type="button"
                    className="tw-detail__option"
                    aria-current={finding.id === findingId}
                    onClick={() => onSelect(finding.id)}
                  >
                    <SeverityTag risk={finding.risk} />
                    <span>{protocolNames(finding, words)}</span>
                    <span className="tw-mono">{targetName(finding, text)}</span>
                  </button>
                </li>
              ))}
            </ul>
            <ShowMore more={more} showMore={showMore} />
          </>
        )}
      </Folded>
    </nav>
  );
}
