/** `[[Name]]`, `[[folder/Name#Heading|text]]`, and the same with `!` before it; in tables the bar is escaped. */
const WIKI =
  /^(?<bang>!?)\[\[(?<name>[^\s[\]|#^:<>\\][^[\]|#^<>\\\n]{0,199})?(?:#(?<heading>[^[\]|<>\\\n]{1,200}))?(?:\\?\|(?<text>[^[\]|\n]{0,300}))?\]\](?![([])/u;
/** The number of a source, as `[[1]]` tells one. */
const NUMBER = /^\d{1,3}$/;

/** A link by the name of a file, as wikis write it (Obsidian, Foam). */
export interface WikiLink {
  /** As it is written. */
  readonly raw: string;
  /** Whether a `!` before it asks for what is in the file. */
  readonly isEmbed: boolean;
  /** '' for a heading of the same text. */
  readonly name: string;
  readonly heading: string;
  /** What readers see of it. */
  readonly text: string;
  /** The editor’s own text of it; '' for none. */
  readonly label: string;
}

/** Reads the wiki link with which a source begins; null for none. */
export function parseWikiLink(source: string): WikiLink | null {
  const found = WIKI.exec(source);
  if (found === null) return null;
  const { bang, name: given = '', heading = '', text: written = '' } = found.groups ?? {};
  const [name, label] = [given.trim(), written.trim()];
  if ((name === '' && heading === '') || NUMBER.test(name)) return null;
  const parts = [name.split('/').at(-1) ?? '', heading].filter(
    (part) => part !== '' && !part.startsWith('^'),
  );
  const text = label || parts.join(' > ') || heading.replace(/^\^/, '');
  return { raw: found[0], isEmbed: bang === '!', name, heading, text, label };
}
