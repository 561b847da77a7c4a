import type { CoverageCheckWords } from '../en/coverage-checks.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** German words of the checks of coverage. */
export function coverageChecks(format: Format): CoverageCheckWords {
  const { count, percent, time, duration, allOf, many } = format;
  const { records } = counted(format);
  const logSources = (value: number) =>
    many(value, { one: 'Protokollquelle', other: 'Protokollquellen' });
  const ofAll = (part: number, all: number) =>
    `${count(part)} von ${count(all)} Datensätzen${all === 0 ? '' : ` (${percent(part / all)})`}`;
  return {
    records: {
      label: 'Verbindungen nach außen auf diesen Ports',
      sentence: ({ records: found, logSources: sources, ofAll: all }) =>
        `${records(found)} von ${logSources(sources)}, unter ${count(all)} Datensätzen dieser Konsole.`,
      remedy:
        'Schließen Sie eine Firewall oder einen Sensor an, der zugelassene Verbindungen nach außen protokolliert, und sehen Sie den Trichter an: er zeigt, an welcher Bedingung Datensätze verloren gehen.',
    },
    'sole-source': {
      label: 'Wie viel an einer Protokollquelle hängt',
      sentence: ({ name, share, logSources: sources }) =>
        `${percent(share)} dessen, was die Regel sehen kann, kommt von ${name}, einer von ${logSources(sources)}.`,
      remedy:
        'Verstummt sie, ist die Regel fast blind. Lassen Sie ein zweites Gerät dieselben Verbindungen protokollieren, oder sammeln Sie Flüsse.',
    },
    silence: {
      label: 'Verstummte Protokollquellen',
      sentence: ({ silent, logSources: sources }) =>
        silent.length === 0
          ? `Keine verstummt, von ${logSources(sources)} mit genügend Datensätzen.`
          : `${allOf(silent.map(({ name, lastMs, cadenceMs }) => `${name}: davor ein Datensatz alle ${duration(cadenceMs)}, der letzte ${time(lastMs)}`))}.`,
      remedy:
        'Sehen Sie die Protokollquelle an unter Verwaltung > Datenquellen > Protokollquellen: ihr Status sagt, wann zuletzt ein Ereignis kam.',
    },
    'sent-bytes': {
      label: 'Gesendete Bytes',
      sentence: ({ filled, records: all, properties }) =>
        `${ofAll(filled, all)} tragen einen Zähler${properties.length === 0 ? ': keine Eigenschaft dafür wird gelesen' : `, gelesen aus ${allOf(properties)}`}.`,
      remedy:
        'Ohne Bytes bleibt das Risiko NIEDRIG. Nennen Sie unter Optimierung eine Eigenschaft, die hier gefüllt ist (siehe unten), oder lassen Sie das DSM der Protokollquelle eine gewinnen.',
    },
    'received-bytes': {
      label: 'Empfangene Bytes',
      sentence: ({ filled, records: all, properties }) =>
        `${ofAll(filled, all)} tragen einen Zähler${properties.length === 0 ? ': keine Eigenschaft dafür wird gelesen' : `, gelesen aus ${allOf(properties)}`}.`,
      remedy:
        'Ohne sie werden Downloads nicht genannt, und beantwortete Verbindungen sind schwerer von Versuchen zu unterscheiden.',
    },
    categories: {
      label: 'Kategorien der unteren Ebene',
      sentence: ({ known, unknown: other }) =>
        `${records(known)} mit Kategorien, die die Regel kennt, ${count(other)} mit anderen.`,
      remedy:
        'Steht eine der anderen für zugelassene Verbindungen, fügen Sie sie unter Optimierung hinzu: der Trichter zeigt, welche es gibt.',
    },
    direction: {
      label: 'Richtung',
      sentence: ({ outbound, otherwise }) =>
        `${records(outbound)} gehen aus einem lokalen in ein fremdes Netz, ${count(otherwise)} nach außen haben keine lokale Quelle.`,
      remedy:
        'Führen Sie die Netze Ihrer Hosts unter Verwaltung > Netzhierarchie auf: ein Host, der in keinem ist, gilt als fremd.',
    },
    domains: {
      label: 'Domänen',
      sentence: ({ domains, blind }) =>
        blind.length === 0
          ? `Die Regel sieht Verbindungen ${domains === 1 ? 'der einen Domäne' : `aller ${count(domains)} Domänen`}, deren Datensätze auf diesen Ports nach außen gehen.`
          : `Von ${many(domains, { one: 'Domäne', other: 'Domänen' })} mit Datensätzen auf diesen Ports sieht die Regel nichts aus ${allOf(blind.map(({ name }) => name))}.`,
      remedy:
        'Sehen Sie Richtung, Kategorien und Protokollquellen dieser Domäne an: jede Domäne hat ihre eigene Netzhierarchie.',
    },
    coalescing: {
      label: 'Zusammenfassung von Ereignissen',
      sentence: ({ coalesced, connections }) =>
        `${count(coalesced)} von ${many(connections, { one: 'Verbindung', other: 'Verbindungen' })} sind in einem anderen Datensatz aufgegangen. Ein Befund mit solchen sagt, dass seine Bytes eine Untergrenze sind.`,
      remedy:
        'Ihre Bytes sind verloren, also sind Summen zu klein. Schalten Sie „Coalescing Events“ bei dieser Protokollquelle aus.',
    },
    flows: {
      label: 'Flüsse',
      sentence: ({ flows, outbound }) =>
        `${many(flows, { one: 'Fluss', other: 'Flüsse' })} auf diesen Ports, davon ${count(outbound)} nach außen.`,
      remedy:
        'Flüsse sehen Verbindungen, die keine Firewall protokolliert, und zählen Bytes. Schließen Sie eine Flussquelle an, oder lassen Sie es: Ereignisse genügen für sich.',
    },
    lag: {
      label: 'Zeit, bis ein Datensatz gesucht werden kann',
      sentence: ({ meanMs, mostMs, name }) =>
        `Höchstens ${duration(mostMs)}, im Mittel ${duration(meanMs)}, bei ${name}.`,
      remedy:
        'Eine Suche über die letzten Minuten verpasst, was später gespeichert wird. Sehen Sie Zeiten an, die weiter zurückreichen.',
    },
    'clock-skew': {
      label: 'Uhren der Geräte',
      sentence: ({ mostMs, name }) =>
        `Höchstens ${duration(mostMs)} falsch, bei ${name}. Verloren geht dadurch nichts: QRadar sucht nach der Zeit des Empfangs.`,
      remedy:
        'Stellen Sie die Uhr des Geräts über NTP, oder seine Zeitzone in der Protokollquelle: sonst sind Verbindungen mehrerer Geräte schwer zusammenzusetzen.',
    },
    pipeline: {
      label: 'Auswertung der Meldungen',
      sentence: ({ unparsed, forPerformance, logOnly, truncated, records: all, sources }) => {
        const flags = [
          unparsed === null ? [] : `${count(unparsed)} nicht ausgewertet`,
          forPerformance === null
            ? []
            : `${count(forPerformance)} unter Last ohne Auswertung gespeichert`,
          logOnly === null ? [] : `${count(logOnly)} nur als Protokoll behalten`,
          truncated === null ? [] : `${count(truncated)} abgeschnitten`,
        ].flat();
        const at =
          sources.length === 0 ? '' : `, die meisten bei ${allOf(sources.map(({ name }) => name))}`;
        return `Von ${count(all)} Datensätzen: ${flags.join(', ')}${at}.`;
      },
      remedy:
        'Was nicht ausgewertet oder abgeschnitten ist, trägt weder Ports noch Kategorien noch Bytes. Sehen Sie das DSM der Protokollquelle, die Last des Ereignisprozessors und die längste Meldung an, die er annimmt.',
    },
    'window-covered': {
      label: 'Wie weit Datensätze zurückreichen',
      sentence: ({ firstMs, late }) =>
        late.length === 0
          ? `Der erste Datensatz dieser Zeit ist von ${time(firstMs)}.`
          : `Der erste Datensatz dieser Zeit ist von ${time(firstMs)}, aber erst später bei ${allOf(late.map(({ name, firstMs: since }) => `${name} (${time(since)})`))}.`,
      remedy:
        'Entweder endet dort ihre Aufbewahrung (Verwaltung > Datenquellen > Ereignisaufbewahrung), oder sie sind jünger: Zahlen der ganzen Zeit sind zu klein.',
    },
    'api-version': {
      label: 'Version der QRadar-API',
      sentence: ({ version, release, isTested, isDeprecated }) =>
        `${version} auf ${release}${isTested ? '' : ', gegen die diese App nicht geprüft ist'}${isDeprecated ? ', von der Konsole als veraltet bezeichnet' : ''}.`,
      remedy: 'Aktualisieren Sie die App vor der Konsole, damit sie die Version kennt, die bleibt.',
    },
    rights: {
      label: 'Rechte dieser Sitzung',
      sentence: ({ isAdministrator }) =>
        isAdministrator
          ? 'Die eines Administrators: dieser Prüfung war nichts verborgen.'
          : 'Nicht die eines Administrators: all dies gilt für das, was ihr Sicherheitsprofil zeigt.',
      remedy:
        'Wo Zahlen zu klein scheinen, lassen Sie auch einen Administrator prüfen, und vergleichen Sie beide Ergebnisse.',
    },
  };
}
