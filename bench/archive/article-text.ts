import type { ArchiveOptions, Outline } from './archive.ts';
import { writeBody, writeFlatBody } from './body.ts';
import { OUTLETS, PLACES, slugOf } from './names.ts';
import type { Random } from './random.ts';
import { hoursLater, type LocalTime } from './timeline.ts';

const TYPES = ['news', 'report', 'analysis', 'opinion', 'background', 'review'] as const;
const SHORTEST = 60;
const LONGEST = 3_000;

/** Writes an article's file: front matter in one of the forms that editors use, then the text. */
export function writeArticle(
  outline: Outline,
  options: ArchiveOptions,
  outlineAt: (index: number) => Outline,
  random: Random,
): string {
  const { length } = options;
  if (length.kind === 'flat') return writeFlatArticle(outline, length.words, random);
  const words = length.kind === 'even' ? length.words : variedLength(random);
  const linked = outline.index === 0 ? null : outlineAt(random.below(outline.index));
  return `---\n${frontMatter(outline, random).join('\n')}\n---\n\n${writeBody(outline, words, linked, random)}`;
}

function writeFlatArticle({ title, published, prose }: Outline, words: number, random: Random): string {
  const head = `title: ${title}\ndate: ${published.day}T${published.time}:00Z`;
  return `---\n${head}\n---\n\n${writeFlatBody(prose, words, random)}`;
}

/** A log-normal length, as those of a newsroom's stories are. */
function variedLength(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
  return Math.round(Math.min(LONGEST, Math.max(SHORTEST, 330 * Math.exp(0.8 * normal))));
}

function frontMatter(outline: Outline, random: Random): string[] {
  const { title, published, prose, section, topics, authors, index } = outline;
  return [
    `title: ${random.chance(0.2) ? `"${title}"` : title}`,
    ...when(random, 0.85, () => `description: ${prose.sentence(random, 12 + random.below(14))}`),
    `date: ${writeTime(published, random)}`,
    ...when(random, 0.1, () => `updated: ${writeTime(hoursLater(published, 1 + random.below(40)), random)}`),
    `section: ${random.chance(0.7) ? section.name : section.slug}`,
    listField(random.chance(0.9) ? 'topics' : 'tags', topics, random),
    ...when(random, 0.9, () => listField('authors', authors, random)),
    ...when(random, 0.3, () => `type: ${random.pick(TYPES)}`),
    ...when(random, 0.3, () => `location: ${random.pick(PLACES)}`),
    ...when(random, 0.08, () => sourceField(random)),
    ...when(random, 0.25, () => imageField(outline, random)),
    ...when(random, 0.02, () => correctionField(outline, random)),
    ...when(random, 0.03, () => `aliases: [/news/${index}, /old/story-${index}.html]`),
    ...(prose.model.tag === 'en' ? [] : [`language: ${prose.model.tag}`]),
  ];
}

/** A line with this probability; nothing else. */
function when(random: Random, probability: number, line: () => string): string[] {
  return random.chance(probability) ? [line()] : [];
}

/** An offset is written only for years in which the zone had but one. */
function writeTime({ day, time }: LocalTime, random: Random): string {
  return day >= '2013' && random.chance(0.1) ? `${day}T${time}:00+04:00` : `${day} ${time}`;
}

function listField(key: string, values: readonly string[], random: Random): string {
  const form = random.below(3);
  if (form === 0) return `${key}: [${values.join(', ')}]`;
  if (form === 1) return `${key}: ${values.join(', ')}`;
  return [`${key}:`, ...values.map((value) => `  - ${value}`)].join('\n');
}

function sourceField(random: Random): string {
  const outlet = random.pick(OUTLETS);
  return `source:\n  name: ${outlet}\n  url: https://${slugOf(outlet)}.example/`;
}

function imageField({ prose, index, published }: Outline, random: Random): string {
  const words = () => prose.phrase(random, 5 + random.below(8));
  return [
    'image:',
    `  src: /media/${published.day.slice(0, 7).replace('-', '/')}/picture-${index}.jpg`,
    `  alt: ${words()}`,
    `  caption: ${words()}${prose.model.stop}`,
    `  credit: Photo Desk ${1 + random.below(20)}`,
  ].join('\n');
}

function correctionField({ prose, published }: Outline, random: Random): string {
  const { day } = hoursLater(published, 24);
  return `corrections:\n  - date: ${day}\n    text: ${prose.sentence(random, 10 + random.below(8))}`;
}
