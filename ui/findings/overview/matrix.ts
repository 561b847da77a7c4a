import { protocolsOfFinding } from '../../../cards/finding-ports.ts';
import {
  protocols,
  risks,
  type Finding,
  type Protocol,
  type Risk,
} from '../../../contract/finding.ts';
import type { View } from '../view.ts';

/** Findings by risk and protocol. One on several protocols is in each of their cells, and once in the sum of its risk. */
export type MatrixCounts = {
  /** The four that every run looks at, and those besides that have a finding. */
  readonly protocols: readonly Protocol[];
  readonly cells: Readonly<Record<Risk, Readonly<Partial<Record<Protocol, number>>>>>;
  readonly ofRisk: Readonly<Record<Risk, number>>;
  readonly ofProtocol: Readonly<Partial<Record<Protocol, number>>>;
};

const always: readonly Protocol[] = ['FTP', 'FTPS', 'SMB', 'TFTP'];

/** Counts the cells of the matrix. */
export function matrixOf(findings: readonly Finding[]): MatrixCounts {
  const cells: Record<Risk, Partial<Record<Protocol, number>>> = { HIGH: {}, MEDIUM: {}, LOW: {} };
  const ofRisk: Record<Risk, number> = { HIGH: 0, MEDIUM: 0, LOW: 0 };
  const ofProtocol: Partial<Record<Protocol, number>> = {};
  for (const finding of findings) {
    const { risk } = finding;
    ofRisk[risk] += 1;
    for (const protocol of protocolsOfFinding(finding)) {
      cells[risk][protocol] = (cells[risk][protocol] ?? 0) + 1;
      ofProtocol[protocol] = (ofProtocol[protocol] ?? 0) + 1;
    }
  }
  return {
    protocols: protocols.filter(
      (protocol) => always.includes(protocol) || ofProtocol[protocol] !== undefined,
    ),
    cells,
    ofRisk,
    ofProtocol,
  };
}

/** One button of the matrix: a cell, or the head of a row or a column. */
export type MatrixKey = { readonly risk: Risk | null; readonly protocol: Protocol | null };

type Chosen = Pick<View, 'risks' | 'protocols'>;

/** Whether a button is pressed: its row and its column, as far as it has both, are filtered by. */
export function isPressed({ risk, protocol }: MatrixKey, chosen: Chosen): boolean {
  return (
    (risk === null || chosen.risks.includes(risk)) &&
    (protocol === null || chosen.protocols.includes(protocol))
  );
}

/** The filters after a press. A head adds or takes off its row or column; a cell is filtered by alone, or not any more. */
export function pressed({ risk, protocol }: MatrixKey, chosen: Chosen): Chosen {
  if (risk !== null && protocol !== null) {
    const isAlone =
      chosen.risks.length === 1 &&
      chosen.protocols.length === 1 &&
      isPressed({ risk, protocol }, chosen);
    return isAlone ? { risks: [], protocols: [] } : { risks: [risk], protocols: [protocol] };
  }
  return {
    risks: risk === null ? chosen.risks : toggled(risks, chosen.risks, risk),
    protocols:
      protocol === null ? chosen.protocols : toggled(protocols, chosen.protocols, protocol),
  };
}

/** In the order of `all`. */
function toggled<T>(all: readonly T[], chosen: readonly T[], value: T): T[] {
  return all.filter((entry) => chosen.includes(entry) !== (entry === value));
}
