import type { settingsFields as english } from '../en/settings-fields.ts';

const names =
  'Ein Eigenschaftsname je Zeile, der bevorzugte zuerst; verwendet wird der erste, den die Konsole hat.';

/** German words of each setting. */
export const settingsFields: typeof english = {
  profile: {
    label: 'Standardprofil',
    meaning: 'Gilt, wo ein Lauf selbst kein Profil wählt.',
  },
  connections: {
    label: 'Verbindungen',
    meaning:
      'Eine Quelle und ein Ziel sind über so vielen Verbindungen ein Befund. Der Standardwert ist der der Ausgangsregel; das Profil der Ausgangsabfrage behält ihn.',
  },
  mediumBytes: {
    label: 'Gesendete Bytes für Mittel',
    meaning:
      'Darüber wird ein Befund als mittel bewertet, und wenige Verbindungen genügen. In Bytes. Der Standardwert, 1 MiB, ist der der Ausgangsregel; das Profil der Ausgangsabfrage behält ihn.',
  },
  highBytes: {
    label: 'Gesendete Bytes für Hoch',
    meaning:
      'Darüber wird ein Befund als hoch bewertet. In Bytes. Der Standardwert, 10 MiB, ist der der Ausgangsregel; das Profil der Ausgangsabfrage behält ihn.',
  },
  portPacks: {
    label: 'Weitere Ports',
    meaning:
      'Werden neben 20, 21, 69, 139, 445 und 990 der Ausgangsregel durchsucht, nur vom korrigierten Profil.',
  },
  categories: {
    label: 'Weitere Kategorien der unteren Ebene',
    meaning:
      'Eine Nummer je Zeile, zum Beispiel 4002. Datensätze dieser Kategorien zählen als zugelassene Verbindungen, neben denen, die die Regel kennt, nur im korrigierten Profil. Die Seite Abdeckung nennt, was diese Konsole benutzt.',
  },
  remoteSources: {
    label: 'Auch Hosts ansehen, die QRadar für fremd hält',
    meaning:
      'Für Konsolen, deren Netzhierarchie nicht alle Netze enthält: eine Verbindung zwischen zwei fremden Hosts (R2R) zählt dann als nach außen. Besser ist, die Hierarchie zu vervollständigen, die auch andere Regeln brauchen.',
  },
  stitching: {
    label: 'Datenkanäle von FTP und TFTP bewerten',
    meaning:
      'Datenverbindungen, die Steuersitzungen zugeordnet sind, zählen als von ihnen gesendet. Abgeschaltet, werden sie gezeigt, aber nicht bewertet.',
  },
  hostSignals: {
    label: 'Signale von Hosts suchen',
    meaning:
      'Eine weitere Suche sieht in Datensätzen von Sysmon nach ftp.exe mit einem Skript, nach curl, das über FTP hochlädt, und nach Pipes mit Namen bekannter Werkzeuge. Signale stehen bei den Befunden derselben Quell-IP; sie ändern keinen Befund.',
  },
  sent: {
    label: 'Eigenschaften für gesendete Bytes',
    meaning: `${names} Sie bestimmen das Risiko.`,
  },
  received: { label: 'Eigenschaften für empfangene Bytes', meaning: names },
  total: {
    label: 'Eigenschaften für Bytes beider Richtungen',
    meaning: `${names} Eine Summe wird gezeigt und gilt nie als gesendet.`,
  },
  packetsSent: {
    label: 'Eigenschaften für gesendete Pakete',
    meaning: `${names} Damit werden Byte-Zähler erkannt, die nicht stimmen können.`,
  },
  packetsReceived: {
    label: 'Eigenschaften für empfangene Pakete',
    meaning: `${names} Damit werden Byte-Zähler erkannt, die nicht stimmen können.`,
  },
  dataPort: {
    label: 'Eigenschaften für den angekündigten Datenport',
    meaning: `${names} Er ordnet Datenverbindungen zu.`,
  },
  dataHost: { label: 'Eigenschaften für die angekündigte Adresse', meaning: names },
  dataMode: {
    label: 'Eigenschaften für den angekündigten Modus',
    meaning: `${names} Enthält passive oder active, oder true für passiv.`,
  },
  command: { label: 'Eigenschaften für den FTP-Befehl', meaning: names },
  fileName: { label: 'Eigenschaften für den Dateinamen', meaning: names },
  ownPublicBlocks: {
    label: 'Eigene öffentliche Blöcke',
    meaning:
      'Ein CIDR-Block je Zeile, zum Beispiel 198.51.100.0/24. Verbindungen zu diesen Adressen bleiben innen und sind kein Befund.',
  },
  reuseMinutes: {
    label: 'Wiederverwendung von Ergebnissen, in Minuten',
    meaning:
      'Ein so junges Ergebnis wird wieder gezeigt, statt Ariel zu fragen. Bei 0 wird Ariel jedes Mal gefragt.',
  },
  maxFindings: {
    label: 'Höchstzahl der Befunde eines Laufs',
    meaning:
      'Wird sie erreicht, steht es über den Ergebnissen. Mehr brauchen mehr Speicher in jedem Browser.',
  },
  maxRows: {
    label: 'Höchstzahl der Ergebniszeilen eines Laufs',
    meaning: 'Dort endet das Lesen, was gezeigt wird. Mehr brauchen mehr Speicher in der App.',
  },
  truePositives: {
    label: 'Bestätigte Befunde an QRadar melden',
    meaning:
      'Wird ein Befund als bestätigt geschlossen, geht ein Ereignis per Syslog an QRadar, aus dem eine Regel eine Offense machen kann. Protokollquelle und Regel stehen in docs/offenses.md.',
  },
  newHigh: {
    label: 'Neue Befunde mit hohem Risiko an QRadar melden',
    meaning:
      'Ein Befund, der zum ersten Mal hoch eingestuft wird, sendet ein Ereignis, wer auch immer die Erkennung gestartet hat.',
  },
  receiver: {
    label: 'Empfänger',
    meaning: 'Hostname oder IP-Adresse der QRadar-Appliance, die Syslog über TCP annimmt.',
  },
  receiverPort: {
    label: 'Port des Empfängers',
    meaning: 'QRadar nimmt Syslog über TCP an Port 514 an.',
  },
  logLevel: {
    label: 'Logstufe',
    meaning: 'Was die App in ihr Log schreibt, ab der nächsten Zeile. Standardwert: Anfragen.',
  },
  logFiles: {
    label: 'Aufbewahrte Logdateien',
    meaning:
      'Dateien von 2 MiB im Speicher der App, die benutzte mitgezählt. Die älteste geht zuerst.',
  },
  auditDays: {
    label: 'Tage, die Änderungen aufbewahrt werden',
    meaning: 'So lange lässt sich nachsehen, wer welche Einstellung geändert hat.',
  },
};
