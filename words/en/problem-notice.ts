/** What stands around the words of a problem, and in place of a part of the page that stopped working. */
export const problemNotice = {
  retry: 'Retry',
  details: 'Details',
  copyDetails: 'Copy details',
  code: 'Code',
  status: 'Status',
  requestId: 'Request id',
  message: 'Message',
  crash: {
    title: (part: string) => `${part} stopped working`,
    remedy: 'The rest of the page still works. Try to show this part again.',
    retry: 'Show again',
  },
};
