import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { Settings } from '../../../contract/session.ts';
import { defaultLeaves, settingsOf, type SettingLeaves } from './setting-leaves.ts';

const settingRow = z.object({ name: z.string(), value: z.string() });

/** The settings stored; `null` where they do not fit. Throws what SQLite throws. */
export function readSettings(database: DatabaseSync): Settings | null {
  const rows = database.prepare('SELECT name, value FROM setting').all();
  const stored = z
    .parse(z.array(settingRow), rows)
    .map(({ name, value }) => [name, value] as const);
  return settingsOf(new Map(stored));
}

/** Stores what differs from the defaults; the rest follows those of the version that runs. For use in a transaction. */
export function writeSettings(database: DatabaseSync, settings: SettingLeaves): void {
  const keep = database.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM setting WHERE name = ?');
  for (const [name, value] of settings) {
    if (value === defaultLeaves.get(name)) drop.run(name);
    else keep.run(name, value);
  }
}
