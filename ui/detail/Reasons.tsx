import type { Finding, Reason } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
import { Facts } from '../shared/Facts.tsx';

type ReasonsProps = { readonly finding: Finding; readonly run: Run };

const words = messages.detail.reasons;

/** Every reason with its number, its threshold and where that comes from; then every correction. */
export function Reasons({ finding, run }: ReasonsProps) {
  return (
    <>
      <h3 className="tw-detail__title">{words.title}</h3>
      <ul className="tw-detail__reasons">
        {finding.reasons.map((reason) => (
          <li key={reason.code}>
            <ReasonInFull reason={reason} />
          </li>
        ))}
      </ul>
      <h3 className="tw-detail__title">{words.corrections}</h3>
      <Corrections finding={finding} run={run} />
    </>
  );
}

function ReasonInFull({ reason }: { readonly reason: Reason }) {
  const { reasons, thresholdSources } = messages.detection;
  const { label, sentence, why } = reasons[reason.code];
  const { threshold } = reason;
  const source = threshold && thresholdSources[threshold.source];
  return (
    <>
      <h4 className="tw-detail__label">{label}</h4>
      <p>{sentence(reason)}</p>
      <p className="tw-qualifier">{why}</p>
      <Facts
        facts={[
          { name: words.value, value: amount(reason.value, reason.unit, format.exactBytes) },
          {
            name: words.threshold,
            value: threshold
              ? amount(threshold.value, reason.unit, format.binaryBytes)
              : words.noThreshold,
          },
          ...(source
            ? [
                {
                  name: words.source,
                  value: (
                    <>
                      {source.name}
                      <span className="tw-qualifier">{source.explanation}</span>
                    </>
                  ),
                  wide: true,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function amount(value: number, unit: Reason['unit'], bytes: (value: number) => string): string {
  return unit === 'bytes' ? bytes(value) : messages.detection[unit](value);
}

function Corrections({ finding, run }: ReasonsProps) {
  if (run.profile === 'source') return <p>{words.sourceProfile}</p>;
  if (finding.corrections.length === 0) return <p>{words.noCorrections}</p>;
  return (
    <dl className="tw-corrections">
      {finding.corrections.map((code) => (
        <div key={code}>
          <dt>{messages.detection.corrections[code].label}</dt>
          <dd>{messages.detection.corrections[code].sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
