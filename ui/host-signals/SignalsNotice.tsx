import type { Run } from '../../contract/run.ts';
import { Notice } from '../shared/Notice.tsx';
import { useWords } from '../words/WordsContext.tsx';

/** That signals of hosts were to be looked for and were not, or not all were read. Nothing where that is not so. */
export function SignalsNotice({ run: { hostSignals } }: { readonly run: Run }) {
  const { title, texts, cut } = useWords().hostSignals.notice;
  if (hostSignals === undefined) return null;
  const { state, isCut } = hostSignals;
  if (state === 'not-allowed' || state === 'unavailable')
    return <Notice kind="warning" title={title} subtitle={texts[state]} />;
  return isCut ? <Notice kind="warning" title={title} subtitle={cut} /> : null;
}
