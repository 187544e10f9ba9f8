import { withInitialCapital } from './initial-capital.ts';

const known = new Map<string, string>();

/** A language by its own name, written as at the beginning of a line: `Русский` for `ru`; a BCP 47 tag that nobody knows, as it is. */
export function ownLanguageName(tag: string): string {
  const found = known.get(tag) ?? nameOf(tag);
  known.set(tag, found);
  return found;
}

function nameOf(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
  return withInitialCapital(name, tag);
}
