import { readdirSync } from 'node:fs';

/** A whole backup bears the moment at which it was begun, in UTC, and a number where a second has several. */
const WHOLE = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d+)?$/;

/** What is not whole yet begins so, and is hidden. */
const BEGUN = '.begun-';

/** What the parts of a backup are called in its folder. */
export const DATA_PART = 'data';
export const CONTENT_PART = 'content';

/** The name for a backup of a moment, in ms since 1970, that none of these names has. */
export function backupName(ms: number, taken: readonly string[]): string {
  const name = `${new Date(ms).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.includes(`${name}-${number}`)) return `${name}-${number}`;
}

export const begunName = (name: string): string => `${BEGUN}${name}`;

export const isBegun = (name: string): boolean => name.startsWith(BEGUN);

/** Names of the whole backups in a folder, the oldest first. @throws the file system's error */
export const wholeBackups = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => WHOLE.test(name))
    .sort(byAge);

/** Of one second, by their numbers. */
const byAge = (one: string, other: string): number => {
  const [a, b] = [one, other].map(partsOf) as [readonly [string, number], readonly [string, number]];
  return a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? -1 : 1;
};

const partsOf = (name: string): readonly [string, number] => [name.slice(0, 20), Number(name.slice(21) || 1)];
