/** Keys of other systems, in compact spelling, and the key of ours that each one means; limit-keys.ts has those that hide. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  headline: 'title',
  summary: 'description',
  excerpt: 'description',
  standfirst: 'description',
  subtitle: 'description',
  lead: 'description',
  author: 'authors',
  byline: 'authors',
  tags: 'topics',
  tag: 'topics',
  keywords: 'topics',
  topic: 'topics',
  categories: 'categories',
  category: 'categories',
  lastmod: 'updated',
  modified: 'updated',
  lastmodified: 'updated',
  lastmodifiedat: 'updated',
  updatedat: 'updated',
  lang: 'language',
  locale: 'language',
  redirectfrom: 'aliases',
  alias: 'aliases',
  cover: 'image',
  thumbnail: 'image',
  picture: 'image',
  place: 'location',
  dateline: 'location',
  canonicalurl: 'canonical',
  correction: 'corrections',
  kind: 'type',
};

/** Keys that other systems know, in compact spelling, and that mean nothing here. */
export const FOREIGN_KEYS: ReadonlySet<string> = new Set(
  (
    'layout permalink weight comments toc math mermaid series url menu markup sitemap template theme ' +
    'pin pinned featured hero sticky share showdate showtoc disqus guid postid wordpressid wpid ' +
    'authorprofile classes header linktitle outputs cascade params resources headless build iscjklanguage ' +
    'videos audio images'
  ).split(' '),
);

/** `redirect_from`, `Redirect-From` and `redirectFrom` are one key. */
export function compactKey(key: string): string {
  return key.toLowerCase().replace(/[_\- ]/g, '');
}
