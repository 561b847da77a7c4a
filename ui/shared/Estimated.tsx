import { createContext, useContext } from 'react';
import { protocolsOfFinding } from '../../cards/finding-ports.ts';
import type { Finding, Protocol } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Qualifier } from './Qualifier.tsx';

/** How far single records are read, from which connections are put together and data channels found. */
export type RecordsRead = 'read' | 'not-yet' | 'failed';

/**
 * What holds for the findings below. While their run goes on, nearly all are estimates, because single records are read last:
 * the progress of the run says so once, and not every number again.
 */
export const RecordsContext = createContext<RecordsRead>('read');

/** How far a run has read single records. */
export function recordsReadBy({ state, limits }: Pick<Run, 'state' | 'limits'>): RecordsRead {
  if (state === 'running') return 'not-yet';
  return limits.some(({ kind }) => kind === 'records') ? 'failed' : 'read';
}

/** Whether numbers have to be called an estimate: they are, and not only because the run still goes on. */
export function useIsEstimate({ estimated }: { readonly estimated: boolean }): boolean {
  return useContext(RecordsContext) !== 'not-yet' && estimated;
}

/** That numbers are an estimate, and of what kind, in few words; `null` where they are none. */
export function useEstimateTag(of: { readonly estimated: boolean }): string | null {
  const text = useWords().page.card.estimated;
  const hasFailed = useContext(RecordsContext) === 'failed';
  if (!useIsEstimate(of)) return null;
  return hasFailed ? text.notRead.label : text.tag;
}

/** What makes the numbers of a finding doubtful: as a word, and in sentences. */
export type Doubt = {
  readonly key: 'estimated' | 'channels';
  readonly label: string;
  readonly sentences: readonly string[];
};

/** Why the numbers of a finding are an estimate, and that its data channels were not looked for; none where all was read. */
export function useDoubts(finding: Finding): readonly Doubt[] {
  const text = useWords().page.card.estimated;
  const hasFailed = useContext(RecordsContext) === 'failed';
  const isEstimate = useIsEstimate(finding);
  const doubts: Doubt[] = [];
  if (isEstimate) {
    const label = hasFailed ? text.notRead.label : text.label;
    const sentences = [...(hasFailed ? [text.notRead.why] : []), text.why];
    doubts.push({ key: 'estimated', label, sentences });
  }
  if (hasFailed && finding.dataChannel === null && mayHaveDataChannel(finding)) {
    const { label, why } = text.noChannels;
    doubts.push({ key: 'channels', label, sentences: [why] });
  }
  return doubts;
}

/** FTP and TFTP move their bytes on other connections than that of the session. */
function mayHaveDataChannel(finding: Finding): boolean {
  return protocolsOfFinding(finding).some((protocol) => withDataChannel.has(protocol));
}

const withDataChannel: ReadonlySet<Protocol> = new Set(['FTP', 'FTPS', 'TFTP']);

type EstimatedProps = {
  /** A finding, or what several come to. */
  readonly of: { readonly estimated: boolean };
  /** The number is a sum, in which others may be exact. */
  readonly isSum?: boolean;
};

/** That a number is an estimate, below it; nothing where it is not. */
export function Estimated({ of, isSum = false }: EstimatedProps) {
  const { estimated } = useWords().page.card;
  if (!useIsEstimate(of)) return null;
  return <Qualifier>{isSum ? estimated.ofSum : estimated.tag}</Qualifier>;
}
