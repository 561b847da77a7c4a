import { addressElement } from './value-menu.ts';
import { byId, element } from './dom.ts';
import { formatValue } from './format.ts';
import { facts, magnitude, offenseSource, tile } from './offense-parts.ts';
import { consolePages, openInTab } from './navigation.ts';
import { pageSettings } from './page-settings.ts';
import { field, list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import type { Row } from './table.ts';

const region = byId('offense', HTMLElement);

/** The addresses behind the ids an offense names. Local destinations are in a list of their own. */
async function addresses(
  path: string,
  key: string,
  ids: readonly unknown[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const query = new URLSearchParams({ filter: `id in (${ids.map(Number).join(',')})` });
  const found = list(await rest(`/api/siem/${path}?${query.toString()}`));
  return found.map((entry) => String(field(entry, key)));
}

function addressList(found: readonly string[]): HTMLElement {
  if (found.length === 0) return emptyNotice('None.');
  const entries = found.map((address) => element('li', {}, addressElement(address, null)));
  return element('ul', { class: 'address-list' }, ...entries);
}

/** Opens the events that QRadar counted towards an offense; AQL tells them by INOFFENSE. */
function eventsButton(id: number): HTMLElement {
  const button = element(
    'button',
    { type: 'button', class: 'button ghost' },
    'Events in Log Activity',
  );
  const aql = `SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log Source", QIDNAME(qid) AS "Event Name", sourceaddress, destinationaddress, destinationport, username, eventcount\nFROM events\nWHERE INOFFENSE(${id})\nORDER BY starttime DESC\nLIMIT 500\nLAST 24 HOURS`;
  button.addEventListener('click', () => openInTab('EVENTVIEWER', consolePages.events(aql)));
  return button;
}

async function load(): Promise<void> {
  const id = Number(field(pageSettings().data, 'offenseId'));
  const offense = await rest(`/api/siem/offenses/${id}`);
  const row: Row = typeof offense === 'object' && offense !== null ? { ...offense } : {};
  const [sources, destinations, notes] = await Promise.all([
    addresses('source_addresses', 'source_ip', list(row['source_address_ids'])),
    addresses(
      'local_destination_addresses',
      'local_destination_ip',
      list(row['local_destination_address_ids']),
    ),
    rest(`/api/siem/offenses/${id}/notes`).then(list),
  ]);
  const text = (key: string) => formatValue(key, row[key]);
  const logSources = list(row['log_sources']).map((source) => String(field(source, 'name')));
  const noteItems = notes.map((note) =>
    element(
      'li',
      {},
      element('strong', {}, String(field(note, 'username'))),
      ' ',
      String(field(note, 'note_text')),
    ),
  );
  show(
    region,
    tile(
      text('description'),
      facts([
        ['Magnitude', magnitude(row['magnitude'])],
        ['Status', text('status')],
        ['Offense source', offenseSource(row)],
        ['Start', text('start_time')],
        ['Last event or flow', text('last_updated_time')],
        ['Events', text('event_count')],
        ['Flows', text('flow_count')],
        ['Categories', list(row['categories']).join(', ') || '–'],
        ['Log sources', logSources.join(', ') || '–'],
        ['Domain', text('domain_id')],
      ]),
      eventsButton(id),
    ),
    tile('Source addresses', addressList(sources)),
    tile('Local destination addresses', addressList(destinations)),
    tile('Notes', noteItems.length === 0 ? emptyNotice('None.') : element('ul', {}, ...noteItems)),
  );
}

load().catch((error: unknown) => show(region, problemNotice(error)));
