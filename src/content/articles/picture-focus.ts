import { z } from 'zod';
import type { PictureFocus } from '../../domain/article.ts';
import { plainDigits } from '../../domain/plain-digits.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { refuse } from '../../problems/reading/text-fields.ts';

/** Where the focal point of a picture is: a list or a text of two parts of its width and height. */
export function pictureFocusField() {
  const parts = z.union([z.array(z.string()), z.string().transform((text) => text.trim().split(SEPARATOR))]);
  return parts.transform((written, context): PictureFocus => {
    const [x, y, ...more] = written.map(toPart);
    if (x != null && y != null && more.length === 0) return { x, y };
    return refuse(context, `${quoteText(written.join(' '))} is not a point of the picture.`, {
      code: 'focus-invalid',
      hint: 'Write how far it is from the left and from the top, such as [0.5, 0.3] or 50% 30%.',
    });
  });
}

const SEPARATOR = /\s*,\s*|\s+/;

/** `0.3`, `.3` or `30%` as a number from 0 to 1; null for anything else. */
function toPart(written: string): number | null {
  const [, number, percent] =
    /^(\d{1,3}(?:\.\d{1,9})?|\.\d{1,9})(\s?%)?$/.exec(plainDigits(written.trim())) ?? [];
  if (number === undefined) return null;
  const part = Number(number) / (percent === undefined ? 1 : 100);
  return part <= 1 ? part : null;
}
