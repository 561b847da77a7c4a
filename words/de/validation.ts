import type { ValidationWords } from '../en/validation.ts';

const ownServer = 'Das Ziel ist ein Host, der Ihrem Team gehört und für den es abgesprochen ist.';
const sysmonWindows =
  'Sysmon auf dem Windows-Host, mit Ereignissen für Prozesse, Verbindungen und Dateien, an QRadar geliefert.';
const sysmonLinux =
  'Sysmon für Linux auf dem Host, mit Ereignissen für Prozesse, Verbindungen und Dateien, an QRadar geliefert.';
const way =
  'Eine Firewall oder ein Sensor dazwischen protokolliert erlaubte Verbindungen, und das Ziel zählt als außerhalb; für ein anderes beginnen Sie eine Probe.';

/** Wörter des Prüfstands, die zu seinen Daten gehören. */
export const validation = (): ValidationWords => ({
  apart:
    'Lassen Sie zwischen einem Test und seinem Zwilling und zwischen zwei Tests von einem Host zu einem Ziel fünf Minuten: Eine Verbindung trägt keine Markierung, also wird sie an ihrer Zeit erkannt.',
  techniques: {
    'ftp-c2': {
      name: 'Befehle über FTP mit dem Client von Windows',
      what: 'Ein Skript steuert ftp.exe, wie es Schadsoftware tut, die keinen eigenen Client mitbringt: Es meldet sich an und sagt immer wieder, dass es da ist.',
      prerequisites: [
        ownServer,
        'Darauf ein FTP-Server, der „anonymous“ einlässt.',
        sysmonWindows,
        way,
      ],
      twin: 'Derselbe Client ohne Skript, einmal: ein Mensch, der sich einen Server ansieht.',
    },
    'smb-pipe': {
      name: 'Eine benannte Pipe, wie Schadsoftware sie anlegt',
      what: 'PowerShell öffnet fünf Sekunden lang eine Pipe mit dem Namen, den Cobalt Strike seiner eigenen gibt. Es verbindet sich nichts, also kann keine Karte kommen: Erprobt werden die Signale.',
      prerequisites: [
        'Sysmon auf dem Windows-Host, mit Ereignissen für Prozesse und Pipes, an QRadar geliefert.',
      ],
      twin: 'Eine Verbindung zu einer Pipe, die Windows selbst hat (srvsvc).',
    },
    'ftp-upload': {
      name: 'Hochladen über FTP von Linux aus',
      what: 'curl legt Dateien aus Zufallsbytes auf einem FTP-Server ab, je Datei mit einer Verbindung.',
      prerequisites: [
        ownServer,
        'Darauf ein FTP-Server, auf dem „anonymous“ Dateien ablegen und löschen darf.',
        'curl auf dem Host.',
        sysmonLinux,
        way,
      ],
      twin: 'curl holt die Liste der Dateien desselben Servers.',
    },
    'smb-internet': {
      name: 'Dateien, die auf eine Freigabe im Internet kopiert werden',
      what: 'robocopy schreibt Dateien auf eine Freigabe außerhalb des Standorts. Windows meldet sich dort als der Benutzer an, der kopiert; das Ziel erfährt also einen Hash seines Kennworts.',
      prerequisites: [
        ownServer,
        'Darauf eine Freigabe namens „public“, auf die ein eigenes Testkonto schreiben kann; melden Sie sich vorher mit diesem Konto an.',
        sysmonWindows,
        way,
      ],
      twin: 'Dieselbe Freigabe wird einmal aufgelistet, und nichts wird kopiert.',
    },
    tftp: {
      name: 'Hochladen über TFTP',
      what: 'curl legt kleine Dateien auf einem TFTP-Server ab. Ein Paket fragt auf Port 69 an, die Datei geht über eigene Ports.',
      prerequisites: [
        ownServer,
        'Darauf ein TFTP-Server, der neue Dateien annimmt und eine namens probe.txt hat; sein Administrator löscht die Dateien danach, weil TFTP das nicht kann.',
        'curl mit TFTP auf dem Host.',
        sysmonLinux,
        way,
      ],
      twin: 'curl holt probe.txt von demselben Server.',
    },
    ftps: {
      name: 'Hochladen über FTPS',
      what: 'curl legt Dateien auf einem FTP-Server ab, der vom ersten Byte an verschlüsselt. Keine Firewall kann darin den Datenport lesen, also werden Datenverbindungen nach der Zeit zugeordnet.',
      prerequisites: [
        ownServer,
        'Darauf ein FTPS-Server auf Port 990, auf dem „anonymous“ Dateien ablegen und löschen darf.',
        'curl auf dem Host.',
        sysmonLinux,
        way,
      ],
      twin: 'curl holt die Liste der Dateien desselben Servers.',
    },
  },
  kinds: {
    process: 'Prozess begonnen (Sysmon 1)',
    connection: 'Verbindung des Prozesses (Sysmon 3)',
    file: 'Datei angelegt (Sysmon 11)',
    pipe: 'Pipe angelegt (Sysmon 17)',
    network: 'Verbindung, wie ein Gerät auf dem Weg sie protokolliert',
  },
  answers: {
    arrived: 'Angekommen',
    waiting: 'Noch nicht',
    missing: 'Fehlt',
    absent: 'Kam nicht und muss nicht',
    'cannot-know': 'Nicht feststellbar',
  },
  canArrive: {
    seen: 'Solche Datensätze dieses Hosts kamen am Tag davor.',
    'host-silent': 'Solche Datensätze kamen am Tag davor, aber keiner von diesem Host.',
    'none-seen': 'Am Tag davor kam von niemandem ein solcher Datensatz.',
    'cannot-know': 'Die Konsole hat nicht gesagt, ob solche Datensätze kommen.',
  },
  soughtBy: {
    property: 'Über Eigenschaften gefunden',
    payload: 'In der Payload gefunden: Keine Eigenschaft dafür ist hier gefüllt',
    native: 'Über Spalten gefunden, die jede Konsole hat',
  },
  detection: {
    fired: 'Die Erkennung hat angeschlagen',
    'not-fired': 'Die Erkennung hat nicht angeschlagen',
    waiting: 'Es können noch Datensätze kommen',
    'cannot-know': 'Ob die Erkennung angeschlagen hat, ist nicht feststellbar',
    'no-connection': 'Es kam kein Datensatz der Verbindung',
  },
  states: {
    passed: 'Bestanden',
    failed: 'Nicht bestanden',
    waiting: 'Es wird gewartet',
    'cannot-know': 'Nicht feststellbar',
  },
  silences: {
    silent: 'Still, wie es sein muss',
    fired: 'Hat angeschlagen, was nicht sein darf',
    waiting: 'Noch nicht vorbei',
    'cannot-know': 'Die Stille sagt nichts: Der eigene Datensatz kam nicht',
  },
  whyNot: {
    'no-connection': 'Die Technik verbindet sich nicht.',
    'too-few': 'Verbindungen und Bytes liegen unter den Schwellen.',
    twin: 'Der Zwilling muss still bleiben.',
  },
  differences: {
    clause: 'Eine Bedingung der Regel hat die Datensätze ausgelassen.',
    'no-records': 'Kein Gerät hat die Verbindung protokolliert.',
    waiting: 'Es können noch Datensätze kommen.',
    'cannot-know': 'Die Konsole hat es nicht gesagt.',
    'bytes-not-filled': 'In diesen Datensätzen ist keine Eigenschaft für gesendete Bytes gefüllt.',
    'no-data-channel': 'Die Steuerverbindung ist protokolliert, eine Datenverbindung nicht.',
    'too-few': 'Es kamen weniger Verbindungen als vorhergesagt.',
    coalesced: 'Durch Coalescing blieben nur die Bytes mancher Datensätze erhalten.',
    'rule-changed': 'Die Regel ist eine andere als die der Quittung.',
    'other-traffic': 'Der Host hat mehr getan als den Test: Etwas anderes verbindet sich dorthin.',
    follows: 'Es folgt aus dem, was darüber steht.',
    other: 'Keiner der Gründe, die sich unterscheiden lassen.',
  },
  steps: {
    script: 'Schreibt das Skript des Clients in den temporären Ordner.',
    connect: 'Lässt den Client das Skript abarbeiten, so oft, wie die Regel es braucht.',
    proof:
      'Sucht die Antwort auf eine Anmeldung: Der Client endet ohne Fehler, was auch geschehen ist.',
    pipe: 'Öffnet die Pipe in einem neuen Prozess, damit dessen Datensatz kommen kann.',
    file: 'Legt die Datei an, die gesendet wird, und prüft ihre Größe.',
    upload: 'Sendet sie und hält mit einem Fehler an, sobald eine nicht angenommen wurde.',
    copy: 'Kopiert sie und sagt es, wenn das misslang.',
    twin: 'Tut, was der Zwilling tut, und sagt es, wenn das misslang.',
    delete: 'Löscht, was auf dem Host angelegt wurde, und sagt es, wenn etwas bleibt.',
    'delete-shared': 'Löscht, was auf die Freigabe kopiert wurde.',
    'delete-uploaded': 'Löscht, was auf dem Server abgelegt wurde.',
  },
  defects: {
    '57799bc2':
      'Legt keine Datei zum Senden an und gibt höflich auf, wo Ping gesperrt ist: Er besteht, ohne etwas hochzuladen.',
    b854eb97:
      'Sendet an einen öffentlichen Server und lässt eine Konfiguration mit Kennwort zurück.',
    '5b380e96':
      'Fragt am Bildschirm nach einem Kennwort, sendet eine winzige Datei und räumt nichts auf.',
    '635c9a38':
      'Sendet über HTTP statt FTP, und in zwei von vier Fällen den Namen der Datei statt ihres Inhalts.',
    bd13b9fc: 'Lädt Programme herunter, um sie auszuführen, und verbindet sich mit nichts.',
    '004a5d68': 'Eine andere Pipe: Sie zeigt PsExec und verbindet sich mit nichts außerhalb.',
    '90db9e27':
      'Eine andere Pipe: Sie zeigt eine gestohlene Identität und verbindet sich mit nichts.',
    '3386975b':
      'Bleibt im Netz oder auf dem Host selbst, sodass keine Regel für das Internet anschlagen kann.',
    d8d13303: 'Geht über 443/udp, was kein Port der Regel ist.',
    '3b0df731': 'Ein Nachbar auf einem anderen Port: Telnet.',
  },
});
