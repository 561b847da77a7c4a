import type { Clause } from '../../contract/coverage.ts';
import type { PropertyMap, Variant } from '../../contract/validation.ts';
import type { ValidationPageWords } from '../en/validation-page.ts';
import type { Format } from '../format.ts';
import { validationRecords } from './validation-records.ts';
import { validationResult } from './validation-result.ts';

const variants: Record<Variant, string> = {
  test: 'Die Technik',
  twin: 'Ihr harmloser Zwilling',
};

const clauses: Record<Clause, string> = {
  port: 'Die Regel sieht ihren Port nicht an: die Bedingung „auf einem Port der Regel“ lässt sie aus.',
  direction:
    'Die Konsole zählt sie nicht als ausgehend: die Bedingung „aus einem lokalen in ein fremdes Netz (L2R)“ lässt sie aus.',
  category:
    'Ihre Kategorie steht für keine zugelassene Verbindung: die Bedingung „eine zugelassene Verbindung“ lässt sie aus.',
  destination:
    'Bei einem Ziel auf dem Host selbst, im privaten Netz oder im eigenen Bereich kann nichts anschlagen: die Bedingung „zu einer Adresse im Internet“ lässt es aus.',
  'sent-bytes': 'Es gibt keinen Zähler gesendeter Bytes, nach dem sie zu bewerten wäre.',
};

const meanings: Record<keyof PropertyMap, string> = {
  eventId: 'Ereignisnummer',
  process: 'Prozess',
  command: 'Befehlszeile',
  parentCommand: 'Befehlszeile des übergeordneten Prozesses',
  file: 'Erstellte Datei',
  pipe: 'Pipe',
  guid: 'Prozess-GUID',
  originalName: 'Name, mit dem das Programm gebaut wurde',
  sent: 'Gesendete Bytes',
  received: 'Empfangene Bytes',
  total: 'Bytes beider Richtungen',
};

/** German words of the page “Validation”. */
export const validationPage = (format: Format): ValidationPageWords => {
  const { bytes, count } = format;
  return {
    title: 'Schlägt die Erkennung wirklich an',
    intro:
      'Führen Sie eine Technik auf einem eigenen Host aus und sehen Sie, welche ihrer Datensätze ankommen, ob die Erkennung anschlägt, und wenn nicht, welche Bedingung die Verbindung ausgelassen hat.',
    variants,
    choose: {
      title: 'Techniken',
      platforms: { windows: 'Windows', linux: 'Linux' },
      connects: (port) => `verbindet sich mit ${port}`,
      connectsNowhere: 'stellt keine Verbindung her',
      attack: 'MITRE-ATT&CK-Nummern',
      needs: 'Was sie braucht',
      signals: 'Datensätze, die sie hinterlässt',
      isOptional: 'muss nicht kommen',
      carriesMarker: 'die Kennung des Tests steht darin',
      twin: 'Ihr harmloser Zwilling, der still bleiben muss',
      nearest: 'Die nächsten öffentlichen Tests, und warum sie nicht genügen',
      noNearest: 'Kein öffentlicher Test kommt ihr nahe.',
    },
    form: {
      title: 'Einen Test vorbereiten',
      variant: 'Was ausgeführt wird',
      source: 'Quell-IP',
      sourceHelp: 'Der Host, auf dem es ausgeführt wird.',
      host: 'Hostname (darf leer bleiben)',
      hostHelp: 'Falls die Datensätze des Hosts ihn anders nennen als mit seiner Adresse.',
      target: 'Ziel-IP',
      targetHelp:
        'Ein eigener Server Ihres Teams außerhalb des Standorts: bei keinem anderen Ziel kann sie anschlagen. Nie ein öffentlicher.',
      size: 'Größe jeder Datei',
      usualSize: (value) => `${bytes(value)} (üblich)`,
      prepare: 'Vorbereiten',
      preparing: 'Wird vorbereitet',
      notAnAddress: 'Geben Sie eine IPv4- oder IPv6-Adresse ein.',
      note: 'Zuerst entsteht die Vorhersage und wird gezeigt, dann die Schritte. Die App selbst führt nichts aus.',
    },
    prediction: {
      title: 'Vorhersage, vor dem Test festgehalten',
      making: 'Die Vorhersage entsteht',
      fires: 'Es kommt eine Karte.',
      firesNot: 'Es kommt keine Karte.',
      clauses,
      made: (at) => `Festgehalten ${at}.`,
      beforehand: 'Das war, bevor die Schritte begonnen wurden.',
      afterwards: 'Die Schritte waren schon begonnen: als Vorhersage zählt sie nicht.',
      fields: {
        fires: 'Karte',
        protocol: 'Protokoll',
        state: 'Zustand',
        connections: 'Verbindungen',
        sent: 'Gesendete Bytes',
        risk: 'Exfiltrationsrisiko',
      },
      yes: 'kommt',
      no: 'kommt nicht',
      open: 'nicht bekannt',
      connections: (least, most) =>
        least === most ? count(least) : `${count(least)} bis ${count(most)}`,
      sent: (least, most) => (least === most ? bytes(least) : `${bytes(least)} bis ${bytes(most)}`),
      notStated: 'nicht festgehalten',
    },
    receipt: {
      title: 'Beleg',
      hash: 'Prüfsumme (SHA-256)',
      rule: 'Fassung der Regel',
      properties: 'Gelesene Eigenschaften',
      meanings,
      none: 'keine ist gefüllt',
      statement: 'Der Text, über den sie gebildet ist',
      explanation:
        'Die Prüfsumme bindet die Vorhersage an Technik, Hosts, Kennung, Fassung der Regel und Eigenschaften. Speichern Sie den Text ohne Zeilenende und lassen Sie sha256sum rechnen: Wer etwas ändert, erhält eine andere.',
      copyHash: 'Prüfsumme kopieren',
      copyStatement: 'Text kopieren',
    },
    steps: {
      title: 'Schritte',
      cleanUp: 'Aufräumen',
      noCleanUp: 'Auf dem Host bleibt nichts zurück.',
      where: (host) => `Von Ihnen auf ${host} auszuführen, und nirgends sonst.`,
      marker: (marker) => `Die Kennung ${marker} unterscheidet diesen Test von jedem anderen.`,
      copyStep: (place) => `Schritt ${count(place)} kopieren`,
      copyCleanUp: (place) => `Aufräumschritt ${count(place)} kopieren`,
      shells: {
        cmd: 'Eingabeaufforderung',
        powershell: 'Windows PowerShell',
        bash: 'Shell (bash)',
      },
      loud: 'Ein Schritt, der nichts getan hat, sagt es und endet mit einem Fehler. Dann hören Sie auf und räumen auf.',
    },
    ...validationResult(format),
    ...validationRecords(format),
  };
};
