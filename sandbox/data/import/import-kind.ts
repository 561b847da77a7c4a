/** What a file was taken for. In a JSON file every record is judged on its own; this is what the first one was. */
export type ImportKind =
  | 'zeek-tsv'
  | 'zeek-json'
  | 'qradar-json'
  | 'qradar-csv'
  | 'sysmon-json'
  | 'sysmon-csv'
  | 'suricata-json'
  | 'leef-cef'
  | 'unknown-json';
