import type { Saying } from '../say-event.ts';
import { fitLines } from './fit-lines.ts';

/** What Slack advises for the text of a message; it cuts what is longer than 40,000. */
const MOST_LETTERS = 4000;

/** The three characters that Slack gives a meaning in texts, links and mentions among them. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A bar would end the address of a link. */
const link = (url: string, text: string): string =>
  `<${escaped(url).replaceAll('|', '%7C')}|${escaped(text).replaceAll('|', '¦')}>`;

/** The body of an incoming webhook of Slack (https://docs.slack.dev/messaging/formatting-message-text). */
export function slackBody(sayings: readonly Saying[]): object {
  const lines = sayings.flatMap(({ title, lines: said, rest }) => [
    `*${escaped(title)}*`,
    ...said.map(({ name, url, text }) => {
      const shown = url === null ? escaped(name) : link(url, name);
      return `• ${shown}${text === '' ? '' : ` – ${escaped(text)}`}`;
    }),
    ...(rest === null ? [] : [escaped(rest)]),
  ]);
  return { text: fitLines(lines, MOST_LETTERS), unfurl_links: false, unfurl_media: false };
}
