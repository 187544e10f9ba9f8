/** What is said at a place of a stored body. */
export type WordMark = 'table' | 'footnotes' | 'footnote-back' | TitleMark;

/** Titles of boxes that have none of their own. */
export type TitleMark = `box-${'note' | 'tip' | 'important' | 'warning' | 'caution' | 'facts'}` | 'details';

const ATTRIBUTE = 'data-words';

/**
 * The attribute that stands in a stored body where the interface says something: bodies hold none of its words, which may
 * change without them. Sanitised HTML has it from nowhere else.
 */
export function wordMark(mark: WordMark, ...numbers: readonly number[]): Readonly<Record<string, string>> {
  return { [ATTRIBUTE]: [mark, ...numbers].join(' ') };
}

/** Whether the interface says something at an element. */
export const hasWordMark = (attributes: Readonly<Record<string, string>>): boolean => ATTRIBUTE in attributes;

/** Of tags alone: there, quotes in values are escaped, and so are `<` and `>` everywhere. */
const MARKED = new RegExp(
  `(<(?:div|h2|a|p|summary)(?: [^<>]*?)?) ${ATTRIBUTE}="([a-z-]+)((?: \\d+)*)"([^<>]*>)`,
  'g',
);

/**
 * Puts words in the place of the marks of a body: `say` gets a mark with its numbers. Where the element is to hold them
 * (the footnotes' heading, titles of boxes), they are its text, else its accessible name. `encode` makes text fit for an attribute.
 */
export function fillWordMarks(
  bodyHtml: string,
  say: (mark: WordMark, numbers: readonly number[]) => string,
  encode: (text: string) => string,
): string {
  if (!bodyHtml.includes(` ${ATTRIBUTE}="`)) return bodyHtml;
  return bodyHtml.replace(MARKED, (whole, start: string, mark: string, written: string, end: string) => {
    if (!isMark(mark)) return whole;
    const words = encode(say(mark, written.trim().split(' ').map(Number)));
    return isHeld(mark) ? `${start}${end}${words}` : `${start} aria-label="${words}"${end}`;
  });
}

const isMark = (name: string): name is WordMark =>
  /^(?:table|footnotes|footnote-back|box-(?:note|tip|important|warning|caution|facts)|details)$/.test(name);

const isHeld = (mark: WordMark): boolean => !/^(?:table|footnote-back)$/.test(mark);
