/**
 * The signals that validation looks for, asked of real Sysmon records by AQL: what of the techniques and their near relatives is found, and what is not
 * there. docs/validation.md, "What real telemetry shows", tells the same in words.
 */
import { privateNetworks } from '../../sandbox/data/direction.ts';
import type { ConsoleStore } from '../../sandbox/sql/store.ts';
import { describeReal, importReal } from './real-data.ts';
import { askOfAll, sysmonFiles } from './sysmon-records.ts';

describeReal('sigma-regression', 'the signals of validation in real Sysmon records', () => {
  let store: ConsoleStore;
  beforeAll(async () => {
    ({ store } = await importReal(sysmonFiles, privateNetworks));
  });
  afterAll(() => store.close());

  const ask = (aql: string) => askOfAll(store, aql);
  /** The distinct values of a column among the records that match, sorted. */
  async function values(column: string, where: string): Promise<unknown[]> {
    const rows = await ask(`SELECT ${column} AS v FROM events WHERE ${where}`);
    return [...new Set(rows.map((row) => Object.values(row)[0]))].sort();
  }
  const count = async (where: string): Promise<unknown> =>
    Object.values((await ask(`SELECT COUNT(*) AS n FROM events WHERE ${where}`))[0] ?? {})[0];

  test('all records are there, and the native event id tells the kinds that are looked for', async () => {
    expect(await count('devicetype IN (11, 12)')).toBe(173 + 93 + 63 + 1);
    for (const [id, records] of [
      [1, 55 + 31 + 13 + 1],
      [3, 27 + 6 + 12],
      [11, 63 + 4 + 4],
      [17, 9 + 4],
      [18, 13 + 11],
    ]) {
      expect([id, await count(`qideventid = '${id}'`)]).toEqual([id, records]);
      expect([id, await count(`"Event ID" = ${id}`)]).toEqual([id, records]);
    }
  });

  describe('FTP by ftp.exe -s:', () => {
    test('its own start is in no record: only the child knows its command line', async () => {
      expect(await count(`qideventid = '1' AND "Process Path" ILIKE '%\\ftp.exe'`)).toBe(0);
      expect(await count(`qideventid = '1' AND "Command" ILIKE '%ftp.exe%-s:%'`)).toBe(0);
      expect(await values('"Process Path"', `"Parent Command" ILIKE '%ftp.exe%-s:%'`)).toEqual([
        'C:\\Windows\\System32\\cmd.exe',
      ]);
    });

    test('under another name it is found by its original name alone', async () => {
      expect(await values('"Process Path"', `"Original File Name" = 'ftp.exe'`)).toEqual([
        'C:\\Users\\Administrator\\Downloads\\testdata\\renamed-ftp.exe',
      ]);
    });

    test('-s: is no other switch of another program', async () => {
      // A service that is started with -s: the colon makes the difference.
      expect(await count(`"Command" ILIKE '% -s BITS%'`)).toBe(1);
      expect(await count(`"Command" ILIKE '% -s:%'`)).toBe(0);
    });

    test('neither script nor connection was recorded', async () => {
      expect(await count(`qideventid = '11' AND "Filename" ILIKE '%\\ftp_c2.txt'`)).toBe(0);
      expect(await count('destinationport IN (20, 21)')).toBe(0);
    });
  });

  describe('named pipes', () => {
    const known = `"Pipe Name" MATCHES '^\\\\(msagent_|MSSE-.*-server|postex_).*'`;

    test('those of Cobalt Strike are found by their beginnings, whatever follows', async () => {
      expect(await values('"Pipe Name"', `qideventid = '17' AND ${known}`)).toEqual([
        '\\MSSE-1337-server',
        '\\msagent_fedac123',
        '\\postex_ssh_fedac123',
      ]);
      // Two digits as in the default would miss it.
      expect(await count(`"Pipe Name" MATCHES '^\\\\msagent_[0-9a-f]{2}$'`)).toBe(0);
    });

    test('no program is PowerShell; of five pipes two have the ProcessGuid of their process, all its first three groups', async () => {
      expect(await values('"Process Name"', known)).toEqual(['CreateNamedPipe.exe']);
      const by = (id: number): Promise<unknown[]> =>
        values('"Process Guid"', `qideventid = '${id}' AND "Process Name" = 'CreateNamedPipe.exe'`);
      const [started, made] = [await by(1), await by(17)];
      expect(made).toHaveLength(5);
      expect(made.filter((guid) => started.includes(guid))).toHaveLength(2);
      // The machine, and the second in which it began.
      const birth = (guid: unknown): string => String(guid).slice(0, 19);
      expect(made.map(birth)).toEqual(started.map(birth));
    });

    test('ordinary ones, PowerShell’s own, a renamed PsExec’s and anonymous ones match nothing', async () => {
      const others = await values('"Pipe Name"', `qideventid IN ('17', '18') AND NOT (${known})`);
      expect(others).toEqual(
        expect.arrayContaining([
          '\\srvsvc',
          '\\wkssvc',
          '\\ntsvcs',
          '\\lsass',
          '\\browser',
          '\\svchost',
          '\\334485',
          '\\46a676ab7f179e511e30dd2dc41bd388',
        ]),
      );
      expect(others.filter((pipe) => String(pipe).startsWith('\\PSHost.'))).toHaveLength(2);
    });
  });

  describe('uploads by curl, SMB, TFTP and FTPS', () => {
    test('the one curl reads a header: no upload', async () => {
      expect(await count(`qideventid = '1' AND "Process Name" ILIKE 'curl%'`)).toBe(1);
      const upload = `("Command" MATCHES '.*curl.* (-T|--upload-file).*' OR "Command" ILIKE '%ftp://%')`;
      expect(await count(upload)).toBe(0);
    });

    test('Sysmon for Linux names programs with and without their path', async () => {
      const images = await values('"Process Path"', `devicetype = 11 AND qideventid = '3'`);
      expect(images).toEqual(
        expect.arrayContaining(['bash', 'java', '/opt/microsoft/mdatp/sbin/wdavdaemon']),
      );
    });

    test('SMB stays inside: to private addresses, the host itself and its own link', async () => {
      expect(await count('destinationport = 445')).toBe(17);
      expect(await values('eventdirection', 'destinationport = 445')).toEqual(['L2L']);
    });

    test('no connection goes to 69 or 990', async () => {
      expect(await count('destinationport IN (69, 990)')).toBe(0);
    });
  });
});
