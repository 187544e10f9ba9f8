import { escapeXml } from '../../html/escape.ts';
import type { Saying } from './say-event.ts';

/** Sayings as simple HTML, which mail programs and chats show alike. */
export function sayHtml(sayings: readonly Saying[]): string {
  return sayings
    .map(({ title, lines, rest }) => {
      const items = lines.map(({ name, url, text }) => {
        const shown =
          url === null ? `<b>${escapeXml(name)}</b>` : `<a href="${escapeXml(url)}">${escapeXml(name)}</a>`;
        return `<li>${shown}${text === '' ? '' : `<br>${escapeXml(text)}`}</li>`;
      });
      return `<p>${escapeXml(title)}</p><ul>${items.join('')}</ul>${rest === null ? '' : `<p>${escapeXml(rest)}</p>`}`;
    })
    .join('');
}

/** Sayings as plain text. */
export function sayPlainly(sayings: readonly Saying[]): string {
  return sayings
    .map(({ title, lines, rest }) =>
      [
        title,
        '',
        ...lines.flatMap(({ name, url, text }) => [
          `* ${name}`,
          ...(url === null ? [] : [`  ${url}`]),
          ...(text === '' ? [] : [`  ${text}`]),
        ]),
        ...(rest === null ? [] : ['', rest]),
      ].join('\n'),
    )
    .join('\n\n');
}
