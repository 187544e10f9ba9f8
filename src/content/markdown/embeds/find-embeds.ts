import { recogniseEmbed } from '../../../domain/embeds/recognise-embed.ts';
import { decodeReferences } from '../../../html/escape.ts';
import { plainMarkdown } from '../dialects/plain-markdown.ts';

const URL_AT = '(?:https?:)?//[^\\s<>"]{4,2000}';
/** Where an address stands for what it leads to: alone in its line, as the text of its own link, as a picture, in tags alone. */
const PLACES = new RegExp(
  [
    `^[ \\t>*+-]*(?:\\d{1,9}[.)][ \\t]+)?<?(${URL_AT}|www\\.[^\\s<>"]{4,2000})>?[ \\t]*(?:<br ?/?>)?[ \\t]*$`,
    `\\[(?:https?:)?//[^\\s<>"[\\]]{4,1000}\\]\\(<?(${URL_AT}?)>?[\\s)]`,
    `!\\[[^\\]\\n]{0,1000}\\]\\(<?(${URL_AT}?)>?[\\s)]`,
    `<p><(?:a href|img src)="(${URL_AT})"`,
  ].join('|'),
  'gm',
);
/** So many of one text are kept. */
const MOST = 100;

/**
 * The subjects of what a text shows of other sites, each once: those about which providers may be asked. One look over the
 * text, which may find one that its page does not show, and misses none that is written as editors do. `file` is its path
 * below the content folder.
 */
export function findEmbeds(text: string, file: string): string[] {
  // A shortcode has no address before it is read.
  const plain = plainMarkdown(text, { file, title: null });
  if (!mayShow(plain)) return [];
  const subjects = new Set<string>();
  for (const [, alone, linked, shown, tagged] of plain.matchAll(PLACES)) {
    const address = alone ?? linked ?? shown ?? tagged ?? '';
    const embed = recogniseEmbed(tagged === undefined ? address : decodeReferences(address));
    if (embed !== null) subjects.add(embed.subject);
    if (subjects.size === MOST) break;
  }
  return [...subjects];
}

/** Whether an address may stand for itself: as a picture, in a tag, or with no more than a blank or bracket before it. */
function mayShow(text: string): boolean {
  if (text.includes('www.')) return true;
  let at = text.indexOf('//');
  if (at !== -1 && (text.includes('![') || text.includes('<'))) return true;
  for (; at !== -1; at = text.indexOf('//', at + 2)) {
    const before = text.slice(Math.max(0, at - 7), at).replace(/https?:$/, '');
    if (before === '' || /[\s>[]$/.test(before)) return true;
  }
  return false;
}
