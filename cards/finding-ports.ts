import type { Finding, FindingPort, Protocol } from '../contract/finding.ts';

/** All ports of a finding with their connections, the one that stands for all first, then ascending. At least one. */
export function portsOfFinding(finding: Finding): [FindingPort, ...FindingPort[]] {
  const { port, transport, protocol, otherPorts } = finding;
  const others = otherPorts.reduce((sum, { connections }) => sum + connections, 0);
  return [{ port, transport, protocol, connections: finding.connections - others }, ...otherPorts];
}

/** The protocols of a finding, each once, that of the port which stands for all first. */
export function protocolsOfFinding({ protocol, otherPorts }: Finding): Protocol[] {
  return [...new Set([protocol, ...otherPorts.map((other) => other.protocol)])];
}
