/** The names that begin with a letter. */
export interface LetterGroup<Name> {
  /** A capital letter of the names' script, or `0–9`. */
  readonly letter: string;
  readonly names: readonly Name[];
}

const DIGITS = '0–9';

/**
 * Sorts names as the locale does, without regard to quotes and dashes, and groups them by their first letters;
 * letters that the locale takes for one, such as E and É, share a group.
 */
export function indexLetters<Name extends { readonly text: string }>(
  names: readonly Name[],
  locale: string,
): LetterGroup<Name>[] {
  const collator = new Intl.Collator(locale, { numeric: true, ignorePunctuation: true });
  const letters = new Intl.Collator(locale, { sensitivity: 'base' });
  const groups = new Map<string, Name[]>();
  let last = '';
  const sorted = names.toSorted((a, b) => collator.compare(a.text, b.text) || (a.text < b.text ? -1 : 1));
  for (const name of sorted) {
    const letter = initialOf(name.text, locale);
    if (last === '' || letters.compare(letter, last) !== 0) last = letter;
    const group = groups.get(last);
    if (group === undefined) groups.set(last, [name]);
    else group.push(name);
  }
  return [...groups].map(([letter, grouped]) => ({ letter, names: grouped }));
}

function initialOf(text: string, locale: string): string {
  const first = /[\p{L}\p{N}]/u.exec(text.normalize('NFC'))?.[0] ?? text;
  if (/\p{N}/u.test(first)) return DIGITS;
  return [...first.toLocaleUpperCase(locale)][0] ?? first;
}

/** Puts groups on pages of at most `size` names, in order; only a group that is longer is divided. */
export function splitGroups<Name>(groups: readonly LetterGroup<Name>[], size: number): LetterGroup<Name>[][] {
  const pages: LetterGroup<Name>[][] = [];
  let left = 0;
  for (const { letter, names } of groups) {
    for (let from = 0; from < names.length; from += size) {
      const part = names.slice(from, from + size);
      if (part.length > left) {
        pages.push([]);
        left = size;
      }
      pages.at(-1)?.push({ letter, names: part });
      left -= part.length;
    }
  }
  return pages;
}
