import type { CorrectionCode, Finding, Reason } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDoubts } from '../shared/Estimated.tsx';
import { Explanations, type Explanation } from './Explanations.tsx';

/** Why a finding is there and has its risk, and what was corrected for it; each explains itself. */
export function FindingReasons({ finding }: { readonly finding: Finding }) {
  const words = useWords();
  const text = words.page.card;
  const { reasons, corrections } = finding;
  const doubts = useDoubts(finding);
  const items: Explanation[] = reasons.map((reason) => ({
    key: reason.code,
    label: words.detection.reasons[reason.code].label,
    content: () => <ReasonText reason={reason} />,
  }));
  for (const { key, label, sentences } of doubts)
    items.push({
      key,
      label,
      content: () => sentences.map((sentence) => <p key={sentence}>{sentence}</p>),
    });
  if (corrections.length > 0)
    items.push({
      key: 'corrections',
      label: text.corrections(corrections.length),
      content: () => <CorrectionsText codes={corrections} />,
    });
  return <Explanations label={text.reasons} items={items} />;
}

function ReasonText({ reason }: { readonly reason: Reason }) {
  const { reasons, thresholdSources } = useWords().detection;
  const text = reasons[reason.code];
  return (
    <>
      <p>{text.sentence(reason)}</p>
      <p>{text.why}</p>
      {reason.threshold && <p>{thresholdSources[reason.threshold.source].explanation}</p>}
    </>
  );
}

function CorrectionsText({ codes }: { readonly codes: readonly CorrectionCode[] }) {
  const words = useWords();
  return (
    <>
      <p>{words.page.card.correctionsTitle}</p>
      <dl className="tw-corrections">
        {codes.map((code) => (
          <div key={code}>
            <dt>{words.detection.corrections[code].label}</dt>
            <dd>{words.detection.corrections[code].sentence}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
