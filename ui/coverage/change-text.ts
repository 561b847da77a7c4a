import type { CoverageChange, CoverageComparison } from '../../contract/coverage-report.ts';
import type { CoverageWords } from './coverage-words.ts';

/** What got worse, or better, as a line. */
export function changeText(
  change: CoverageChange,
  side: 'worse' | 'better',
  { comparison: words, checks, verdicts }: CoverageWords,
): string {
  switch (change.kind) {
    case 'check': {
      const { code, before, after, names } = change;
      return words.check(checks[code].label, verdicts[before], verdicts[after], names);
    }
    case 'log-source':
      return words.logSource[side](change.name);
    case 'property':
      return words.property[side](change.name, change.logSources);
  }
}

/** A check that one of the two results cannot know, as a line. */
export function unclearText(
  { code, before, after }: CoverageComparison['unclear'][number],
  { comparison, checks, verdicts }: CoverageWords,
): string {
  return comparison.check(checks[code].label, verdicts[before], verdicts[after], []);
}
