/** Sysmon's fields with their values, in its order. */
export type Fields = readonly (readonly [name: string, value: string])[];

type Named = { readonly name: string; readonly address: string };
/** Sysmon's number of an event, and what it calls it. */
type Kind = { readonly id: number; readonly title: string };

/** In the shape in which agents forward Windows events: pairs with tabs between them, the message last. */
export function windowsPayload(host: Named, atMs: number, kind: Kind, fields: Fields): string {
  const pairs: Fields = [
    ['AgentDevice', 'WindowsLog'],
    ['AgentLogFile', 'Microsoft-Windows-Sysmon/Operational'],
    ['Source', 'Microsoft-Windows-Sysmon'],
    ['Computer', host.name],
    ['OriginatingComputer', host.address],
    ['User', 'SYSTEM'],
    ['Domain', 'NT AUTHORITY'],
    ['EventID', String(kind.id)],
    ['TimeGenerated', String(Math.floor(atMs / 1000))],
    ['Level', 'Informational'],
    ['Message', `${kind.title}: ${fields.map(([name, value]) => `${name}: ${value}`).join('  ')}`],
  ];
  const text = pairs.map(([name, value]) => `${name}=${value}`).join('\t');
  return `<13>${syslogTime(atMs)} ${host.name} ${text}`;
}

/** Sysmon for Linux: its event as XML in a line of syslog. */
export function linuxPayload(host: Named, atMs: number, kind: Kind, fields: Fields): string {
  const data = fields.map(([name, value]) => `<Data Name="${name}">${xml(value)}</Data>`).join('');
  const system =
    `<Provider Name="Linux-Sysmon" Guid="{ff032593-a8d3-4f13-b0d6-01fc615a0f97}"/><EventID>${kind.id}</EventID>` +
    `<TimeCreated SystemTime="${new Date(atMs).toISOString()}"/><Channel>Linux-Sysmon/Operational</Channel>` +
    `<Computer>${xml(host.name)}</Computer><Security UserId="0"/>`;
  return `<14>${syslogTime(atMs)} ${host.name} sysmon: <Event><System>${system}</System><EventData>${data}</EventData></Event>`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 3164, 4.1.2. */
function syslogTime(atMs: number): string {
  const at = new Date(atMs);
  const day = String(at.getUTCDate()).padStart(2, ' ');
  return `${months[at.getUTCMonth()] ?? ''} ${day} ${at.toISOString().slice(11, 19)}`;
}

function xml(text: string): string {
  return text.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);
}
