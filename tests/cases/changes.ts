/** Changes to the records of a case after which the same has to be found. */

/** A record as it is imported. */
export type Row = Readonly<Record<string, unknown>>;
export type Change = (rows: readonly Row[]) => readonly Row[];

/** Hosts within and servers outside have other addresses: in records and in what is expected of them. */
export function otherAddresses(text: string): string {
  return text
    .replace(/\b10\.(\d+)\.(\d+\.\d+)\b/g, (_all, second: string, rest: string) => {
      return `10.${(Number(second) + 97) % 256}.${rest}`;
    })
    .replace(/\b93\.184\.216\.(\d+)\b/g, '151.101.64.$1');
}

export const backwards: Change = (rows) => rows.toReversed();

/** Names with characters that mean something in AQL and HTML. */
export const otherLogSources: Change = (rows) =>
  rows.map((row) =>
    'logsourcename' in row
      ? { ...row, logsourcename: `<${String(row['logsourcename'])}> 'x" %` }
      : row,
  );

/** Where everything happens in the default domain. */
export const otherDomain: Change = (rows) =>
  rows.every(({ domainid }) => domainid === 0)
    ? rows.map((row) => ({ ...row, domainid: 7 }))
    : rows;

const otherNames: Readonly<Record<string, string>> = {
  'Bytes Sent': 'Bytes From Client',
  'Bytes Received': 'Bytes From Server',
  Bytes: 'TotalBytes',
};

/** Every second record comes from a device whose properties have other names. */
export const twoNamesEach: Change = (rows) =>
  rows.map((row, at) =>
    at % 2 === 0
      ? row
      : Object.fromEntries(
          Object.entries(row).map(([name, value]) => [otherNames[name] ?? name, value]),
        ),
  );

/** Clients open their connections from other ports. */
export const otherClientPorts: Change = (rows) =>
  rows.map((row) => {
    const port = Number(row['sourceport']);
    return port > 40_000 && port < 60_000 ? { ...row, sourceport: port + 3000 } : row;
  });

/** Sixty other hosts with a connection each, half of them on a port of the rule: below every threshold. */
export const besideOthers: Change = (rows) => {
  const like = rows.find((row) => 'category' in row);
  if (!like) return rows;
  const others = Array.from({ length: 60 }, (_, at) => ({
    ...{ starttime: Number(like['starttime']) + (at % 7) * 1000, category: like['category'] },
    ...{ sourceip: `10.200.${at}.9`, sourceport: 40_000 + at, protocolid: 6, eventcount: 1 },
    ...{ destinationip: `151.101.65.${at + 1}`, destinationport: at % 2 === 0 ? 445 : 443 },
    ...{ logsourcename: like['logsourcename'], domainid: like['domainid'], eventdirection: 'L2R' },
  }));
  return [...rows, ...others];
};

const flowCounters = ['sourcebytes', 'destinationbytes', 'sourcepackets', 'destinationpackets'];

/** A flow that lasts is reported twice: what it moved until its middle, and the rest. */
export const flowsInTwo: Change = (rows) =>
  rows.flatMap((row) => {
    const [startMs, endMs] = [Number(row['starttime']), Number(row['endtime'])];
    const packets = Number(row['sourcepackets'] ?? 0) + Number(row['destinationpackets'] ?? 0);
    if (!('flowid' in row) || endMs - startMs < 2000 || packets < 4) return [row];
    const middleMs = Math.floor((startMs + endMs) / 2);
    const counters = flowCounters.filter((name) => typeof row[name] === 'number');
    const of = (part: (value: number) => number) =>
      Object.fromEntries(counters.map((name) => [name, part(Number(row[name]))]));
    const first = of((value) => Math.floor(value / 2));
    const rest = of((value) => value - Math.floor(value / 2));
    const last = 'lastpackettime' in row ? { lastpackettime: middleMs } : {};
    return [
      { ...row, endtime: middleMs, ...last, ...first },
      { ...row, starttime: middleMs, ...rest },
    ];
  });

/** A second device on the same path logs every event too, a moment later. */
export const reportedTwice: Change = (rows) =>
  rows.flatMap((row) => {
    if (!('category' in row)) return [row];
    const again = { starttime: Number(row['starttime']) + 400 };
    return [row, { ...row, ...again, logsourcename: `${String(row['logsourcename'])} second` }];
  });
