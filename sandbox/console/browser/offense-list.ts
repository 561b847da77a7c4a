import { byId, element } from './dom.ts';
import { magnitude, offenseSource } from './offense-parts.ts';
import { consolePages } from './navigation.ts';
import { list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import { table, type Column, type Row } from './table.ts';

const region = byId('offense-list', HTMLElement);

const columns: readonly Column[] = [
  { key: 'id', heading: 'Id', cell: (row) => offenseLink(row) },
  { key: 'description', heading: 'Description' },
  { key: 'magnitude', heading: 'Magnitude', cell: (row) => magnitude(row['magnitude']) },
  { key: 'offense_source', heading: 'Offense source', cell: (row) => offenseSource(row) },
  { key: 'status', heading: 'Status' },
  { key: 'event_count', heading: 'Events' },
  { key: 'flow_count', heading: 'Flows' },
  { key: 'start_time', heading: 'Start' },
  { key: 'last_updated_time', heading: 'Last event or flow' },
];

function offenseLink(row: Row): HTMLElement {
  const id = Number(row['id']);
  return element('a', { href: `/console/${consolePages.offense(id)}` }, String(id));
}

try {
  const query = new URLSearchParams({ sort: '-last_updated_time' });
  const offenses = list(
    await rest(`/api/siem/offenses?${query.toString()}`, { headers: { Range: 'items=0-199' } }),
  );
  const rows = offenses.filter((row): row is Row => typeof row === 'object' && row !== null);
  if (rows.length === 0) show(region, emptyNotice('There are no offenses you may see.'));
  else show(region, table('Offenses', columns, rows));
} catch (error) {
  show(region, problemNotice(error));
}
