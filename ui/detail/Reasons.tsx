import type { Finding, Reason } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { Facts } from '../shared/Facts.tsx';

type ReasonsProps = { readonly finding: Finding; readonly run: Run };

/** Every reason with its number, its threshold and where that comes from; then every correction. */
export function Reasons({ finding, run }: ReasonsProps) {
  const text = useDetailWords().reasons;
  return (
    <>
      <h3 className="tw-detail__title">{text.title}</h3>
      <ul className="tw-detail__reasons">
        {finding.reasons.map((reason) => (
          <li key={reason.code}>
            <ReasonInFull reason={reason} />
          </li>
        ))}
      </ul>
      <h3 className="tw-detail__title">{text.corrections}</h3>
      <Corrections finding={finding} run={run} />
    </>
  );
}

function ReasonInFull({ reason }: { readonly reason: Reason }) {
  const words = useWords();
  const text = useDetailWords().reasons;
  const { reasons, thresholdSources } = words.detection;
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
          {
            name: text.value,
            value: amount(reason.value, reason.unit, words.format.exactBytes, words),
          },
          {
            name: text.threshold,
            value: threshold
              ? amount(threshold.value, reason.unit, words.format.binaryBytes, words)
              : text.noThreshold,
          },
          ...(source
            ? [
                {
                  name: text.source,
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

function amount(
  value: number,
  unit: Reason['unit'],
  bytes: (value: number) => string,
  words: Words,
): string {
  return unit === 'bytes' ? bytes(value) : words.detection[unit](value);
}

function Corrections({ finding, run }: ReasonsProps) {
  const words = useWords();
  const text = useDetailWords().reasons;
  if (run.profile === 'source') return <p>{text.sourceProfile}</p>;
  if (finding.corrections.length === 0) return <p>{text.noCorrections}</p>;
  return (
    <dl className="tw-corrections">
      {finding.corrections.map((code) => (
        <div key={code}>
          <dt>{words.detection.corrections[code].label}</dt>
          <dd>{words.detection.corrections[code].sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
