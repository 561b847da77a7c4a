import { useEffect, useRef } from 'react';
import type { Problem } from '../../contract/problem.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';

/** Takes the focus when it appears, which also brings it into view: "Save" is at the other end. */
export function SaveProblem({ problem }: { readonly problem: Problem | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) place.current?.focus();
  }, [problem]);
  return (
    <div ref={place} role="alert" tabIndex={-1}>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}
