import type { Words } from '../../words/words.ts';

/** Names with the language's commas between. */
export function joinNames(words: Pick<Words, 'around'>, names: readonly string[]): string {
  const [before, after] = words.around('name-next');
  return names.map((name, index) => (index === 0 ? name : before + name + after)).join('');
}
