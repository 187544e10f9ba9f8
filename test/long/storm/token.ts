/** Where in an article a token stands. */
export type Part = 'title' | 'standfirst' | 'first' | 'last';

const LETTERS: Readonly<Record<Part, string>> = { title: 't', standfirst: 's', first: 'a', last: 'z' };

/**
 * A word that names a version of a text and the place in it: `zq17v3tqz` stands in the title of version 3 of
 * subject 17. A page that holds tokens of two versions of one subject is torn.
 */
export function writeToken(subject: string, version: number, part: Part): string {
  return `zq${subject}v${version}${LETTERS[part]}qz`;
}

/** Of each subject the versions in a text, with the letters of the parts in which each stands, in order. */
export type Found = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** Finds the tokens of a page, a feed or a file. */
export function findTokens(text: string): Found {
  const found = new Map<string, Map<number, string>>();
  for (const [, subject = '', number = '', letter = ''] of text.matchAll(/zq([a-z]*\d*)v(\d+)([tsaz])qz/g)) {
    const versions = found.get(subject) ?? new Map<number, string>();
    const letters = new Set([...(versions.get(Number(number)) ?? ''), letter]);
    versions.set(Number(number), [...letters].sort().join(''));
    found.set(subject, versions);
  }
  return found;
}
