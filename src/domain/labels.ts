/**
 * The newsroom's own words for the interface: texts by their keys, for each of its files. Files are named by the language
 * that stands in their names, `ru` for labels.ru.yaml, and `` for labels.yaml.
 */
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The tags under which something is looked for in a language, the closest first: `zh-Hant-TW`, `zh-Hant`, `zh`
 * (RFC 4647 §3.4).
 */
export function lookupTags(language: string): string[] {
  const parts = language.split('-');
  return parts
    .map((_, index) => parts.slice(0, parts.length - index))
    .filter((tag) => (tag.at(-1)?.length ?? 0) > 1)
    .map((tag) => tag.join('-'));
}
