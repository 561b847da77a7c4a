import type { problemNotice as english } from '../en/problem-notice.ts';

/** German words of what stands around the words of a problem. */
export const problemNotice: typeof english = {
  retry: 'Wiederholen',
  details: 'Details',
  copyDetails: 'Details kopieren',
  code: 'Code',
  status: 'Status',
  requestId: 'Anfrage-ID',
  message: 'Meldung',
  crash: {
    title: (part) => `${part} funktioniert nicht mehr`,
    remedy: 'Der Rest der Seite funktioniert noch. Versuchen Sie, diesen Teil wieder anzuzeigen.',
    retry: 'Wieder anzeigen',
  },
};
