import type { ChannelDoubt, PictureConnection } from '../../contract/channels.ts';
import type { channelPicture as english } from '../en/channel-picture.ts';
import type { Format } from '../format.ts';
import { channelModes } from './channel-modes.ts';
import { counted } from './counted.ts';

const doubts: Record<ChannelDoubt, string> = {
  'other-service': 'der Port wird auch ohne Sitzung benutzt',
  'others-announced': 'die Sitzung hat andere Ports angekündigt',
  'no-session': 'außerhalb jeder Sitzung',
};

const records = { events: 'Ereignisse', flows: 'Flüsse' };

/** German words of the picture of data connections. */
export function channelPicture(format: Format): ReturnType<typeof english> {
  const { bytes, count, many } = format;
  const { connections } = counted(format);

  const listener = ({ destinationPort }: PictureConnection) =>
    destinationPort === null ? '' : ` zu Port ${destinationPort}`;

  const moved = ({ sentBytes, receivedBytes, totalBytes }: PictureConnection) =>
    sentBytes !== null
      ? `${bytes(sentBytes)} gesendet`
      : receivedBytes !== null
        ? `${bytes(receivedBytes)} empfangen`
        : totalBytes !== null
          ? `${bytes(totalBytes)} in beiden Richtungen`
          : 'Bytes nicht bekannt';

  function nameOf(connection: PictureConnection): string {
    const { mode, doubt } = connection;
    return `Verbindung (${channelModes[mode]})${listener(connection)}, ${moved(connection)}${doubt === null ? '' : `, zweifelhaft: ${doubts[doubt]}`}`;
  }

  return {
    records,
    asking: 'Ariel sucht die Datenverbindungen',
    none: 'Zu diesem Befund wurde keine Datenverbindung gesehen.',
    ofPairs:
      'Dies sind die Datenverbindungen mehrerer Ziele oder Ports, zusammengezählt. Gezeichnet wird nur ein Ziel auf einem Port, weil die Suche dahinter für zwei Rechner geschrieben ist.',
    toolbar: 'Datenverbindungen nach der Zeit; die Eingabetaste öffnet ihre Datensätze',
    name: nameOf,
    opens: (connection) => `${records[connection.records.from]}: ${nameOf(connection)}`,
    caption: (sessions, joined, doubted) =>
      `${many(sessions, { one: 'Steuersitzung', other: 'Steuersitzungen' })}, ${connections(joined)}, die ihnen zugeordnet sind, ${count(doubted)} zweifelhaft. Eine Verbindung öffnet ihre Datensätze.`,
    legend: {
      session: 'Steuersitzung',
      data: 'Datenverbindung',
      doubted: 'zweifelhaft, nicht addiert',
    },
    cut: (shown, all) =>
      `${count(shown)} von ${connections(all)} werden gezeigt, die mit den meisten Bytes.`,
    table: 'Datenverbindungen als Tabelle',
    columns: {
      time: 'Zeit',
      port: 'Port',
      mode: 'Modus',
      confidence: 'Zugeordnet',
      sent: 'Bytes gesendet',
      received: 'Bytes empfangen',
      total: 'Bytes beider Richtungen',
      events: 'Datensätze',
    },
    inDoubt: 'zweifelhaft, nicht addiert',
    doubts,
    folded: (value) => `${connections(value)} in einem Datensatz`,
    severalOpen: (value) => `${count(value)} Sitzungen waren offen; die letzte wurde genommen`,
    query: 'Abfrage hinter diesem Bild',
    flowQuery: 'Seine Abfrage der Flüsse',
    partial:
      'Nicht alle Datensätze dieses Paares konnten gelesen werden, nur die neuesten: Frühere Sitzungen und Verbindungen können fehlen.',
  };
}
