/** The kinds of boxes that the site has words and looks for. */
export type BoxKind = 'note' | 'tip' | 'important' | 'warning' | 'caution' | 'facts';

/** What a callout is: a box, a quotation that is pulled out of the text, or text that opens on a click. */
export type CalloutKind = BoxKind | 'quote' | 'details';

const KINDS: Readonly<Record<CalloutKind, string>> = {
  note: 'note info information todo',
  tip: 'tip hint success check done',
  important: 'important',
  warning: 'warning attention warn',
  caution: 'caution danger error failure fail missing bug',
  facts: 'facts fact fact-box factbox',
  quote: 'quote cite pull-quote pullquote blockquote',
  details: 'details collapse spoiler',
};

const BY_NAME: ReadonlyMap<string, CalloutKind> = new Map(
  Object.entries(KINDS).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [name, kind as CalloutKind] as const),
  ),
);

/** The kind that a word means, as GitHub, Obsidian, MkDocs, Docusaurus, VitePress and Pandoc know it; null for another. */
export const calloutKind = (word: string): CalloutKind | null =>
  BY_NAME.get(
    word
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-'),
  ) ?? null;

/** The title of a box of a kind that nobody knows: its word, as words are written. */
export function titleOfKind(word: string): string {
  const text = word.trim().replace(/[-_\s]+/g, ' ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
