import { localNetworks, privateNetworks } from '../../../sandbox/data/direction.ts';

describe('local networks', () => {
  it.each([
    ['10.1.2.3', '8.8.8.8', 'L2R'],
    ['8.8.8.8', '192.168.1.1', 'R2L'],
    ['172.16.0.1', '172.31.255.255', 'L2L'],
    ['172.32.0.1', '1.1.1.1', 'R2R'],
    ['fe80::1', '2a00::1', 'L2R'],
    ['fd12::1', '::1', 'L2L'],
    ['::ffff:10.0.0.1', '9.9.9.9', 'L2R'],
  ])('takes %s to %s for %s by the private ranges', (source, destination, direction) => {
    expect(localNetworks(privateNetworks).direction(source, destination)).toBe(direction);
  });

  it('lets the longest block decide, wherever it stands in the list', () => {
    const networks = localNetworks(['10.0.0.0/8', '!10.9.0.0/16', '10.9.9.0/24']);
    expect(['10.1.1.1', '10.9.1.1', '10.9.9.1'].map(networks.isLocal)).toEqual([true, false, true]);
  });

  it('takes everything else for local when only exceptions are listed', () => {
    const networks = localNetworks(['!64.225.56.201/32']);
    expect(networks.direction('203.0.113.9', '64.225.56.201')).toBe('L2R');
    expect(networks.direction('64.225.56.201', '2a00::1')).toBe('R2L');
  });

  it('takes nothing for local when nothing is listed', () => {
    expect(localNetworks([]).direction('10.0.0.1', '10.0.0.2')).toBe('R2R');
  });

  it('names a block that is none', () => {
    expect(() => localNetworks(['10.0.0.0/8', '10.0.0.0/99'])).toThrow(/"10\.0\.0\.0\/99"/);
  });
});
