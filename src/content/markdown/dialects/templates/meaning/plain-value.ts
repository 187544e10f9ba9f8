import { readTemplateCode } from '../../../../../domain/marks/template-links.ts';

const CODE = /\{\{[^\n{}]{0,300}\}\}|\{%[^\n%]{0,300}%\}/g;

/** The value of an argument without template code in it: what that means as an address, or nothing. */
export const plainValue = (value: string): string =>
  (value.includes('{') ? value.replace(CODE, (code) => readTemplateCode(code) ?? '') : value).trim();

/** A value as inline Markdown of one line; HTML for links and stress is read, other tags go. */
export function plainWords(value: string): string {
  const line = plainValue(value).replace(/\s+/g, ' ');
  if (!line.includes('<')) return line;
  return line
    .replace(
      /<a\s[^<>]{0,500}?href\s*=\s*["']?([^"'\s<>]{1,500})["']?[^<>]{0,300}>([^<>]{1,500})<\/a>/gi,
      '[$2]($1)',
    )
    .replace(/<(?:em|i)>([^<>]{1,500})<\/(?:em|i)>/gi, '*$1*')
    .replace(/<(?:strong|b)>([^<>]{1,500})<\/(?:strong|b)>/gi, '**$1**')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The same without the signs of Markdown links. */
export const bareWords = (value: string): string =>
  plainWords(value)
    .replace(/\[([^[\]]{0,500})\]\([^()]{0,500}\)/g, '$1')
    .replace(/[[\]*_`]/g, '')
    .trim();
