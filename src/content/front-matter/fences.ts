export type FrontMatterLanguage = 'yaml' | 'toml' | 'json';

/** Where front matter and body lie in a text; offsets in UTF-16 code units. */
export type Fences =
  | {
      readonly kind: 'found';
      /** `lines` are those of Pelican, MultiMarkdown, MkDocs, Nikola and Kirby, which read-header.ts reads. */
      readonly language: FrontMatterLanguage | 'lines';
      readonly blockStart: number;
      readonly blockEnd: number;
      readonly bodyStart: number;
    }
  | { readonly kind: 'none'; readonly bodyStart: number }
  | { readonly kind: 'refused' };
