import type { Offense } from '../../sql/dimensions.ts';
import { seesDomain, type Caller } from '../access/sessions.ts';
import type { ApiClock } from '../clock.ts';
import { listRules, type Call, type Endpoint } from '../endpoint.ts';
import { ApiError, type ErrorEntry } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { SortFault } from '../list/sort.ts';
import { addressEndpoints } from './address-routes.ts';
import { byId } from './by-id.ts';
import { siemErrors } from './errors.ts';
import { changesOf } from './offense-update.ts';
import {
  closingReasonShape,
  noteShape,
  offenseFilter,
  offenseShape,
  offenseSort,
  offenseTypeShape,
} from './shapes.ts';
import { idsIn, offenseRow, type Note, type OffenseStore } from './store.ts';

const capabilities = ['SEM'];

/**
 * Offenses and what belongs to them (QRadar REST API 26.0, pages siem-*); notes can be written, offenses updated.
 * `usernames` are those that an offense can be assigned to.
 */
export function siemEndpoints(
  store: OffenseStore,
  clock: ApiClock,
  usernames: () => readonly string[],
): readonly Endpoint[] {
  return [
    ...offenseEndpoints(store, clock, usernames),
    ...noteEndpoints(store, clock),
    ...typeEndpoints(store),
    ...addressEndpoints(store),
    ...closingReasonEndpoints(),
  ];
}

function offenseEndpoints(
  store: OffenseStore,
  clock: ApiClock,
  usernames: () => readonly string[],
): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/siem/offenses',
      capabilities,
      element: { object: offenseShape },
      list: {
        filter: offenseFilter,
        sort: { ...offenseSort, errors: everySortFault(siemErrors.badSort) },
        hasRange: true,
      },
      rows: ({ caller }) => {
        const toRow = offenseRows(store);
        return store
          .list()
          .filter((offense) => seesDomain(caller, offense.domainId))
          .map(toRow);
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/siem/offenses/{offense_id}',
      capabilities,
      shape: offenseShape,
      handle: (call) => ({ status: 200, body: offenseRows(store)(findOffense(store, call)) }),
    },
    {
      kind: 'value',
      method: 'POST',
      path: '/siem/offenses/{offense_id}',
      capabilities,
      parameters: {
        protected: { type: 'boolean' },
        follow_up: { type: 'boolean' },
        status: { type: 'string' },
        closing_reason_id: { type: 'integer' },
        assigned_to: { type: 'string' },
      },
      shape: offenseShape,
      handle: (call) => {
        const offense = findOffense(store, call);
        const parts = { clock, usernames: usernames(), closingReasonIds };
        store.update(offense.id, changesOf(call, offense, parts));
        return { status: 200, body: offenseRows(store)(findOffense(store, call)) };
      },
    },
  ];
}

function noteEndpoints(store: OffenseStore, clock: ApiClock): readonly Endpoint[] {
  const path = '/siem/offenses/{offense_id}/notes';
  return [
    {
      kind: 'list',
      method: 'GET',
      path,
      capabilities,
      element: { object: noteShape },
      list: listRules(siemErrors.badParameter),
      rows: (call) => store.notesOf(findOffense(store, call).id).map(noteRow),
    },
    {
      kind: 'value',
      method: 'POST',
      path,
      capabilities,
      parameters: { note_text: { type: 'string', isRequired: true } },
      shape: noteShape,
      handle: (call) => {
        const offense = findOffense(store, call);
        const text = call.query.get('note_text') ?? '';
        if (text.trim() === '') throw new ApiError(siemErrors.badParameter, 'note_text is empty');
        const username = authorOf(call.caller);
        const note = store.addNote(offense.id, { createMs: clock.now(), username, text });
        return { status: 201, body: noteRow(note) };
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${path}/{note_id}`,
      capabilities,
      shape: noteShape,
      handle: (call) => {
        const id = call.path['note_id'] ?? '';
        const notes = store.notesOf(findOffense(store, call).id);
        const note = notes.find((candidate) => String(candidate.id) === id);
        if (!note) throw new ApiError(siemErrors.noteMissing, `Note ${id} does not exist`);
        return { status: 200, body: noteRow(note) };
      },
    },
  ];
}

function typeEndpoints(store: OffenseStore): readonly Endpoint[] {
  const rows = (): JsonObject[] =>
    store.dimensions.offenseTypes.map(({ id, name, propertyName, databaseType, custom }) => ({
      id,
      name,
      property_name: propertyName,
      database_type: databaseType,
      custom,
    }));
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/siem/offense_types',
      capabilities,
      element: { object: offenseTypeShape },
      list: listRules(siemErrors.badFilter, {
        // The page marks more fields as sortable, and closes by saying that only `id` is.
        sort: { fields: ['id'], errors: everySortFault(siemErrors.badTypeSort) },
      }),
      rows,
    },
    byId('/siem/offense_types/{offense_type_id}', offenseTypeShape, siemErrors.typeMissing, rows),
  ];
}

/** The three reasons a console starts with. */
const closingReasons: readonly JsonObject[] = [
  { id: 1, text: 'False-Positive, Tuned', is_deleted: false, is_reserved: false },
  { id: 2, text: 'Non-Issue', is_deleted: false, is_reserved: false },
  { id: 3, text: 'Policy Violation', is_deleted: false, is_reserved: false },
];

const closingReasonIds = closingReasons.map((reason) => Number(reason['id']));

function closingReasonEndpoints(): readonly Endpoint[] {
  const path = '/siem/offense_closing_reasons';
  return [
    {
      kind: 'list',
      method: 'GET',
      path,
      capabilities,
      parameters: { include_reserved: { type: 'boolean' }, include_deleted: { type: 'boolean' } },
      element: { object: closingReasonShape },
      list: listRules(siemErrors.badParameter),
      rows: () => closingReasons,
    },
    byId(
      `${path}/{closing_reason_id}`,
      closingReasonShape,
      siemErrors.reasonMissing,
      () => closingReasons,
    ),
  ];
}

function findOffense(store: OffenseStore, call: Call): Offense {
  const id = call.path['offense_id'] ?? '';
  const offense = store.list().find((candidate) => String(candidate.id) === id);
  if (!offense || !seesDomain(call.caller, offense.domainId)) {
    throw new ApiError(siemErrors.offenseMissing, `Offense ${id} does not exist`);
  }
  return offense;
}

/** The address lists are the same for all offenses of one answer, hence made once. */
function offenseRows(store: OffenseStore): (offense: Offense) => JsonObject {
  const sources = store.sources();
  const localDestinations = store.localDestinations();
  return (offense) =>
    offenseRow(offense, store.dimensions, {
      sources: idsIn(sources, [offense]),
      localDestinations: idsIn(localDestinations, [offense]),
    });
}

function noteRow({ id, text, createMs, username }: Note): JsonObject {
  return { id, note_text: text, create_time: createMs, username };
}

/** Notes written through the API carry a prefix before the author (docs/qradar-facts.md#note-author). */
function authorOf(caller: Caller): string {
  return `${caller.kind === 'service' ? 'API_token' : 'API_user'}: ${caller.name}`;
}

function everySortFault(entry: ErrorEntry): Readonly<Record<SortFault, ErrorEntry>> {
  return { malformed: entry, unknown: entry, unsupported: entry, several: entry };
}
