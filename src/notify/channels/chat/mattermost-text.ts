import type { Saying } from '../say-event.ts';
import { fitLines } from './fit-lines.ts';

/** Mattermost refuses messages of more than 16,383 characters. */
const MOST_LETTERS = 16_000;

/** Every character that Markdown gives a meaning. An @ would call somebody even so, so that its word is parted from it. */
const escaped = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|~<>:^$&]/g, '\\$&').replaceAll('@', '@\u200b');

const address = (url: string): string =>
  url.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The body of an incoming webhook of Mattermost (https://developers.mattermost.com/integrate/webhooks/incoming/). */
export function mattermostBody(sayings: readonly Saying[]): object {
  const lines = sayings.flatMap(({ title, lines: said, rest }) => [
    `**${escaped(title)}**`,
    '',
    ...said.map(({ name, url, text }) => {
      const shown = url === null ? escaped(name) : `[${escaped(name)}](${address(url)})`;
      return `- ${shown}${text === '' ? '' : ` – ${escaped(text)}`}`;
    }),
    '',
    ...(rest === null ? [] : [escaped(rest), '']),
  ]);
  return { text: fitLines(lines, MOST_LETTERS).trim() };
}
