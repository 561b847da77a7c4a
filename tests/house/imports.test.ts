import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '../..');
const parts = ['contract', 'cards', 'words', 'app', 'ui', 'sandbox', 'qradar_app_package'];

/** Files of the house and the files of it that each imports, imports of types included, which lint passes over. */
function importsOf(): Map<string, string[]> {
  const files = globSync(`{${parts.join(',')}}/**/*.{ts,tsx}`, { cwd: root }).filter(
    (file) => !file.includes('node_modules') && !file.includes('/store/'),
  );
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'));
      const own = importedFiles
        .map(({ fileName }) => fileName)
        .filter((name) => name.startsWith('.'))
        .map((name) => path.join(path.dirname(file), name));
      return [file, own.filter((name) => files.includes(name))] as const;
    }),
  );
}

/** What each name leads to in any number of steps. */
function reachedFrom(start: string, edges: ReadonlyMap<string, Iterable<string>>): Set<string> {
  const reached = new Set<string>();
  const next = [...(edges.get(start) ?? [])];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    next.push(...(edges.get(name) ?? []));
  }
  return reached;
}

function circlesIn(edges: ReadonlyMap<string, Iterable<string>>): string[] {
  return [...edges.keys()].filter((name) => reachedFrom(name, edges).has(name)).sort();
}

test('a circle is found', () => {
  const edges = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(circlesIn(edges)).toEqual(['b', 'c']);
});

test('no file imports itself over others, not even for a type', () => {
  expect(circlesIn(importsOf())).toEqual([]);
});

/** A folder whose folders are rooms, and the rooms that each of them imports. */
function roomsIn(folder: string): Map<string, Set<string>> {
  const roomOf = (file: string) => {
    const [room = '', ...rest] = path.relative(folder, file).split(path.sep);
    return room === '..' || rest.length === 0 ? null : room;
  };
  const rooms = new Map<string, Set<string>>();
  for (const [file, own] of importsOf()) {
    const room = roomOf(file);
    if (room === null) continue;
    const others = own.map(roomOf).filter((other) => other !== null && other !== room);
    rooms.set(room, new Set([...(rooms.get(room) ?? []), ...others.filter((one) => one !== null)]));
  }
  return rooms;
}

test.each(['.', 'app', 'app/detection', 'app/adapters', 'app/http', 'ui', 'sandbox'])(
  'no room in %s imports itself over other rooms',
  (folder) => {
    const rooms = roomsIn(folder);
    expect(rooms.size).toBeGreaterThan(1);
    expect(circlesIn(rooms)).toEqual([]);
  },
);
