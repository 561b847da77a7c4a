import type { MenuItem } from './menu.ts';
import { consolePages, openInTab } from './navigation.ts';
import { words } from './words.ts';

/** Columns that an AQL filter can name; any other address is looked for on both sides. */
const addressColumns = /^(source|destination)(ip|address|v6)$/i;

/** The console's own entries for an address in a column; '' for one that stands alone. */
export function addressItems(address: string, column: string): readonly MenuItem[] {
  const named = addressColumns.test(column) ? column.toLowerCase() : null;
  const where =
    named === null
      ? `sourceaddress = '${address}' OR destinationaddress = '${address}'`
      : `${named} = '${address}'`;
  const { menu } = words;
  const label = named === null ? menu.withAddress(address) : menu.whereIs(named, address);
  return [
    {
      group: menu.console,
      label: menu.events(label),
      run: () => openInTab('EVENTVIEWER', consolePages.events(eventsWhere(where))),
    },
    {
      group: menu.console,
      label: menu.flows(label),
      run: () => openInTab('FLOWVIEWER', consolePages.flows(flowsWhere(where))),
    },
    {
      group: menu.console,
      label: menu.assetDetails,
      run: () => openInTab('ASSETS', consolePages.assetOfAddress(address)),
    },
  ];
}

const eventsWhere = (where: string) =>
  `SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log Source", QIDNAME(qid) AS "Event Name", sourceaddress, sourceport, destinationaddress, destinationport, username, eventcount\nFROM events\nWHERE ${where}\nORDER BY starttime DESC\nLIMIT 500\nLAST 24 HOURS`;
const flowsWhere = (where: string) =>
  `SELECT firstpackettime, lastpackettime, sourceaddress, sourceport, destinationaddress, destinationport, APPLICATIONNAME(applicationid) AS "Application", sourcebytes, destinationbytes\nFROM flows\nWHERE ${where}\nORDER BY firstpackettime DESC\nLIMIT 500\nLAST 24 HOURS`;
