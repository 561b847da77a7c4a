import type { Finding, Reason } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { Qualifier } from '../shared/Qualifier.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { Folded } from './Folded.tsx';
import { ReasonBar } from './ReasonBar.tsx';
import { Regularity } from './Regularity.tsx';
import { SilencedBy } from './SilencedBy.tsx';

type ReasonsProps = { readonly finding: Finding; readonly run: Run };

/** Every reason with its value against its threshold, and what would have kept it away; what that means, where it comes from and corrections on demand. */
export function Reasons({ finding, run }: ReasonsProps) {
  const { reasons: text } = useDetailWords();
  return (
    <section aria-label={text.title}>
      <h3 className="tw-detail__title">{text.title}</h3>
      <ul className="tw-detail__reasons">
        {finding.reasons.map((reason) => (
          <li key={reason.code} className="tw-reason">
            <ReasonInShort reason={reason} />
          </li>
        ))}
      </ul>
      {finding.reasons.some(({ threshold }) => threshold !== null) && (
        <p className="tw-qualifier">{text.scale}</p>
      )}
      <Regularity finding={finding} />
      <SilencedBy finding={finding} />
      <Folded title={text.meaning}>{() => <Meaning reasons={finding.reasons} />}</Folded>
      <Folded title={text.corrections}>{() => <Corrections finding={finding} run={run} />}</Folded>
    </section>
  );
}

function ReasonInShort({ reason }: { readonly reason: Reason }) {
  const { label, sentence } = useWords().detection.reasons[reason.code];
  return (
    <>
      <h4 className="tw-detail__label">{label}</h4>
      <p>{sentence(reason)}</p>
      <ReasonBar reason={reason} />
    </>
  );
}

function Meaning({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { reasons: words, thresholdSources } = useWords().detection;
  return (
    <dl className="tw-corrections">
      {reasons.map(({ code, threshold }) => (
        <div key={code}>
          <dt>{words[code].label}</dt>
          <dd>
            {words[code].why}
            {threshold && <Qualifier>{thresholdSources[threshold.source].explanation}</Qualifier>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Corrections({ finding, run }: ReasonsProps) {
  const { corrections } = useWords().detection;
  const text = useDetailWords().reasons;
  if (run.profile === 'source') return <p>{text.sourceProfile}</p>;
  if (finding.corrections.length === 0) return <p>{text.noCorrections}</p>;
  return (
    <dl className="tw-corrections">
      {finding.corrections.map((code) => (
        <div key={code}>
          <dt>{corrections[code].label}</dt>
          <dd>{corrections[code].sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
