import type { ChannelsWords } from '../en/channels.ts';
import type { Format } from '../format.ts';
import { channelLine, confidences } from './channel-line.ts';
import { channelModes } from './channel-modes.ts';
import { counted } from './counted.ts';

/** German words of data connections. */
export function channels(format: Format): ChannelsWords {
  const { bytes, count, many } = format;
  const { connections } = counted(format);
  return {
    confidences,
    modes: channelModes,
    label: 'Wahrscheinlicher Datenkanal',
    line: channelLine(format),
    ofIt: (sent) => `davon ${bytes(sent)} im Datenkanal`,
    besidesInDoubt: (doubted) => `${bytes(doubted)} zweifelhaft`,
    alsoReceived: (received) => `${bytes(received)} empfangen`,
    doubted: (value, ofBytes) =>
      `${connections(value)} mit ${bytes(ofBytes)} zweifelhaft, nicht addiert: Der Port wird auch ohne Sitzung benutzt, die Sitzung hat andere angekündigt, oder keine Sitzung war offen`,
    assumed: (value, all) =>
      `bei ${count(value)} von ${many(all, { one: 'Steuersitzung', other: 'Steuersitzungen' })} ist nur ein Ende protokolliert`,
    commandsRead: 'Gelesene Befehle',
    filesRead: 'Genannte Dateien',
    timesRead: (name, times) => (times > 1 ? `${name} (${count(times)}×)` : name),
    moreRead: (value, isComplete) =>
      isComplete ? `${count(value)} weitere` : `mindestens ${count(value)} weitere`,
    partial: 'nicht alle Datensätze konnten gelesen werden',
    leftOut: 'laut Einstellungen nicht bewertet',
  };
}
