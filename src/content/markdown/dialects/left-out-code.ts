import { quoteText } from '../../../problems/quote-text.ts';
import { type BodyFinding, warning } from '../inspect/body-finding.ts';

/** Told once of all code of other systems' templates that a text has lost; `first` as it is written, `count` of places. */
export function leftOutCode(first: string, count: number): BodyFinding {
  const about = /^[^\p{L}_]*([\p{L}_][\w./-]{0,40})/u.exec(first)?.[1];
  return {
    ...warning(
      'template-code',
      `${quoteText(first)} is code for another system’s templates; it was left out.${count > 1 ? ` There is more of it: ${count} places.` : ''}`,
      'Write what it stands for in Markdown, or put it between backticks if readers should see it.',
    ),
    ...(about === undefined ? {} : { about }),
  };
}
