import { addressElement } from './value-menu.ts';
import { byId, element } from './dom.ts';
import { formatValue } from './format.ts';
import { facts, magnitude, offenseSource, statusText, tile } from './offense-parts.ts';
import { consolePages, openInTab } from './navigation.ts';
import { pageSettings } from './page-settings.ts';
import { field, list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import type { Row } from './table.ts';
import { words } from './words.ts';

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
  if (found.length === 0) return emptyNotice(words.none);
  const entries = found.map((address) => element('li', {}, addressElement(address, null)));
  return element('ul', { class: 'address-list' }, ...entries);
}

/** Opens the events that QRadar counted towards an offense; AQL tells them by INOFFENSE. */
function eventsButton(id: number): HTMLElement {
  const attributes = { type: 'button', class: 'button ghost' };
  const button = element('button', attributes, words.offenses.events);
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
  const named = words.offenses.columns;
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
        [named.magnitude, magnitude(row['magnitude'])],
        [named.status, statusText(row)],
        [named.offense_source, offenseSource(row)],
        [named.start_time, text('start_time')],
        [named.last_updated_time, text('last_updated_time')],
        [named.event_count, text('event_count')],
        [named.flow_count, text('flow_count')],
        [words.offenses.categories, list(row['categories']).join(', ') || '–'],
        [words.offenses.logSources, logSources.join(', ') || '–'],
        [words.offenses.domain, text('domain_id')],
      ]),
      eventsButton(id),
    ),
    tile(words.offenses.sources, addressList(sources)),
    tile(words.offenses.destinations, addressList(destinations)),
    tile(
      words.offenses.notes,
      noteItems.length === 0 ? emptyNotice(words.none) : element('ul', {}, ...noteItems),
    ),
  );
}

load().catch((error: unknown) => show(region, problemNotice(error)));
