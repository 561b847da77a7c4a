import type { settingsNotices as english } from '../en/settings-notices.ts';

/** German words of what is wrong with the stored settings. */
export const settingsNotices: typeof english = {
  'settings-invalid': {
    title: 'Die gespeicherten Einstellungen konnten nicht gelesen werden',
    meaning:
      'Für alle gelten die Standardwerte. Was nicht lesbar war, bleibt im Speicher der App, unter einem Namen mit „damaged“.',
    remedies: {
      findings:
        'Öffnen Sie „Optimierung“, prüfen und speichern Sie die Einstellungen: Was Sie speichern, tritt an ihre Stelle.',
      settings:
        'Unten stehen die Standardwerte. Prüfen und speichern Sie sie: Was Sie speichern, tritt an ihre Stelle.',
      others: 'Sagen Sie es einem Administrator, der sie prüfen und speichern kann.',
    },
  },
  'store-read-only': {
    title: 'Der Speicher der App kann nicht beschrieben werden',
    meaning:
      'Die Einstellungen gelten, wie sie gespeichert sind; eine Änderung kann nicht gespeichert werden.',
    remedies: {
      findings:
        'Suchen Sie auf dem App-Host nach einer vollen Platte oder fehlender Schreibberechtigung.',
      settings:
        'Suchen Sie auf dem App-Host nach einer vollen Platte oder fehlender Schreibberechtigung und speichern Sie dann erneut.',
      others: 'Sagen Sie es einem Administrator, der den App-Host ansehen kann.',
    },
  },
};
