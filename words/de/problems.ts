import type { ProblemCode } from '../../contract/problem.ts';
import type { ProblemWords } from '../en/problems.ts';

/** German words for everything that can go wrong. */
export const problems: Record<ProblemCode, ProblemWords> = {
  'bad-request': {
    title: 'Die App hat die Anfrage nicht verstanden',
    remedy: 'Laden Sie den Tab neu. Kommt dies wieder, melden Sie die Anfrage-ID unten.',
  },
  'not-found': {
    title: 'Diese Adresse gibt es in der App nicht',
    remedy: 'Laden Sie den Tab neu: Die App wurde möglicherweise aktualisiert.',
  },
  'not-signed-in': {
    title: 'Sie sind nicht an der Konsole angemeldet',
    remedy:
      'Melden Sie sich an QRadar an und öffnen Sie den Tab erneut. Die App hat kein eigenes Konto.',
  },
  'csrf-refused': {
    title: 'Die Konsole hat die Änderung abgelehnt',
    remedy:
      'Das Sitzungstoken fehlt oder ist alt. Laden Sie den Tab neu und versuchen Sie es noch einmal.',
  },
  'not-allowed': {
    title: 'Ihre Benutzerrolle erlaubt das nicht',
    remedy:
      'Das Suchen von Ereignissen braucht die Berechtigung „Protokollaktivität“ (Log Activity). Ein QRadar-Administrator kann sie unter Verwaltung > Benutzerrollen erteilen.',
  },
  'run-not-found': {
    title: 'Diesen Lauf gibt es nicht mehr',
    remedy:
      'Die App wurde neu gestartet, Ihre Rechte haben sich geändert, oder der Lauf gehört zu einer anderen Sitzung. Führen Sie die Erkennung erneut aus.',
  },
  'finding-not-found': {
    title: 'Diesen Befund gibt es in diesem Lauf nicht',
    remedy: 'Wählen Sie einen anderen Zeitraum, oder führen Sie die Erkennung erneut aus.',
  },
  'validation-not-found': {
    title: 'Diese Validierung gibt es nicht mehr',
    remedy:
      'Sie war eine der ältesten und ist gewichen, oder Ihre Rechte haben sich geändert. Bereiten Sie den Test erneut vor.',
  },
  'validation-not-saved': {
    title: 'Die Validierung konnte nicht gespeichert werden',
    remedy:
      'Es wurde nichts begonnen. Bitten Sie einen Administrator, den Speicher der App anzusehen.',
  },
  'test-time-future': {
    title: 'Diese Zeit ist noch nicht vorbei',
    remedy:
      'Führen Sie die Schritte zuerst aus, und sagen Sie dann, wann es war. Ist sie vorbei, vergleichen Sie die Uhr dieses Rechners mit der der Konsole.',
  },
  'test-time-too-old': {
    title: 'Das liegt weiter zurück, als die App sieht',
    remedy:
      'Sie sieht höchstens 31 Tage zurück. Führen Sie den Test noch einmal aus, und suchen Sie bald danach nach seinen Datensätzen.',
  },
  'test-time-invalid': {
    title: 'Das ist keine Zeit, die ein Test dauern kann',
    remedy:
      'Das Ende muss nach dem Anfang liegen, und ein Test dauert höchstens einen Tag. Berichtigen Sie die beiden Zeiten.',
  },
  'address-invalid': {
    title: 'Das ist keine IP-Adresse',
    remedy: 'Geben Sie eine IPv4- oder IPv6-Adresse ein, ohne Port, Maske oder Namen.',
  },
  'host-name-invalid': {
    title: 'Nach diesem Hostnamen kann nicht gesucht werden',
    remedy:
      'Geben Sie ihn ein, wie die Datensätze ihn haben: bis 255 Zeichen, ohne Zeilenumbrüche und ohne Backslash am Ende. Oder lassen Sie ihn leer.',
  },
  'file-too-large': {
    title: 'Eine so große Datei kann die Technik nicht übertragen',
    remedy: 'Wählen Sie eine kleinere: 12 MiB kann jede Technik übertragen, die eine Datei sendet.',
  },
  'address-outside-already': {
    title: 'Diese Adresse gilt schon als außerhalb',
    remedy:
      'Sie braucht keine Probe: bereiten Sie einen Test dagegen vor, oder starten Sie die Erkennung.',
  },
  'rehearsal-not-found': {
    title: 'Diese Probe ist vorbei',
    remedy:
      'Sie endet nach einer Stunde, mit der App oder wenn ein Administrator sie beendet. Beginnen Sie eine neue.',
  },
  'rehearsal-under-way': {
    title: 'Eine andere Probe läuft',
    remedy:
      'Es wird immer nur eine Adresse durchgelassen. Beenden Sie die andere Probe, oder warten Sie, bis ihre Stunde vorbei ist.',
  },
  'too-many-runs': {
    title: 'Zu viele Läufe warten',
    remedy:
      'Brechen Sie einen Ihrer wartenden Läufe ab, oder versuchen Sie es erneut, wenn einige beendet sind.',
  },
  'memory-short': {
    title: 'Der App fehlt es an Arbeitsspeicher',
    remedy:
      'Der Lauf wurde angehalten oder nicht begonnen, bevor er die App beenden konnte. Wählen Sie einen kürzeren Zeitraum, oder versuchen Sie es, wenn andere Läufe beendet sind. Kommt das wieder vor, kann ein Administrator „Höchstzahl der Ergebniszeilen eines Laufs“ oder „Höchstzahl der Befunde eines Laufs“ senken.',
  },
  'findings-not-kept': {
    title: 'Für die Befunde des Laufs war kein Platz',
    remedy:
      'Versuchen Sie es erneut, wenn andere Läufe beendet sind. Bitten Sie einen Administrator, den freien Speicherplatz auf dem Host der App zu prüfen.',
  },
  'triage-changed': {
    title: 'Jemand anderes hat das inzwischen geändert',
    remedy:
      'Es wurde nichts gespeichert, und Ihr Text ist noch da. Sehen Sie nach, was entschieden wurde, und speichern Sie noch einmal, wenn es noch gilt.',
  },
  'assignee-unknown': {
    title: 'Niemand mit diesem Namen hat die App mit Ihren Rechten benutzt',
    remedy:
      'Wählen Sie jemanden aus der Liste, oder bitten Sie die Person, die Registerkarte einmal zu öffnen.',
  },
  'nothing-to-undo': {
    title: 'Es gibt nichts zurückzunehmen',
    remedy: 'Zurücknehmen können Sie nur Ihre eigene letzte Entscheidung, und nur einmal.',
  },
  'triage-not-saved': {
    title: 'Die Entscheidung konnte nicht gespeichert werden',
    remedy:
      'Es wurde nichts geändert. Bitten Sie einen Administrator, den Speicher der App anzusehen.',
  },
  'offense-not-found': {
    title: 'Diese Offense hat diese Quelle nicht',
    remedy:
      'Laden Sie die Liste der Offenses neu, und wählen Sie eine daraus. Es wurde nichts geschrieben.',
  },
  'offense-closed': {
    title: 'QRadar nimmt zu dieser Offense in ihrem jetzigen Zustand keine Notizen an',
    remedy: 'Sehen Sie sich die Offense in QRadar an. Es wurde nichts geschrieben.',
  },
  'offense-note-refused': {
    title: 'Ihre Benutzerrolle erlaubt keine Notizen zu Offenses',
    remedy:
      'Dazu gehört die Berechtigung „Offenses“. Ein QRadar-Administrator kann sie unter Admin > User Roles vergeben.',
  },
  'settings-invalid': {
    title: 'Die Einstellungen sind nicht gültig',
    remedy: 'Berichtigen Sie die markierten Felder und speichern Sie erneut.',
  },
  'settings-changed': {
    title: 'Jemand anderes hat die Einstellungen inzwischen gespeichert',
    remedy:
      'Es wurde nichts gespeichert. Sehen Sie sich die Unterschiede an, wählen Sie, was gelten soll, und speichern Sie erneut.',
  },
  'settings-version-missing': {
    title: 'Die Anfrage sagt nicht, welche Einstellungen sie ändert',
    remedy: 'Es wurde nichts gespeichert. Laden Sie die Seite neu und speichern Sie erneut.',
  },
  'own-blocks-hide-much': {
    title: 'Diese eigenen öffentlichen Blöcke würden viel von dem verbergen, was zu sehen ist',
    remedy:
      'Verbindungen dorthin wären keine Befunde mehr, siehe Details. Es wurde nichts gespeichert. Prüfen Sie die Blöcke, oder speichern Sie trotzdem.',
  },
  'allowlist-invalid': {
    title: 'Das lässt sich nicht erlauben',
    remedy:
      'Es wurde nichts gespeichert. Die Details sagen, was nicht passt; korrigieren Sie es und speichern Sie erneut.',
  },
  'allowlist-exists': {
    title: 'Das ist bereits erlaubt',
    remedy:
      'Es wurde nichts gespeichert. Um Begründung oder Ende zu ändern, entfernen Sie den Eintrag und fügen ihn neu hinzu.',
  },
  'allowlist-hides-much': {
    title: 'Dieser Eintrag würde viel verbergen',
    remedy:
      'Es wurde nichts gespeichert. Sehen Sie sich an, was er verbirgt, und grenzen Sie ihn ein oder bestätigen Sie ihn.',
  },
  'allowlist-hides-confirmed': {
    title: 'Dieser Eintrag hätte einen bestätigten Treffer verborgen',
    remedy:
      'Es wurde nichts gespeichert. Grenzen Sie den Eintrag ein, oder sagen Sie in einer zweiten Begründung, warum er trotzdem richtig ist.',
  },
  'allowlist-not-permitted': {
    title: 'Ihre Benutzerrolle darf die Allowlist nicht ändern',
    remedy:
      'Einträge liegen in Referenzsets von QRadar. Bitten Sie jemanden, dessen Rolle „Manage Reference Data“ (Delegated Administration) oder „System Administrator“ hat; den ersten Eintrag einer Art muss ein Administrator anlegen, wo die Konsole sonst niemanden geteilte Sets anlegen lässt.',
  },
  'allowlist-entry-refused': {
    title: 'QRadar hat den Eintrag abgelehnt',
    remedy:
      'Für ihn wurde nichts gespeichert. Die Details enthalten die Worte von QRadar; ein anderes Werkzeug hat vielleicht das Referenzset geändert.',
  },
  'allowlist-entry-not-found': {
    title: 'Diesen Eintrag gibt es nicht',
    remedy: 'Vielleicht hat ihn jemand entfernt. Laden Sie die Liste neu.',
  },
  'allowlist-changed': {
    title: 'Jemand anderes hat diesen Eintrag inzwischen geändert',
    remedy:
      'Es wurde nichts gespeichert. Laden Sie die Liste neu und sehen Sie sich den Eintrag an, wie er jetzt ist.',
  },
  'allowlist-not-saved': {
    title: 'Die App konnte den Eintrag nicht festhalten',
    remedy:
      'QRadar hat ihn, also gilt er als außerhalb der App angelegt, ohne Ende. Bitten Sie einen Administrator, sich den Speicher der App anzusehen.',
  },
  'allowlist-ranges-invalid': {
    title: 'Das ist keine Liste veröffentlichter Bereiche',
    remedy:
      'Es wurde nichts gespeichert. Importieren Sie die wöchentliche Datei „ServiceTags_Public“ (JSON) von Microsoft unverändert.',
  },
  'settings-not-saved': {
    title: 'Die Einstellungen konnten nicht gespeichert werden',
    remedy:
      'Die früheren Einstellungen gelten weiter. Bitten Sie einen Administrator, den Speicher der App anzusehen.',
  },
  'guide-invalid': {
    title: 'Die Anleitung ist nicht lesbar',
    remedy:
      'Berichtigen Sie die genannte Zeile und speichern Sie noch einmal. Nichts wurde geändert.',
  },
  'guide-changed': {
    title: 'Diesen Schritt hat die Anleitung nicht mehr',
    remedy:
      'Ein Administrator hat die Anleitung geändert. Öffnen Sie den Befund noch einmal, um sie zu sehen, wie sie jetzt ist.',
  },
  'guide-not-saved': {
    title: 'Das konnte nicht gespeichert werden',
    remedy:
      'Nichts wurde geändert. Bitten Sie einen Administrator, den Speicher der App anzusehen.',
  },
  'store-newer': {
    title: 'Die Einstellungen stammen von einer neueren Version der App',
    remedy:
      'Nichts wurde geändert oder ging verloren. Ein Administrator sollte jene Version der App wieder installieren.',
  },
  'byte-property-missing': {
    title: 'Die Konsole hat keine Eigenschaft für gesendete Bytes',
    remedy:
      'Die Ausgangsabfrage braucht eine. Ein Administrator kann sie in den Einstellungen nennen, oder verwenden Sie das korrigierte Profil.',
  },
  'console-unreachable': {
    title: 'Die Konsole hat nicht geantwortet',
    remedy:
      'Prüfen Sie die Verbindung und versuchen Sie es erneut. Nichts auf dieser Seite geht verloren.',
  },
  'console-untrusted': {
    title: 'Dem Zertifikat der Konsole wird nicht vertraut',
    remedy: 'Ein Administrator muss die Zertifizierungsstelle für Apps installieren.',
  },
  'console-too-old': {
    title: 'Diese QRadar-Version ist zu alt für die App',
    remedy: 'Die App braucht QRadar 7.5.0 Update Package 7 oder neuer.',
  },
  'console-answer-invalid': {
    title: 'Die Antwort konnte nicht gelesen werden',
    remedy: 'Versuchen Sie es erneut. Kommt dies wieder, melden Sie die Details unten.',
  },
  'console-busy': {
    title: 'QRadar ist ausgelastet',
    remedy: 'Zu viele Suchen laufen. Versuchen Sie es in einem Augenblick erneut.',
  },
  'console-failed': {
    title: 'QRadar hat einen eigenen Fehler gemeldet',
    remedy:
      'Versuchen Sie es erneut. Kommt dies wieder, findet ein Administrator mehr im Log der Konsole.',
  },
  'query-rejected': {
    title: 'QRadar hat die Abfrage abgelehnt',
    remedy:
      'Die Details sagen, wo. Eine in den Einstellungen genannte Eigenschaft gibt es vielleicht nicht mehr.',
  },
  'search-failed': {
    title: 'Die Suche ist in Ariel gescheitert',
    remedy: 'Versuchen Sie es erneut, und mit einem kürzeren Zeitraum, falls dies wiederkommt.',
  },
  'search-lost': {
    title: 'QRadar hat die Suche nicht mehr',
    remedy: 'Ihr Ergebnis ist abgelaufen oder wurde gelöscht. Führen Sie die Erkennung erneut aus.',
  },
  'search-cancelled-elsewhere': {
    title: 'Jemand hat die Suche in QRadar abgebrochen',
    remedy: 'Führen Sie die Erkennung erneut aus, wenn QRadar Zeit dafür hat.',
  },
  'search-timed-out': {
    title: 'Die Suche hat zu lange gedauert',
    remedy:
      'Wählen Sie einen kürzeren Zeitraum, oder versuchen Sie es, wenn QRadar weniger zu tun hat.',
  },
  'search-conflict': {
    title: 'QRadar hat die Suche in einem anderen Zustand',
    remedy: 'Versuchen Sie es in einem Augenblick erneut.',
  },
  'rows-missing': {
    title: 'QRadar hat weniger Zeilen geliefert als zugesagt',
    remedy: 'Die Befunde können unvollständig sein. Führen Sie die Erkennung erneut aus.',
  },
  cancelled: {
    title: 'Der Lauf wurde abgebrochen',
    remedy: 'Führen Sie die Erkennung erneut aus, wenn Sie sie brauchen.',
  },
  internal: {
    title: 'In der App ist etwas schiefgegangen',
    remedy: 'Versuchen Sie es erneut. Kommt dies wieder, melden Sie die Anfrage-ID unten.',
  },
};
