import { plainValue } from './plain-value.ts';
import type { TagArguments } from '../tag.ts';

/** Arguments that are prose wherever they stand. */
export const PROSE = [
  'text',
  'quote',
  'content',
  'body',
  'markdown',
  'caption',
  'description',
  'title',
  'label',
  'heading',
  'summary',
];

/** The first of these arguments that is what is meant. */
export function firstNamed(
  { named }: TagArguments,
  names: readonly string[],
  isMeant: (value: string) => boolean,
): string | null {
  for (const name of names) {
    const value = plainValue(named.get(name) ?? '');
    if (value !== '' && isMeant(value)) return value;
  }
  return null;
}

/** Whether a value is an address or the path of something. */
export const isPathLike = (value: string): boolean =>
  /^(?:https?:\/\/|\.{0,2}\/|[\w-]+\/)\S+$|^[\w-]+\.[a-z0-9]{2,5}$/i.test(value.trim());
