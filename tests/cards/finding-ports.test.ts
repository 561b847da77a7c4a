import { portsOfFinding, protocolsOfFinding } from '../../cards/finding-ports.ts';
import { aFinding, aPooled } from '../support/ui-records.ts';

describe('the ports of a finding', () => {
  test('are one with all of its connections', () => {
    const finding = aFinding({ port: 445, transport: 'tcp', protocol: 'SMB', connections: 12 });
    expect(portsOfFinding(finding)).toEqual([
      { port: 445, transport: 'tcp', protocol: 'SMB', connections: 12 },
    ]);
    expect(protocolsOfFinding(finding)).toEqual(['SMB']);
  });

  test('share its connections, and the one that stands for all comes first', () => {
    const finding = aPooled({ connections: 12 });
    expect(portsOfFinding(finding)).toEqual([
      { port: 21, transport: 'tcp', protocol: 'FTP', connections: 7 },
      { port: 445, transport: 'tcp', protocol: 'SMB', connections: 3 },
      { port: 990, transport: 'tcp', protocol: 'FTPS', connections: 2 },
    ]);
  });

  test('name a protocol once', () => {
    const otherPorts = [20, 445].map((port) => ({
      port,
      transport: 'tcp',
      protocol: port === 20 ? ('FTP' as const) : ('SMB' as const),
      connections: 1,
    }));
    expect(protocolsOfFinding(aPooled({ otherPorts }))).toEqual(['FTP', 'SMB']);
  });
});
