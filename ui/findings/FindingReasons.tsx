import type { Finding, Reason } from '../../contract/finding.ts';
import { messages } from '../messages/messages.ts';
import { Explained } from './Explained.tsx';

/** Why a finding is there and has its risk, and what was corrected for it; each explains itself. */
export function FindingReasons({ finding }: { readonly finding: Finding }) {
  const words = messages.page.card;
  return (
    <div className="tw-reasons">
      <ul aria-label={words.reasons} className="tw-reasons__list">
        {finding.reasons.map((reason) => (
          <li key={reason.code}>
            <Explained label={messages.detection.reasons[reason.code].label}>
              <ReasonText reason={reason} />
            </Explained>
          </li>
        ))}
      </ul>
      {finding.corrections.length > 0 && (
        <Explained label={words.corrections(finding.corrections.length)}>
          <p>{words.correctionsTitle}</p>
          <dl className="tw-corrections">
            {finding.corrections.map((code) => (
              <div key={code}>
                <dt>{messages.detection.corrections[code].label}</dt>
                <dd>{messages.detection.corrections[code].sentence}</dd>
              </div>
            ))}
          </dl>
        </Explained>
      )}
    </div>
  );
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
