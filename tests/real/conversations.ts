import { csvRows } from './real-data.ts';

/** One TCP or UDP conversation of a public trace: cells by column, as the README of the data has them. */
export type Conversation = Readonly<Record<string, string>>;

/** All 671 different ones. Several traces occur twice under other names; what agrees in all numbers is one. */
export async function conversations(): Promise<Conversation[]> {
  const seen = new Map<string, Conversation>();
  for (const row of await csvRows('ft-conversations', 'conversations.csv')) {
    const { source_repo, capture, ...numbers } = row;
    const key = JSON.stringify(numbers);
    if (source_repo !== undefined && capture !== undefined && !seen.has(key)) seen.set(key, row);
  }
  return [...seen.values()];
}
