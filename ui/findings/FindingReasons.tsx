import type { CorrectionCode, Finding, Reason } from '../../contract/finding.ts';
import { messages } from '../messages/messages.ts';
import { Explanations, type Explanation } from './Explanations.tsx';

/** Why a finding is there and has its risk, and what was corrected for it; each explains itself. */
export function FindingReasons({ finding }: { readonly finding: Finding }) {
  const words = messages.page.card;
  const { reasons, corrections } = finding;
  const items: Explanation[] = reasons.map((reason) => ({
    key: reason.code,
    label: messages.detection.reasons[reason.code].label,
    content: () => <ReasonText reason={reason} />,
  }));
  if (corrections.length > 0)
    items.push({
      key: 'corrections',
      label: words.corrections(corrections.length),
      content: () => <CorrectionsText codes={corrections} />,
    });
  return <Explanations label={words.reasons} items={items} />;
}

function ReasonText({ reason }: { readonly reason: Reason }) {
  const { reasons, thresholdSources } = messages.detection;
  const words = reasons[reason.code];
  return (
    <>
      <p>{words.sentence(reason)}</p>
      <p>{words.why}</p>
      {reason.threshold && <p>{thresholdSources[reason.threshold.source].explanation}</p>}
    </>
  );
}

function CorrectionsText({ codes }: { readonly codes: readonly CorrectionCode[] }) {
  return (
    <>
      <p>{messages.page.card.correctionsTitle}</p>
      <dl className="tw-corrections">
        {codes.map((code) => (
          <div key={code}>
            <dt>{messages.detection.corrections[code].label}</dt>
            <dd>{messages.detection.corrections[code].sentence}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
