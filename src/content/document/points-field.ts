import { z } from 'zod';
import { proseField } from './prose-field.ts';

/** Characters; a point is a sentence, not a paragraph. */
const MAX_POINT = 400;
const MAX_POINTS = 20;
/** What begins an item of a list, as editors write it within one text. */
const BULLET = /^\s*(?:[-*+•–]|\d{1,2}[.)])\s+/;

/**
 * What a story says in short: a list of texts with inline Markdown, or one text with a line for each. Of an item
 * `First sailing: today`, which YAML takes for a key and its value, both are the text.
 */
export function pointsField() {
  const item = z.union([
    z.string(),
    z.record(z.string(), z.string()).transform((map) =>
      Object.entries(map)
        .map(([key, value]) => `${key}: ${value}`)
        .join(' '),
    ),
  ]);
  return z
    .union([z.array(z.unknown()), z.string().transform(linesOf)])
    .pipe(z.array(item.pipe(proseField(MAX_POINT))).max(MAX_POINTS));
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(BULLET, ''))
    .filter((line) => line.trim() !== '');
