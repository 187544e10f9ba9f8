import type { ArticleType } from './article.ts';
import { OWN_EDITION } from './edition.ts';

/** How a block of a front is laid out. */
export const BLOCK_LAYOUTS = ['columns', 'wide', 'band', 'list', 'opinion'] as const;
export type BlockLayout = (typeof BLOCK_LAYOUTS)[number];

/** Where the stories of a block come from, newest first; `type` is a type of article. `picked`: from its picks alone. */
export type BlockSource =
  | { readonly kind: 'section' | 'topic' | 'series' | 'author' | 'type'; readonly slug: string }
  | { readonly kind: 'newest' }
  | { readonly kind: 'picked' };

/** A place of a front that an editor gave to a story. */
export interface FrontPick {
  /** Path of an article file below the content folder, or its path on the site. */
  readonly article: string;
  /** From when on it is picked no more, in milliseconds since 1970; null for as long as it stands in the file. */
  readonly untilMs: number | null;
}

/** A story for the first place, and what hangs on it. */
export interface FrontLead extends FrontPick {
  /** The stories below it; null where the front chooses them. */
  readonly hanging: readonly FrontPick[] | null;
}

/** One block of a front, as its file has it. */
export interface FrontBlock {
  readonly source: BlockSource;
  /** Stories that come before those of the source. */
  readonly picks: readonly FrontPick[];
  /** What stands above it; null for the name of its source. */
  readonly title: string | null;
  /** How many stories it shows; null for as many as suit its layout. */
  readonly show: number | null;
  /** Null where the front chooses it. */
  readonly layout: BlockLayout | null;
  /** From when on it is shown no more; null for never. */
  readonly untilMs: number | null;
}

/** What `front.yaml` or a file of `fronts/` says. Where something is null the front chooses it. */
export interface FrontFile {
  /** In order of preference: the first that readers may see leads. */
  readonly lead: readonly FrontLead[];
  readonly seconds: readonly FrontPick[] | null;
  /** How many of the newest stories stand beside the lead; always null for a section. */
  readonly latest: number | null;
  readonly blocks: readonly FrontBlock[] | null;
}

/** The front of a site without a file for it. */
export const NO_FRONT_FILE: FrontFile = { lead: [], seconds: null, latest: null, blocks: null };

/** The name of the home front; those of sections are called by their slugs. */
export const HOME_FRONT = '';

/** The name of a front of an edition: `ru/world` for `world`, `ru/` for the home front; as it is in the site's own. */
export const frontIn = (edition: string, name: string): string =>
  edition === OWN_EDITION ? name : `${edition}/${name}`;

/** The edition in which a front is, and its name there. */
export function splitFront(front: string): { readonly edition: string; readonly name: string } {
  const slash = front.indexOf('/');
  return slash < 0
    ? { edition: OWN_EDITION, name: front }
    : { edition: front.slice(0, slash), name: front.slice(slash + 1) };
}

/** How many of its newest stories the front of a section shows or lists: as many as a page of any list. */
export const SECTION_LIST = 30;

/** The line that stands above every page, such as a warning or a story that breaks. */
export interface Banner {
  readonly text: string;
  /** An absolute http(s) URL or a path of this site; null for none. */
  readonly url: string | null;
  /** From when on it is shown no more; null for never. */
  readonly untilMs: number | null;
  /** The article that it leads to, as picks name one; null where it leads to `url` or nowhere. */
  readonly article: string | null;
}

/** Types of articles whose authors stand beside the headline on lists. */
export const SIGNED_TYPES: ReadonlySet<ArticleType> = new Set(['opinion', 'analysis', 'review']);

/** Every pick of a front, in no order. */
function picksOf({ lead, seconds, blocks }: FrontFile): readonly FrontPick[] {
  const hanging = lead.flatMap((one) => one.hanging ?? []);
  return [...lead, ...hanging, ...(seconds ?? []), ...(blocks ?? []).flatMap(({ picks }) => picks)];
}

/** Every moment, in milliseconds since 1970, at which a pick or a block of a front ends; each once. */
export function frontMoments(front: FrontFile): readonly number[] {
  const ending = [...picksOf(front), ...(front.blocks ?? [])];
  return [...new Set(ending.flatMap(({ untilMs }) => untilMs ?? []))];
}

/** The articles that a front names: their files or paths. */
export const articlesNamed = (front: FrontFile): readonly string[] =>
  picksOf(front).map(({ article }) => article);
