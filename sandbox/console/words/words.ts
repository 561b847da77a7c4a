import type { RangeWords } from './range.ts';
import type { ColumnId, Fault, OperatorId } from '../browser/filter-columns.ts';

/** One entry per name of a table. */
type Table<Name extends string | number> = Readonly<Record<Name, string>>;
/** A heading, and a sentence that says what to do. */
type Message = readonly [string, string];
type Count = (count: number) => string;

/**
 * Every sentence of the console's own pages, once per language. Names that come from events, from apps or from the
 * API are in none of them. A number comes as text where it was written for the language before.
 */
export type Words = {
  /** The locale that numbers are written for. */
  readonly numbers: string;
  readonly none: string;
  readonly nothing: string;
  readonly cancel: string;
  readonly tabs: Table<'DASHBOARD' | 'SEM' | 'EVENTVIEWER' | 'FLOWVIEWER' | 'ASSETS' | 'ADMIN'>;
  readonly shell: Table<
    | 'title'
    | 'standIn'
    | 'heading'
    | 'tabs'
    | 'darkTheme'
    | 'loggedInAs'
    | 'language'
    | 'logOut'
    | 'appProblem'
  > & {
    readonly toTheme: (theme: 'dark' | 'light') => string;
    readonly appMissing: (name: string) => string;
  };
  readonly messages: Readonly<
    Record<
      'noUser' | 'notLoggedOut' | 'notChanged' | 'notAllowed' | 'noOffense' | 'noAsset',
      Message
    >
  >;
  readonly dashboard: Table<'empty'>;
  readonly problems: {
    readonly status: (status: number) => string;
    readonly other: string;
    readonly statuses: Readonly<Record<number, string>>;
  };
  readonly table: Table<'pages' | 'previous' | 'next' | 'columns'> & {
    readonly rows: (first: string, last: string, all: string) => string;
    readonly sortBy: (column: string) => string;
  };
  readonly menu: Table<'console' | 'filter' | 'moreOptions' | 'assetDetails' | 'appActions'> & {
    readonly events: (condition: string) => string;
    readonly flows: (condition: string) => string;
    readonly withAddress: (address: string) => string;
    readonly whereIs: (column: string, value: string) => string;
    readonly filterOn: (condition: string) => string;
  };
  readonly search: Table<
    'label' | 'run' | 'hint' | 'starting' | 'failed' | 'cancelled' | 'empty'
  > & {
    readonly states: Readonly<Record<string, string>>;
    readonly progress: (state: string, percent: number) => string;
    /** `text` is the count as it is written in the language. */
    readonly rows: (count: number, text: string) => string;
    readonly limited: (text: string) => string;
    readonly tables: Table<'events' | 'flows'>;
  };
  readonly filters: Table<
    | 'heading'
    | 'column'
    | 'operator'
    | 'value'
    | 'add'
    | 'current'
    | 'none'
    | 'clear'
    | 'unreadable'
  > & {
    readonly remove: (filter: string) => string;
    readonly faults: Table<Fault>;
    readonly columns: Table<ColumnId>;
    readonly operators: Table<OperatorId>;
  };
  readonly time: Table<
    'label' | 'custom' | 'asWritten' | 'standard' | 'from' | 'to' | 'apply' | 'order' | 'missing'
  > &
    Readonly<Record<'minutes' | 'hours' | 'days', Count>>;
  readonly chart: Table<'note' | 'counting' | 'asTable' | 'empty' | 'subSelect' | 'failed'> & {
    readonly heading: Table<'events' | 'flows'>;
    readonly each: (span: string) => string;
    readonly spans: Readonly<Record<'minutes' | 'hours' | 'days', Count>>;
    readonly bar: (from: string, to: string, count: string) => string;
    readonly columns: Table<'from' | 'to' | 'events' | 'flows'>;
  };
  readonly offenses: Table<
    | 'table'
    | 'empty'
    | 'show'
    | 'inactive'
    | 'events'
    | 'categories'
    | 'logSources'
    | 'domain'
    | 'sources'
    | 'destinations'
    | 'notes'
  > & {
    readonly choices: Table<'OPEN' | 'CLOSED' | 'HIDDEN' | 'ALL'>;
    readonly count: (shown: string, all: string) => string;
    readonly columns: Table<
      | 'id'
      | 'description'
      | 'offense_type'
      | 'offense_source'
      | 'magnitude'
      | 'source_count'
      | 'device_count'
      | 'event_count'
      | 'flow_count'
      | 'status'
      | 'start_time'
      | 'last_updated_time'
      | 'assigned_to'
    >;
    readonly statuses: Readonly<Record<string, string>>;
    readonly title: (id: number) => string;
  };
  readonly assets: Table<'table' | 'empty' | 'unknown' | 'users' | 'properties'> & {
    readonly title: (what: string) => string;
    readonly columns: Table<'id' | 'name' | 'addresses' | 'domain' | 'risk' | 'vulnerabilities'>;
  };
  readonly admin: Table<
    | 'extensions'
    | 'extensionsText'
    | 'management'
    | 'apps'
    | 'noPages'
    | 'installed'
    | 'noApps'
    | 'users'
  > & {
    readonly facts: Table<
      'name' | 'version' | 'id' | 'state' | 'memory' | 'tabs' | 'menu' | 'csrf' | 'said'
    >;
    readonly columns: Table<'id' | 'username' | 'description' | 'locale' | 'role' | 'profile'>;
  };
  readonly range: RangeWords;
};
