import { CircleDash, ErrorFilled, WarningAltFilled } from '@carbon/icons-react';
import type { Risk } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';

/** A shape of its own for each risk, because colour alone would not be seen by everybody. */
const icons = { HIGH: ErrorFilled, MEDIUM: WarningAltFilled, LOW: CircleDash } as const;

type SeverityTagProps = { readonly risk: Risk };

/** The exfiltration risk as shape, colour and word. */
export function SeverityTag({ risk }: SeverityTagProps) {
  const words = useWords();
  const Icon = icons[risk];
  return (
    <span className={`tw-tag tw-severity tw-severity--${risk.toLowerCase()}`}>
      <Icon size={16} aria-hidden className="tw-severity__icon" />
      {words.detection.risks[risk]}
    </span>
  );
}
