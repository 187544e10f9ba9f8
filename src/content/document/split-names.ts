/** What parts the names of one text, the surest first; where one of a row stands, the others belong to the names. */
const SEPARATORS: readonly RegExp[] = [/\n/, /[;|؛；]/, /[,،、，]/];

/** `#ferry #lake`, as networks write them. */
const HASHTAGS = /^\s*#[^\s#]+(?:\s+#[^\s#]+)*\s*$/;

/** How many words a name has at most that is told from several by its capitals. */
const MOST_WORDS_OF_A_NAME = 3;

/**
 * The names in one text: parted by lines, else by semicolons or strokes, else by commas, else as hashtags. Where
 * `isPartedByBlanks`, as Jekyll and Hugo part their `tags` and `categories`, a text without any of these is parted by blanks,
 * unless it is two or three words that all begin with a capital: `ferry lake` is two names, and `New York` is one.
 */
export function splitNames(text: string, isPartedByBlanks: boolean): string[] {
  const separator = SEPARATORS.find((one) => one.test(text.trim()));
  if (separator !== undefined) return text.split(separator).map((name) => name.trim());
  const words = text.trim().split(/\s+/);
  if (HASHTAGS.test(text)) return words;
  return isPartedByBlanks && !isName(words) ? words : [text.trim()];
}

const isName = (words: readonly string[]): boolean =>
  words.length <= MOST_WORDS_OF_A_NAME && words.every((word) => /^\p{Lu}/u.test(word));
