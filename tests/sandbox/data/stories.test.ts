import ipaddr from 'ipaddr.js';
import { defaultSeed, stories, tellStories } from '../../../sandbox/data/scenarios.ts';
import { lowLevelCategories } from '../../../sandbox/data/categories.ts';
import type { ExpectedFinding } from '../../../sandbox/data/expected.ts';
import { lastNight } from '../../../sandbox/data/stories/benign.ts';
import type { Story } from '../../../sandbox/data/stories/story.ts';
import type { EventRow } from '../../../sandbox/sql/store.ts';
import { randomFrom } from '../../../sandbox/data/random.ts';

const endMs = Date.UTC(2026, 2, 4, 15, 0);
const hourMs = 3_600_000;
const ftpInProgress = 18015;
const transferPorts = [20, 21, 69, 139, 445, 990];

function tell(name: string): Story {
  const write = stories[name];
  if (!write) throw new Error(`No story ${name}.`);
  return write({ endMs, random: randomFrom(defaultSeed, name) });
}

function onlyFinding(name: string): ExpectedFinding {
  const [finding] = tell(name).expected.findings ?? [];
  if (!finding) throw new Error(`${name} expects no finding.`);
  return finding;
}

/** The records of the last day that a finding is about, straight from the rows. */
function recordsOf(finding: ExpectedFinding): EventRow[] {
  const story = tell(finding.story);
  return story.events.filter(
    (event) =>
      event.startMs >= endMs - 24 * hourMs &&
      event.domainId === finding.domainId &&
      event.source === finding.source &&
      event.destinationPort === finding.port &&
      event.protocolId === (finding.transport === 'tcp' ? 6 : 17) &&
      (finding.destination === null || event.destination === finding.destination),
  );
}

function sum(records: readonly EventRow[], property: string): number | null {
  const known = records.flatMap((record) => {
    const value = record.properties?.[property];
    const packets = record.properties?.[property.replace('Bytes', 'Packets')];
    const impossible =
      typeof value === 'number' && typeof packets === 'number' && value > packets * 65_535;
    return typeof value === 'number' && !impossible ? [value] : [];
  });
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

const everyFinding = Object.keys(stories).flatMap((name) => tell(name).expected.findings ?? []);

describe('every expected finding', () => {
  // Of what flows alone report there are no records.
  const logged = everyFinding.filter((finding) => finding.logSourceIds.length > 0);
  it.each(logged.map((finding) => [`${finding.story}, domain ${finding.domainId}`, finding]))(
    'of %s follows from its records',
    (_, finding) => {
      const records = recordsOf(finding);
      const perLogSource = new Map<number, EventRow[]>();
      for (const record of records) {
        const others = perLogSource.get(record.logSourceId) ?? [];
        perLogSource.set(record.logSourceId, [...others, record]);
      }
      expect([...perLogSource.keys()].sort()).toEqual([...finding.logSourceIds].sort());
      for (const seen of perLogSource.values()) {
        const connections = new Map<number, number>();
        // A command within a session is no session.
        for (const record of seen.filter(({ category }) => category !== ftpInProgress)) {
          const before = connections.get(record.category) ?? 0;
          connections.set(record.category, before + record.eventCount);
        }
        expect(Math.max(...connections.values())).toBe(finding.connections);
        const { sentBytes, receivedBytes } = finding.withoutFlows ?? finding;
        expect(sum(seen, 'Bytes Sent')).toBe(sentBytes);
        expect(sum(seen, 'Bytes Received')).toBe(receivedBytes);
        expect(sum(seen, 'Bytes')).toBe(finding.totalBytes);
      }
      const users = records.flatMap((record) => (record.username === null ? [] : record.username));
      expect([...new Set(users)].sort()).toEqual([...finding.users].sort());
      expect(records.every((record) => record.direction === 'L2R')).toBe(true);
      const targets = new Set(records.map((record) => record.destination));
      expect(targets.size).toBe(finding.destinationCount);
    },
  );

  it('is rated by its sent bytes, and by no more than its data channel moved', () => {
    const levelOf = (bytes: number) => Number(bytes > 1_048_576) + Number(bytes > 10_485_760);
    for (const { state, sentBytes, risk, dataChannel } of everyFinding) {
      const sent = state === 'attempt' ? 0 : (sentBytes ?? 0);
      const level = ['LOW', 'MEDIUM', 'HIGH'].indexOf(risk);
      expect(level).toBeGreaterThanOrEqual(levelOf(sent));
      expect(level).toBeLessThanOrEqual(levelOf(sent + (dataChannel?.uploadedBytes ?? 0)));
    }
  });

  it('has a destination outside every special-purpose range', () => {
    for (const { destination } of everyFinding) {
      if (destination !== null) expect(ipaddr.parse(destination).range()).toBe('unicast');
    }
  });

  it('lies whole within the last 20 hours, so that a demo can run for some hours', () => {
    for (const finding of everyFinding) {
      for (const record of recordsOf(finding)) {
        expect(record.startMs).toBeGreaterThan(endMs - 20 * hourMs);
        expect(record.startMs).toBeLessThan(endMs - 15 * 60_000);
      }
    }
  });
});

describe('every story', () => {
  const told = tellStories(endMs, defaultSeed);

  it('uses categories that the console knows', () => {
    const known = new Set(lowLevelCategories.map((category) => category.id));
    const used = told.flatMap((story) => story.events.map((event) => event.category));
    expect([...new Set(used)].filter((category) => !known.has(category))).toEqual([]);
  });

  it('accounts for all outbound records on transfer ports: found or expected to stay silent', () => {
    const findings = told.flatMap((story) => story.expected.findings ?? []);
    const silent = told.flatMap((story) => story.expected.silences ?? []);
    const sources = new Set([...findings, ...silent].map((one) => one.source));
    const loose = told
      .flatMap((story) => story.events)
      .filter(
        (event) =>
          event.direction === 'L2R' &&
          transferPorts.includes(event.destinationPort ?? 0) &&
          !sources.has(event.source),
      );
    expect(loose).toEqual([]);
  });

  it('is told the same again, and otherwise with another seed', () => {
    expect(tellStories(endMs, defaultSeed)).toEqual(told);
    expect(tellStories(endMs, defaultSeed + 1)).not.toEqual(told);
  });

  it('moves with the end of the scenario', () => {
    const later = tellStories(endMs + 24 * hourMs, defaultSeed);
    const first = (of: readonly Story[]): number => of[0]?.events[0]?.startMs ?? 0;
    expect(first(later) - first(told)).toBe(24 * hourMs);
  });
});

describe('single stories', () => {
  it('puts the 14 MB of a passive upload on high ports and only commands on 21', () => {
    const { events } = tell('ftp-upload-passive');
    const data = events.filter((event) => (event.destinationPort ?? 0) > 1023);
    expect(sum(data, 'Bytes Sent')).toBe(14_200_000);
    expect(data.every((event) => event.direction === 'L2R')).toBe(true);
    expect(onlyFinding('ftp-upload-passive').sentBytes).toBeLessThan(2_000);
  });

  it('brings the data of an active upload back inbound from port 20, as bytes received', () => {
    const data = tell('ftp-upload-active').events.filter((event) => event.sourcePort === 20);
    expect(data).toHaveLength(5);
    expect(data.every((event) => event.direction === 'R2L')).toBe(true);
    expect(sum(data, 'Bytes Received')).toBe(14_200_000);
  });

  it('opens without bytes and closes with one total on the one-total firewall', () => {
    const { events } = tell('ftps');
    const onPort = events.filter((event) => event.destinationPort === 990);
    expect(onPort.filter((event) => event.category === 4007)).toHaveLength(8);
    expect(
      sum(
        onPort.filter((event) => event.category === 4007),
        'Bytes',
      ),
    ).toBeNull();
    expect(sum(onPort, 'Bytes Sent')).toBeNull();
  });

  it('coalesces three bursts of twelve into twelve records', () => {
    const { events } = tell('coalesced-bursts');
    expect(events.map((event) => event.eventCount)).toEqual([1, 1, 1, 9, 1, 1, 1, 9, 1, 1, 1, 9]);
  });

  it('beats every quarter of an hour, give or take ninety seconds', () => {
    const beats = recordsOf(onlyFinding('ftp-beacon')).map((event) => event.startMs);
    const gaps = beats.slice(1).map((at, index) => at - (beats[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(11 * 60_000);
    expect(Math.max(...gaps)).toBeLessThan(19 * 60_000);
  });

  it('stays at one connection a day, low and slow', () => {
    const control = tell('low-and-slow').events.filter((event) => event.destinationPort === 21);
    expect(control).toHaveLength(7);
    expect(control.filter((event) => event.startMs >= endMs - 24 * hourMs)).toHaveLength(1);
  });

  it('denies the hash leak on 445 and 139 and lets 80 through', () => {
    const { events } = tell('hash-leak');
    expect(events.map((event) => [event.destinationPort, event.category])).toEqual([
      [445, 4003],
      [445, 4003],
      [445, 4003],
      [139, 4003],
      [139, 4003],
      [80, 4007],
      [80, 4008],
    ]);
  });

  it('opens the data of a web service and of FTP on the same server apart', () => {
    const { transfers, bystanders = [] } = tell('web-beside-ftp');
    const ftpPorts = transfers.flatMap(({ data }) => data.map((one) => one.destinationPort));
    expect(bystanders).toHaveLength(65);
    expect(bystanders.some(({ destinationPort }) => ftpPorts.includes(destinationPort))).toBe(
      false,
    );
    const open = bystanders.filter((visit) =>
      transfers.some(
        ({ control }) =>
          visit.startMs >= control.startMs && visit.startMs < control.startMs + control.durationMs,
      ),
    );
    expect(open.length).toBeGreaterThan(4);
    expect(open.length).toBeLessThan(15);
  });

  it('gives the same passive ports to several users whose sessions overlap', () => {
    const { transfers } = tell('users-at-once');
    const usersOfPort = new Map<number, Set<string | null>>();
    for (const { user, destinationPort } of transfers.flatMap(({ data }) => data)) {
      usersOfPort.set(destinationPort, (usersOfPort.get(destinationPort) ?? new Set()).add(user));
    }
    expect([...usersOfPort.values()].every((users) => users.size > 1)).toBe(true);
  });

  it('lets data records of a late log source arrive after the session they belong to is over', () => {
    const { events } = tell('late-records');
    const closed = events.filter(
      (event) => event.destinationPort === 21 && event.category === 18011,
    );
    const data = events.filter((event) => (event.destinationPort ?? 0) > 1023);
    data.forEach((event, index) => {
      const end = closed[index]?.startMs ?? 0;
      expect(event.startMs).toBeGreaterThan(end);
      expect(event.startMs).toBeLessThan(end + 5 * 60_000);
      expect((event.deviceMs ?? 0) - event.startMs).toBe(7 * 60_000);
    });
  });

  it('keeps half of the bytes of eight files in seven seconds', () => {
    const data = tell('coalesced-data').events.filter((event) => event.destinationPort === 50_021);
    expect(data.slice(0, 4).map((event) => event.eventCount)).toEqual([1, 1, 1, 5]);
    expect(sum(data, 'Bytes Sent')).toBe(6_400_000);
  });

  it('announces every data connection that Zeek saw, and the file it carried', () => {
    const { events, transfers } = tell('zeek-announced');
    const announced = events.flatMap((event) => event.properties?.['FTP Data Port'] ?? []);
    expect(announced).toEqual(
      transfers.flatMap(({ data }) => data.map((one) => one.destinationPort)),
    );
    const stored = events.flatMap((event) => event.properties?.['File Size'] ?? []);
    expect(stored).toEqual(transfers.flatMap(({ data }) => data.map((one) => one.sent)));
  });

  it('claims more in four packets than four packets hold', () => {
    const lie = tell('lying-counters').events.find(
      (event) => Number(event.properties?.['Bytes Sent']) > 1e9,
    );
    expect(lie?.properties).toMatchObject({ 'Bytes Sent': 1_900_000_000, 'Packets Sent': 4 });
  });

  it('reaches each of 200 destinations at most three times', () => {
    const perTarget = new Map<string, number>();
    for (const { destination } of tell('fan-out').events) {
      perTarget.set(destination, (perTarget.get(destination) ?? 0) + 1);
    }
    expect(perTarget.size).toBe(200);
    expect(Math.max(...perTarget.values())).toBe(3);
  });

  it('leaves a Sysmon record for each signal of the validation techniques, all on the host', () => {
    const { events, expected } = tell('validation');
    for (const signal of expected.signals ?? []) {
      const found = events.filter(
        (event) =>
          event.logSourceId === signal.logSourceId &&
          event.properties?.['Event ID'] === signal.eventId &&
          String(event.properties[signal.property]).includes(signal.contains),
      );
      expect(found).toHaveLength(1);
    }
    expect(events.every((event) => event.direction === 'L2L')).toBe(true);
  });

  it('finds a night job of the last 2 to 20 hours at every minute of the day', () => {
    for (let minute = 0; minute < 1440; minute += 1) {
      const end = endMs + minute * 60_000;
      const start = lastNight(end);
      expect(end - start).toBeGreaterThanOrEqual(2 * hourMs);
      expect(end - start).toBeLessThanOrEqual(20 * hourMs);
      expect([2, 4, 22]).toContain(new Date(start).getUTCHours());
    }
  });
});
