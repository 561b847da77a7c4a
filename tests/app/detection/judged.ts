import type { Finding } from '../../../contract/finding.ts';
import type { TransferEvidence } from '../../../app/detection/evidence/transfer-evidence.ts';
import type { Judging } from '../../../app/detection/detect.ts';
import type { TransferJudging } from '../../../app/detection/judging/judge-pair.ts';
import { judgeTransfers } from '../../../app/detection/judging/judge-transfers.ts';
import { partOf } from './hour.ts';
import { drained } from '../../../app/ports/steps.ts';

/** What was pushed, in its order, beside what the judgement answered. */
export function collected(judging: Judging) {
  const findings: Finding[] = [];
  const judgement = drained(judging({ push: (finding) => findings.push(finding) }));
  return { ...judgement, findings };
}

/** Findings of pairs and fan-outs, worst first; all of them, and without names of domains, if not said otherwise. */
export function judgedTransfers(
  evidence: TransferEvidence,
  options: Partial<TransferJudging> = {},
) {
  const findings: Finding[] = [];
  const all = { partOf, domainNames: new Map<number, string>(), maxFindings: 50_000, ...options };
  const sink = { push: (finding: Finding) => findings.push(finding) };
  const { isCut } = drained(judgeTransfers(evidence, all, sink));
  return { findings, isCut };
}
