import type { FileKind } from './kind.ts';
import type { ImportKind } from './import-kind.ts';
import type { ImportResult } from './result.ts';

/** What a file of each kind must hold to be of use, for the reader of one that does not. */
const needed: Readonly<Record<ImportKind, string>> = {
  'zeek-tsv': 'Needed is conn.log; ftp.log beside it names data connections and files.',
  'zeek-json': 'Needed is conn.log; ftp.log beside it names data connections and files.',
  'qradar-json':
    'Needed are starttime, sourceip and destinationip; add destinationport, protocolid, category and the byte properties.',
  'qradar-csv':
    'Needed are starttime, sourceip and destinationip (in the tab Time, Source IP and Destination IP).',
  'sysmon-json':
    'Needed are events of the channel Microsoft-Windows-Sysmon/Operational, best with network connections (event 3), which the settings of Sysmon must switch on.',
  'sysmon-csv':
    'Needed are events of the channel Microsoft-Windows-Sysmon/Operational, best with network connections (event 3), which the settings of Sysmon must switch on.',
  'suricata-json':
    'Needed are records of the types flow, ftp, ftp_data, smb or tftp: add them to eve-log in suricata.yaml.',
  'leef-cef': 'Needed are src, dst and a time (devTime or rt).',
  'unknown-json':
    'Needed are the fields of a known format: starttime, sourceip and destinationip of QRadar, ts and id.orig_h of Zeek, event_type of Suricata, or Sysmon events.',
};

/** Why nothing of a file was imported, what it is, and what is needed; null if something was, or it held no records. */
export function nothingLoaded(result: ImportResult, file: FileKind): string | null {
  const { loaded, counts, reasons } = result;
  if (loaded > 0 || counts.rejected === 0) return null;
  const lacks = file.kind === 'sysmon-json' ? ' without network events of Sysmon' : '';
  const [first] = reasons;
  const why = first ? ` Line ${first.first}: ${first.reason}` : '';
  return `${result.file}: this is ${file.called}${lacks}, and nothing of it could be imported.${why} ${needed[file.kind]}`;
}
