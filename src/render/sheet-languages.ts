const IN_SHEET = /:lang\(([a-z]{2,3})|\[lang\|="?([a-z]{2,3})/g;
/** But for links to other editions, which have the language of where they lead, and readers’ own fonts. */
const IN_PAGE = /(?<! hreflang="[\w-]*") lang="([A-Za-z]{2,3})/g;

/** The languages that a sheet has rules for, by their main tags. @throws Error where it has none. */
export function languagesOf(css: string): ReadonlySet<string> {
  const found = new Set([...css.matchAll(IN_SHEET)].map(([, asked, stated]) => asked ?? stated ?? ''));
  if (found.size === 0)
    throw new Error('A sheet of public/css/scripts needs a language: :lang(ar) or [lang|="ar"].');
  return found;
}

/** The languages of a page and of the pieces of its body, each once, by their main tags in small letters. */
export function languagesIn(bodyHtml: string, language: string): readonly string[] {
  const pieces = [...bodyHtml.matchAll(IN_PAGE)].map(([, tag = '']) => tag);
  return [...new Set([language.split('-', 1)[0] ?? '', ...pieces].map((tag) => tag.toLowerCase()))];
}
