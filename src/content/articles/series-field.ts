import { z } from 'zod';
import type { SeriesPlace } from '../../domain/article.ts';
import { plainDigits } from '../../domain/plain-digits.ts';
import { toSlug } from '../../domain/slug.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { refuse, stringField } from '../../problems/reading/text-fields.ts';
import { proseField } from '../document/prose-field.ts';
import { MAX_NAME, refuseName } from './article-fields.ts';

const MAX_PART = 9_999;

/** The series of an article: a name, a map of name and part, or a list of one of these, as other systems have it. */
export function seriesField() {
  const map = z.union([
    z.string().transform((name) => ({ name })),
    z.looseObject({}),
    z.tuple([z.string()]).transform(([name]) => ({ name })),
    z.tuple([z.looseObject({})]).transform(([one]) => one),
  ]);
  return map
    .pipe(z.object({ name: proseField(MAX_NAME), part: partField().optional() }))
    .transform(({ name, part }, context): SeriesPlace => {
      const slug = toSlug(name);
      return slug === '' ? refuseName(name, context) : { name, slug, part: part ?? null };
    });
}

function partField() {
  return stringField((written, context): number => {
    const text = plainDigits(written.trim());
    if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
    return refuse(context, `${quoteText(written)} is not the number of a part.`, {
      code: 'part-invalid',
      hint: `Write a whole number from 1 to ${MAX_PART}, such as 2.`,
    });
  });
}
