import type { Direction } from '../../contract/details.ts';
import type { absence as english } from '../en/absence.ts';
import type { Format } from '../format.ts';

export const directions: Record<Direction, string> = {
  L2R: 'nach außen (L2R)',
  R2L: 'nach innen (R2L)',
  L2L: 'innerhalb des Netzes (L2L)',
  R2R: 'zwischen fremden Hosts (R2R)',
  unknown: 'ohne Richtung',
};

/** German words of the empty state that say why a run found nothing. */
export function absence({ anyOf, count, many, plural }: Format): ReturnType<typeof english> {
  const events = (value: number) => plural(value, { one: 'Ereignis', other: 'Ereignisse' });
  const connectionEvents = (value: number) =>
    plural(value, { one: 'Verbindungsereignis', other: 'Verbindungsereignisse' });
  const portsText = (ports: readonly number[]) => anyOf(ports.map(String));
  return {
    asking: 'QRadar wird gefragt, was es auf diesen Ports stattdessen gab',
    total: (all, outbound, ports) => {
      if (all === 0)
        return `In dieser Zeit wurde keine zugelassene Verbindung zu Port ${portsText(ports)} protokolliert, in keiner Richtung.`;
      const share = outbound === 0 ? 'keines' : outbound === all ? 'alle' : count(outbound);
      return `${count(all)} ${connectionEvents(all)} zu Port ${portsText(ports)} in dieser Zeit, davon ${share} nach außen.`;
    },
    direction: ({ direction, allowed, denied, other }) =>
      [
        `${count(allowed)} ${directions[direction]}`,
        ...(denied > 0 ? [`${count(denied)} abgelehnt`] : []),
        ...(other > 0
          ? [`${many(other, { one: 'anderes', other: 'andere' })} ${events(other)}`]
          : []),
      ].join(', '),
    hierarchy:
      'QRadar nimmt die Richtung aus seiner Netzhierarchie, in der ein nicht aufgeführter Host als fremd gilt. Sind diese Quellen Ihre, kann ein Administrator ihre Netze unter Verwaltung > Netzhierarchie hinzufügen.',
    below:
      'Die nach außen bleiben unter den Schwellen, oder sie gehen an Adressen, die nicht im Internet liegen oder Ihre eigenen sind.',
    fitting: (records) =>
      records === 0
        ? 'Kein Datensatz nach außen hat sowohl einen Zähler gesendeter Bytes als auch eine Kategorie, nach der die Ausgangsabfrage fragt.'
        : `${many(records, { one: 'Datensatz hat', other: 'Datensätze haben' })} nach außen einen Zähler gesendeter Bytes und eine Kategorie, nach der die Ausgangsabfrage fragt, aber keine Gruppe davon liegt über ihrer Schwelle.`,
    counting:
      'Eine Verbindung, die beim Öffnen und beim Schließen protokolliert wird, zählt als zwei Ereignisse. Andere Ereignisse sind von Kategorien, die keine Verbindungen sind, etwa Anmeldungen.',
    query: 'Wie dies gezählt wurde',
    copyQuery: 'Abfrage kopieren',
  };
}
