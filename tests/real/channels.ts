import { readdir, readFile } from 'node:fs/promises';
import type { Announcement } from '../../app/detection/stitching/announcement.ts';
import type { Connection } from '../../app/detection/connections/connection.ts';
import { stitch } from '../../app/detection/stitching/match.ts';
import { conversations, type Conversation } from './conversations.ts';
import { cell, realFile } from './real-data.ts';

/** What the records of a connection tell: firewalls log either end of it or both, some without source port. */
export const waysOfLogging = ['both-ends', 'end-only', 'start-only', 'no-source-port'] as const;
export type Logged = (typeof waysOfLogging)[number];

/** Real connections, and which of them belong to which control session by somebody else's judgement. */
export type LabelledTraffic = {
  readonly connections: readonly Connection[];
  readonly announcements: readonly Announcement[];
  /** By the id of a data connection; the ids of connections are their places in the list. */
  readonly truth: ReadonlyMap<number, { readonly mode: string; readonly session: number }>;
};

/** How joining did on the data connections of one mode. */
export type JoinScore = {
  readonly mode: string;
  /** Data connections that there are, that were joined to any session, and that were to the right one. */
  readonly real: number;
  readonly joined: number;
  readonly right: number;
};

/** A line of a log, or a conversation: cells by column. */
type Row = Conversation;

/**
 * The different conversations of `ft-conversations`, a trace a domain. A packet dissector (`top_protocol`) or
 * Zeek (`service` in its own log of the same trace) said which connections carry FTP data; TFTP data is
 * what it called TFTP away from port 69. Each belongs to the only control connection between its two hosts.
 */
export async function labelledConversations(logged: Logged): Promise<LabelledTraffic> {
  const rows = await conversations();
  const traces = [...new Set(rows.map(traceOf))];
  const connections = rows.map((row, id): Connection => {
    const startMs = cell(row, 'start_epoch') * 1000;
    const endMs = startMs + cell(row, 'duration_s') * 1000;
    return {
      id,
      domainId: traces.indexOf(traceOf(row)),
      source: text(row, 'src_ip'),
      sourcePort: logged === 'no-source-port' ? null : cell(row, 'src_port'),
      destination: text(row, 'dst_ip'),
      destinationPort: cell(row, 'dst_port'),
      protocolId: text(row, 'l4') === 'tcp' ? 6 : 17,
      startMs: logged === 'end-only' ? null : startMs,
      endMs: logged === 'start-only' ? null : endMs,
      sentBytes: cell(row, 'payload_bytes_c2s'),
      receivedBytes: cell(row, 'payload_bytes_s2c'),
      totalBytes: null,
      connections: 1,
      logSourceIds: [1],
    };
  });
  const zeek = await zeekDataConnections();
  const truth = new Map<number, { mode: string; session: number }>();
  rows.forEach((row, id) => {
    const mode = labelOf(row, zeek);
    if (mode === null) return;
    const port = mode === 'tftp' ? 69 : 21;
    const own = rows.flatMap((other, session) =>
      traceOf(other) === traceOf(row) && isBetween(other, row) && cell(other, 'dst_port') === port
        ? [session]
        : [],
    );
    const [session, ...more] = own;
    if (session === undefined || more.length > 0)
      throw new RangeError(`${traceOf(row)}: ${own.length} control connections.`);
    truth.set(id, { mode, session });
  });
  return { connections, announcements: [], truth };
}

/**
 * Zeek's `conn.log` and `ftp.log` of its own tests, a test a domain. Their times are masked, so all happens
 * at once and only what was announced can tell. Zeek itself said which connections are FTP data; one of them,
 * GridFTP's, is encrypted and was not announced.
 */
export async function labelledBaselines(): Promise<LabelledTraffic> {
  const tests = await zeekTests();
  const rows = tests.flatMap(({ conn }, domainId) => conn.map((row) => ({ row, domainId })));
  const connections = rows.map(({ row, domainId }, id): Connection => {
    return {
      id,
      domainId,
      source: text(row, 'id.orig_h'),
      sourcePort: cell(row, 'id.orig_p'),
      destination: text(row, 'id.resp_h'),
      destinationPort: cell(row, 'id.resp_p'),
      protocolId: 6,
      startMs: maskedMs,
      endMs: maskedMs,
      sentBytes: cell(row, 'orig_bytes'),
      receivedBytes: cell(row, 'resp_bytes'),
      totalBytes: null,
      connections: 1,
      logSourceIds: [1],
    };
  });
  const truth = new Map<number, { mode: string; session: number }>();
  connections.forEach(({ domainId, source }, id) => {
    if (!text(rows[id]?.row ?? {}, 'service').endsWith('ftp-data')) return;
    const session = connections.findIndex(
      (one) => one.domainId === domainId && controlPorts.has(one.destinationPort),
    );
    const isClients = connections[session]?.source === source;
    truth.set(id, { mode: isClients ? 'passive' : 'active', session });
  });
  return {
    connections,
    announcements: tests.flatMap(({ ftp }, domainId) => ftp.flatMap(announcementOf(domainId))),
    truth,
  };
}

/** Joins the connections and compares with the truth, by the mode that each really had. */
export function joinScores(traffic: LabelledTraffic): JoinScore[] {
  const { connections, announcements, truth } = traffic;
  const joined = [...stitch(connections, announcements)].flatMap((pair) =>
    pair.joined.map(({ connection, session, mode }) => ({
      id: Number(connection.id),
      session: Number(pair.sessions[session]?.connection.id ?? -1),
      mode,
    })),
  );
  const modeOf = (id: number, otherwise: string) => truth.get(id)?.mode ?? otherwise;
  const modes = [...truth.values(), ...joined.map(({ id, mode }) => ({ mode: modeOf(id, mode) }))];
  return [...new Set(modes.map(({ mode }) => mode))].sort().map((mode) => {
    const own = joined.filter((one) => modeOf(one.id, one.mode) === mode);
    return {
      mode,
      real: [...truth.values()].filter((one) => one.mode === mode).length,
      joined: own.length,
      right: own.filter(({ id, session }) => truth.get(id)?.session === session).length,
    };
  });
}

const maskedMs = Date.UTC(2026, 0, 1);
/** FTP and GridFTP, as Zeek has them. */
const controlPorts: ReadonlySet<number | null> = new Set([21, 2811]);

function labelOf(row: Row, zeek: ReadonlySet<string>): string | null {
  const isData = text(row, 'top_protocol') === 'FTP-DATA' || zeek.has(endsOf(row));
  if (text(row, 'top_protocol') === 'TFTP' && cell(row, 'dst_port') !== 69) return 'tftp';
  if (!isData) return null;
  // Whoever is asked on 21 is the server; from its port 20 it opens data connections of active mode.
  return cell(row, 'src_port') === 20 || zeek.has(`active ${endsOf(row)}`) ? 'active' : 'passive';
}

/** Both ends of what Zeek called FTP data; once more with a mark where the server opened it. */
async function zeekDataConnections(): Promise<Set<string>> {
  const { connections, truth } = await labelledBaselines();
  const found = new Set<string>();
  for (const [id, { mode }] of truth) {
    const { source, sourcePort, destination, destinationPort } = connections[id] ?? {};
    const ends = `${source} ${sourcePort} ${destination} ${destinationPort}`;
    found.add(ends);
    if (mode === 'active') found.add(`active ${ends}`);
  }
  return found;
}

function endsOf(row: Row): string {
  return ['src_ip', 'src_port', 'dst_ip', 'dst_port'].map((name) => text(row, name)).join(' ');
}

function traceOf(row: Row): string {
  return text(row, 'capture');
}

function isBetween(a: Row, b: Row): boolean {
  const hosts = (row: Row) => [text(row, 'src_ip'), text(row, 'dst_ip')].sort().join(' ');
  return hosts(a) === hosts(b);
}

function text(row: Row, name: string): string {
  return row[name] ?? '';
}

/** The FTP tests of Zeek that have a `conn.log`, with the lines of both logs. */
async function zeekTests(): Promise<{ readonly conn: Row[]; readonly ftp: Row[] }[]> {
  const files = await readdir(realFile('zeek-baselines'));
  const names = files.filter((file) => file.endsWith('__conn.log')).sort();
  return Promise.all(
    names.map(async (name) => {
      const ftp = name.replace('__conn.log', '__ftp.log');
      return { conn: await zeekLines(name), ftp: files.includes(ftp) ? await zeekLines(ftp) : [] };
    }),
  );
}

async function zeekLines(name: string): Promise<Row[]> {
  const lines = (await readFile(realFile('zeek-baselines', name), 'utf8')).split('\n');
  const fields =
    lines
      .find((line) => line.startsWith('#fields'))
      ?.split('\t')
      .slice(1) ?? [];
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const cells = line.split('\t');
      // "-" is Zeek's unset.
      return Object.fromEntries(
        fields.flatMap((field, at) => (cells[at] === '-' ? [] : [[field, cells[at] ?? '']])),
      );
    });
}

function announcementOf(domainId: number): (row: Row) => Announcement[] {
  return (row) => {
    const port = row['data_channel.resp_p'];
    if (port === undefined) return [];
    return [
      {
        domainId,
        client: text(row, 'id.orig_h'),
        server: text(row, 'id.resp_h'),
        listener: row['data_channel.passive'] === 'T' ? 'server' : 'client',
        port: Number(port),
        atMs: maskedMs,
        controlPort: cell(row, 'id.orig_p'),
      },
    ];
  };
}
