import type { MenuItem } from './menu.ts';
import { consolePages, openInTab } from './navigation.ts';
import { words } from './words.ts';

/** The console's own entries for a user name. */
export function userItems(name: string): readonly MenuItem[] {
  // In an AQL literal the apostrophe is doubled.
  const aql = `SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log Source", QIDNAME(qid) AS "Event Name", sourceaddress, destinationaddress, username, eventcount\nFROM events\nWHERE username = '${name.replaceAll("'", "''")}'\nORDER BY starttime DESC\nLIMIT 500\nLAST 24 HOURS`;
  return [
    {
      group: words.menu.console,
      label: words.menu.events(words.menu.whereIs('username', name)),
      run: () => openInTab('EVENTVIEWER', consolePages.events(aql)),
    },
  ];
}
