import { createContext, useContext } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { Qualifier } from './Qualifier.tsx';

/**
 * Whether the findings below are those of a run that still goes on. Then nearly all are estimates, because single
 * records are read last: the progress of the run says so once, and not every number again.
 */
export const ProvisionalContext = createContext(false);

/** Whether numbers have to be called an estimate: they are, and not only because the run still goes on. */
export function useIsEstimate({ estimated }: { readonly estimated: boolean }): boolean {
  const isProvisional = useContext(ProvisionalContext);
  return estimated && !isProvisional;
}

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
