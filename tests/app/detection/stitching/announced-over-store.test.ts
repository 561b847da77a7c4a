import type { Finding } from '../../../../contract/finding.ts';
import type { Settings } from '../../../../contract/session.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { companyProperties } from '../../../../sandbox/data/properties.ts';
import { randomFrom } from '../../../../sandbox/data/random.ts';
import { defaultSeed, stories } from '../../../../sandbox/data/scenarios.ts';
import { emptyDimensions } from '../../../../sandbox/sql/dimensions.ts';
import { ConsoleStore, type EventRow } from '../../../../sandbox/sql/store.ts';
import { detectOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';

/** Four uploads of 13.6 MB in all whose ports Zeek announced, and in each session another connection of 800 kB. */
const story = stories['zeek-announced']?.({
  endMs: noonMs,
  random: randomFrom(defaultSeed, 'zeek-announced'),
});
const events = story?.events ?? [];
const isCommand = ({ properties }: EventRow) => typeof properties?.['FTP Command'] === 'string';

async function detected(rows: readonly EventRow[], settings: Partial<Settings> = {}) {
  const store = await ConsoleStore.open({ threads: 1 });
  try {
    await store.addProperties(companyProperties);
    await store.setDimensions(emptyDimensions);
    await store.insertEvents(rows);
    return await detectOverStore(store, { nowMs: noonMs, settings });
  } finally {
    store.close();
  }
}

function only(findings: readonly Finding[]): Finding {
  const [finding, ...more] = findings;
  if (!finding || more.length > 0) throw new RangeError(`${findings.length} findings`);
  return finding;
}

const noFtp = { dataPort: [], dataHost: [], dataMode: [], command: [], fileName: [] };
const channelsAsked = (queries: readonly { readonly name: string; readonly aql: string }[]) =>
  queries.filter(({ name }) => name === 'records').map(({ aql }) => aql);

test('announced ports join exactly, with commands and files, and no search more', async () => {
  const { findings, queries } = await detected(events);
  const { dataChannel, reasons } = only(findings);
  expect(dataChannel).toMatchObject({
    sent: { bytes: 13_600_000, knownConnections: 4, lowerBound: false },
    connections: 4,
    confidence: 'announced',
    doubted: 4,
    doubtedBytes: 4 * 804_000,
    ftpLog: {
      commands: {
        names: [
          { name: 'PASV', times: 4 },
          { name: 'STOR', times: 4 },
        ],
        distinct: 2,
        isComplete: true,
      },
      files: { distinct: 4, isComplete: true },
    },
  });
  expect(dataChannel?.ftpLog?.files.names.map(({ name }) => name)).toEqual([
    'contracts.7z',
    'designs.tar',
    'ledger-2025.7z',
    'mail-export.pst',
  ]);
  expect(reasons).toContainEqual(
    expect.objectContaining({ code: 'data-channel-counted', confidence: 'announced' }),
  );
  expect(channelsAsked(queries)).toHaveLength(1);
});

test('without the properties nothing is asked of them, and time is all there is', async () => {
  const { findings, queries } = await detected(events, {
    properties: { ...defaultSettings.properties, ...noFtp },
  });
  expect(only(findings).dataChannel).toMatchObject({
    sent: { bytes: 16_800_000 },
    connections: 8,
    confidence: 'time',
    ftpLog: null,
  });
  const [aql = '', ...more] = channelsAsked(queries);
  expect(more).toEqual([]);
  expect(aql).not.toMatch(/FTP|Filename|IS NOT NULL/);
});

test('whatever category and transport a site gave the commands', async () => {
  const rows = events.map((row) =>
    isCommand(row) ? { ...row, category: 10_001, protocolId: 255 } : row,
  );
  const { findings, skipped } = await detected(rows);
  expect(only(findings).dataChannel).toMatchObject({
    sent: { bytes: 13_600_000 },
    confidence: 'announced',
  });
  expect(skipped).toEqual([]);
});

test('names are bounded in length, harmless, and never an argument of log-in', async () => {
  const [stored] = events.filter((row) => row.properties?.['Filename'] != null);
  if (!stored) throw new RangeError('no file');
  const hostile = [
    '<img src=x onerror=alert(1)>',
    "'; DROP TABLE events --",
    'gpj.\u202Eexe\u0000\n',
    `/${'deep/'.repeat(1_000)}end.7z`,
  ];
  const naming = (fileName: string, command = 'STOR'): EventRow => ({
    ...stored,
    properties: { 'FTP Command': command, Filename: fileName },
  });
  const rows = [
    ...events.filter((row) => !isCommand(row)),
    ...Array.from({ length: 90 }, (_, n) => naming(`part-${n}.7z`)),
    ...hostile.flatMap((name) => [naming(name), naming(name)]),
    naming('hunter2', 'PASS'),
  ];
  const { files, commands } = only((await detected(rows)).findings).dataChannel?.ftpLog ?? {};
  expect(files?.distinct).toBeGreaterThanOrEqual(90 + hostile.length);
  expect(files?.names).toHaveLength(20);
  const names = files?.names.map(({ name }) => name) ?? [];
  expect(names).toEqual(expect.arrayContaining(hostile.slice(0, 2)));
  expect(names).toContain('gpj.\uFFFDexe\uFFFD');
  expect(names.find((name) => name.endsWith('deep/end.7z'))).toHaveLength(121);
  expect(JSON.stringify({ files, commands })).not.toContain('hunter2');
  expect(commands?.names.map(({ name }) => name)).toEqual(['STOR', 'PASS']);
});
