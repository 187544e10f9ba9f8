import type { AiPreferences } from './machines/ai-preferences.ts';
import { withoutMarkdownExtension } from './markdown/markdown-name.ts';
import type { Moment } from './moment.ts';

/** What kind of journalism a piece is; chooses its label and its schema.org type. */
export const ARTICLE_TYPES = ['news', 'report', 'analysis', 'opinion', 'background', 'review'] as const;
export type ArticleType = (typeof ARTICLE_TYPES)[number];

/** A name that has a page of its own: a topic or an author. */
export interface NamedPage {
  readonly name: string;
  readonly slug: string;
}

/** An author as an article's file names one. */
export interface Byline extends NamedPage {
  /** Slugs of ids that say more surely than the name who it is. */
  readonly ids?: readonly string[];
  /** Of an id that is no name: where it is written, both from 1. Readers see it where an author's file has that id. */
  readonly idAt?: { readonly line: number; readonly column: number };
}

/** Where an article stands in a series. */
export interface SeriesPlace extends NamedPage {
  /** Its number in the series, from 1; null where the editor gave none. */
  readonly part: number | null;
}

export interface Picture {
  /** Its path on the site, percent-encoded: `/media/…`, `/articles/…` where it lies beside an article, or `/fetched/…`. */
  readonly src: string;
  readonly alt: string;
  /** Without any marks, as machines take it. */
  readonly caption: string | null;
  /** The caption as sanitised inline HTML, where it has more than words. */
  readonly captionHtml?: string;
  readonly credit: string | null;
  /** What matters in it, as parts of its width and height from the top left, each 0 to 1; null where none is named. */
  readonly focus: PictureFocus | null;
  /** Where it is fetched from; absent where it is the site’s own. */
  readonly web?: string;
}

export interface PictureFocus {
  readonly x: number;
  readonly y: number;
}

/** What an article owes to others: a name, and where it is told. */
export interface LabelledSource {
  readonly name: string;
  readonly url: string | null;
}

/** One thing that a story says in short. */
export interface KeyPoint {
  /** As its editor wrote it: one line, with inline Markdown. */
  readonly markdown: string;
  /** Sanitised inline HTML. */
  readonly html: string;
}

/** The outlet whose reporting an article relays. */
export type SourceCredit = LabelledSource;

export interface Correction {
  readonly date: Moment;
  readonly text: string;
}

/** The identity of an article whose file names none: the path of the file below its folder, without extension. */
export const articleId = (file: string): string => withoutMarkdownExtension(file.replace(/^articles\//, ''));

/** What is known of an article without its body: enough for lists, feeds and addresses. */
export interface ArticleRecord {
  /** Permanent identity: front matter `id`, else the file's path without its extension. */
  readonly id: string;
  /** Path of the file below the content folder, with forward slashes. */
  readonly file: string;
  /** Canonical path on the site: `/YYYY/MM/DD/slug`. */
  readonly path: string;
  readonly slug: string;
  readonly title: string;
  /** The standfirst. */
  readonly description: string | null;
  /** Where there is no standfirst, the beginning of its text, for machines alone; null for none. See summaryOf. */
  readonly excerpt: string | null;
  /** A second line under the headline, where the standfirst says something else. */
  readonly subtitle?: string;
  /** A word over the headline besides the section's name. */
  readonly kicker?: string;
  readonly translators?: readonly string[];
  readonly license?: LabelledSource;
  /** What machines may do with it, where that is not what they may do with the site. */
  readonly ai?: AiPreferences;
  /** `false` where readers see no versions of it, whatever site.yaml says; else absent. */
  readonly history?: false;
  /** What it says in short, point by point. */
  readonly points?: readonly KeyPoint[];
  /** BCP 47 tag; null means the site's own language. */
  readonly language: string | null;
  /** The edition whose lists have it; absent for the one in the site's own language. See domain/edition.ts. */
  readonly edition?: string;
  /** What it has in common with the same story in other languages, and with nothing else; absent where it is told in one alone. */
  readonly translation?: string;
  readonly published: Moment;
  readonly updated: Moment | null;
  readonly expires: Moment | null;
  readonly isDraft: boolean;
  readonly type: ArticleType;
  /** Slug of a section of site.yaml. */
  readonly section: string | null;
  readonly topics: readonly NamedPage[];
  /** As readers see them. */
  readonly authors: readonly NamedPage[];
  /** Whom the file names, where that may be another than readers see: see catalog/publish/resolve-bylines.ts. */
  readonly bylines?: readonly Byline[];
  readonly series: SeriesPlace | null;
  readonly image: Picture | null;
  readonly source: SourceCredit | null;
  /** The place of the dateline, such as `Moscow`. */
  readonly location: string | null;
  readonly corrections: readonly Correction[];
  /** Absolute URL of the original, where the article is a republished copy. */
  readonly canonical: string | null;
  /** Other paths of this site that lead here, by what the file says. */
  readonly aliases: readonly string[];
  /** Addresses that it had by the patterns of site.yaml: they lead here where nothing else has them; absent for none. */
  readonly oldPaths?: readonly string[];
}

/** What machines are told that it is about: in its standfirst, else in the beginning of its text. Readers see no excerpt. */
export const summaryOf = ({
  description,
  excerpt,
}: Pick<ArticleRecord, 'description' | 'excerpt'>): string | null => description ?? excerpt;

/** What the Markdown of an article's body becomes. */
export interface ArticleBody {
  /** Sanitised HTML of the body. */
  readonly bodyHtml: string;
  readonly wordCount: number;
  /** Where it links to files: the surrogate keys of all that decides where those links lead. */
  readonly linkKeys?: readonly string[];
}

/** One Markdown file of `content/articles`, parsed, sanitised and ready to publish. */
export type Article = ArticleRecord & ArticleBody;

/** One Markdown file of `content/authors`: who an author is. */
export interface AuthorProfile {
  readonly file: string;
  /** As articles' authors have it: the file's `slug`, else made of the name. */
  readonly slug: string;
  readonly name: string;
  /** Slugs by which articles may name the author besides, the surest first: the file's name, ids of other systems. */
  readonly ids: readonly string[];
  /** Such as `Foreign editor`. */
  readonly role: string | null;
  readonly picture: Picture | null;
  readonly email: string | null;
  readonly links: readonly LabelledLink[];
  /** The account on Mastodon or its kin, as `@user@host`; absent for none. */
  readonly fediverse?: string;
  /** Sanitised HTML of the biography; empty for none. */
  readonly bodyHtml: string;
  /** Its first sentence, as plain text; absent where it has no words. */
  readonly opening?: string;
  /** As of an ArticleBody. */
  readonly linkKeys?: readonly string[];
}

/** An absolute http(s) URL, and what readers see of it. */
export interface LabelledLink {
  readonly name: string;
  readonly url: string;
}

/** One Markdown file of `content/pages`: About, Contact, and the like. */
export interface StandingPage
  extends Pick<ArticleRecord, 'file' | 'title' | 'description' | 'excerpt' | 'language' | 'isDraft'> {
  /** Canonical path on the site: `/slug`, or `/ru/slug` in another edition. */
  readonly path: string;
  /** In which edition it stands; absent for the site's own. */
  readonly edition?: string;
  /** Place in the footer's list; lower comes first. */
  readonly order: number;
  readonly bodyHtml: string;
  /** As of an ArticleBody. */
  readonly linkKeys?: readonly string[];
}
