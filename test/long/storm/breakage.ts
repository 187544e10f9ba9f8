import type { Random } from '../../../bench/archive/random.ts';

export interface Broken {
  readonly name: string;
  readonly bytes: Buffer;
  /** Whether it can be read nonetheless, such as a file that lacks its end or a bracket. */
  readonly isReadable: boolean;
}

/** Ways to spoil the text of an article that has front matter between fences. */
const WAYS: readonly ((text: string, random: Random) => Broken)[] = [
  (text) => ({
    ...broken('bad front matter', text.replace(/^date: .*$/m, 'authors: [a, b\n$&')),
    isReadable: true,
  }),
  (text) => ({ ...broken('unclosed fence', text.replace('\n---\n\n', '\n\n')), isReadable: true }),
  (text) => broken('unknown date', text.replace(/^date: .*$/m, 'date: the day after')),
  (text) => broken('half the front matter', text.slice(0, Math.floor(text.indexOf('\n---\n\n') / 2))),
  (text) => ({ ...broken('half the text', text.slice(0, middleOf(text))), isReadable: true }),
  () => broken('empty file', ''),
  (_text, random) => ({
    name: 'binary',
    bytes: Buffer.from(Array.from({ length: 2_000 }, (_, at) => (at % 50 === 0 ? 0 : random.below(256)))),
    isReadable: false,
  }),
];

/** Spoils a text in one of these ways. */
export function breakText(text: string, random: Random): Broken {
  return random.pick(WAYS)(text, random);
}

/** Spoils a text in each of these ways. */
export function breakInEveryWay(text: string, random: Random): Broken[] {
  return WAYS.map((spoil) => spoil(text, random));
}

const broken = (name: string, text: string): Broken => ({
  name,
  bytes: Buffer.from(text),
  isReadable: false,
});

/** In the middle of what follows the first paragraph. */
function middleOf(text: string): number {
  const body = text.indexOf('\n\n', text.indexOf('\n---\n\n') + 6) + 2;
  return body + Math.floor((text.length - body) / 2);
}
