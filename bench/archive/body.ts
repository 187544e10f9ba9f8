import type { Outline } from './archive.ts';
import type { Prose } from './prose.ts';
import type { Random } from './random.ts';

const MIN_WORDS_FOR_HEADINGS = 250;
const SENTENCE = { shortest: 8, spread: 18 } as const;

/** Writes an article's Markdown: paragraphs with links and emphasis, headings, quotes, lists, a picture. */
export function writeBody(
  { prose, index }: Outline,
  words: number,
  linked: Outline | null,
  random: Random,
): string {
  const blocks = [paragraph(prose, Math.min(words, 55), random, linked)];
  let left = words - 55;
  while (left > 0) {
    if (words >= MIN_WORDS_FOR_HEADINGS && random.chance(0.12)) blocks.push(`## ${prose.phrase(random, 4)}`);
    const size = Math.min(left, 35 + random.below(60));
    blocks.push(block(prose, size, random));
    left -= size;
  }
  if (random.chance(0.05)) {
    blocks.push(
      `![${prose.phrase(random, 6)}](/media/inline/picture-${index}.jpg "${prose.phrase(random, 7)}")`,
    );
  }
  return `${blocks.join('\n\n')}\n`;
}

/** Writes plain paragraphs of together exactly this many words. */
export function writeFlatBody(prose: Prose, words: number, random: Random): string {
  const paragraphs: string[] = [];
  for (let left = words; left > 0; left -= 75)
    paragraphs.push(sentences(prose, Math.min(left, 75), random).join(' '));
  return `${paragraphs.join('\n\n')}\n`;
}

function block(prose: Prose, words: number, random: Random): string {
  const kind = random.unit();
  if (kind < 0.08) return `> ${sentences(prose, words, random).join(prose.model.space)}`;
  if (kind < 0.13) return bulletList(prose, words, random);
  return paragraph(prose, words, random, null);
}

function bulletList(prose: Prose, words: number, random: Random): string {
  const mark = random.chance(0.7) ? () => '-' : (at: number) => `${at + 1}.`;
  return sentences(prose, words, random)
    .map((sentence, at) => `${mark(at)} ${sentence}`)
    .join('\n');
}

function paragraph(prose: Prose, words: number, random: Random, linked: Outline | null): string {
  const { space, quotes } = prose.model;
  const text = sentences(prose, words, random);
  if (random.chance(0.2)) text[0] = `${quotes[0]}${text[0]}${quotes[1]}`;
  if (random.chance(0.1)) text.push(`**${prose.phrase(random, 3)}**`);
  if (random.chance(0.1)) text.push(`*${prose.phrase(random, 2)}*`);
  if (linked !== null) text.push(`[${linked.title}](${linked.path})`);
  if (random.chance(0.08)) {
    text.push(`[${prose.phrase(random, 3)}](https://example.org/${random.below(100_000)})`);
  }
  return text.join(space === '' ? ' ' : space);
}

function sentences(prose: Prose, words: number, random: Random): string[] {
  const list: string[] = [];
  let left = words;
  while (left > 0) {
    const drawn = SENTENCE.shortest + random.below(SENTENCE.spread);
    const size = left - drawn < SENTENCE.shortest ? left : drawn;
    list.push(prose.sentence(random, size));
    left -= size;
  }
  return list;
}
