import { boxHead, detailsHead, isQuoteName, quoteSource } from './box-heads.ts';
import { block, box, type Meaning, UNWRAPPED } from './meaning.ts';
import { plainWords } from './plain-value.ts';
import { PROSE } from './read-values.ts';
import { givenOne, type TagArguments } from '../tag.ts';

/** A quote, a box or what is folded away; null for none. */
export function readBox(name: string, given: TagArguments, inner: string | null): Meaning | null {
  if (isQuoteName(name)) {
    const source = quoteSource(inner === null ? { ...given, positional: [] } : given);
    if (inner !== null) return /\{"/.test(inner) ? UNWRAPPED : box('[!quote]', source);
    const said = givenOne(given, PROSE) ?? given.positional.find((one) => /\s/.test(one)) ?? '';
    const text = plainWords(said);
    if (text === '') return null;
    return block(`> [!quote]\n> ${text}${source === '' ? '' : `\n> ${source}`}`);
  }
  const head = detailsHead(name, given) ?? boxHead(name, given);
  if (head === null) return null;
  if (inner !== null) return box(head);
  const said =
    givenOne(given, ['text', 'content', 'body', 'message', 'description']) ??
    given.positional.find((one) => /\s/.test(one));
  const text = plainWords(said ?? '');
  if (text === '') return null;
  return block(`> ${head.endsWith(` ${text}`) ? head.slice(0, -text.length - 1) : head}\n> ${text}`);
}
