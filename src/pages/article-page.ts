import { type Article, type LabelledSource, type SourceCredit, summaryOf } from '../domain/article.ts';
import { isLanguageTag, likelyLocale, textDirection } from '../domain/language.ts';
import { lastModified } from '../domain/last-modified.ts';
import { authorPath, CORRECTIONS_PATH, historyPath, topicPath } from '../domain/urls.ts';
import { articleAlternates } from './frame/alternates.ts';
import { showBody } from './parts/show-body.ts';
import { buildContents, type ContentsEntry } from './parts/contents.ts';
import { placeDateline } from './parts/dateline.ts';
import { type ShownTime, shownDate, shownDateWithZone } from './parts/format-date.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import type { Counterpart } from './frame/counterparts.ts';
import { type LanguageLink, otherVersions, storyVersions } from './frame/edition-links.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildCreators } from './frame/creators.ts';
import { buildHead } from './frame/page-head.ts';
import { joinNames } from './parts/join-names.ts';
import { buildPictureView, type PictureView } from './parts/picture-view.ts';
import { buildSeriesBox, type SeriesBox } from './parts/series-box.ts';
import { buildShareImages } from './frame/share-image.ts';
import { buildShareLinks, type ShareLinks } from './parts/share-links.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { articleNodes } from './frame/structured-data.ts';
import { type AuthorBox, buildAuthorBoxes } from './author-box.ts';
import { buildNextStory, buildRelatedStories, type NextStory } from './related-stories.ts';
import { inLanguage } from '../words/in-language.ts';
import type { Words } from '../words/words.ts';
import { kindOf, languageOf, sectionLink, type TeaserView, typeLabel } from './parts/teaser-view.ts';

/** The page of one article. */
export interface ArticlePage extends PageFrame {
  readonly article: ArticleView;
  /** Where it stands in its series; null for none. */
  readonly series: SeriesBox | null;
  readonly related: readonly TeaserView[];
  readonly next: NextStory | null;
  readonly sidebar: Sidebar;
}

export interface ArticleView
  extends Pick<TeaserView, 'section' | 'headline' | 'standfirst' | 'published' | 'picture' | 'kind'> {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** `Opinion`, and the editors’ own kicker; null for none. */
  readonly label: string | null;
  /** `Analysis`, `Background` or `Review`, before the headline; null for others. */
  readonly kindLabel: string | null;
  /** A second line under the headline; null for none. */
  readonly subtitle: string | null;
  readonly authors: readonly Link[];
  /** Who they are, under the text. */
  readonly boxes: readonly AuthorBox[];
  /** Of who holds an opinion, beside the headline; null for other kinds and where there is none. */
  readonly portrait: PictureView | null;
  /** Their names with commas between; null for none. */
  readonly translators: string | null;
  readonly place: string | null;
  readonly updated: ShownTime | null;
  /** Where its earlier versions are shown; null where there are none. */
  readonly historyUrl: string | null;
  /** `5 min read`. */
  readonly readingTime: string;
  /** Empty but for long stories with headings. */
  readonly contents: readonly ContentsEntry[];
  /** What it says in short, each as inline HTML; empty for most. */
  readonly points: readonly { readonly textHtml: string }[];
  readonly bodyHtml: string;
  readonly source: SourceCredit | null;
  readonly license: LabelledSource | null;
  /** `Correction`, or what there is to say of more of them; empty where there is none. */
  readonly correctionsHeading: string;
  readonly corrections: readonly { readonly date: ShownTime; readonly text: string }[];
  /** Of the list of all corrections. */
  readonly correctionsUrl: string;
  readonly topics: readonly Link[];
  /** Ways to it in other languages. */
  readonly versions: readonly LanguageLink[];
  readonly share: ShareLinks;
  /** The canonical address, absolute; printed at the foot of a paper copy. */
  readonly url: string;
}

/** Builds the page of a live article. Its times are whole dates: no article is to be made again at midnight. */
export function buildArticlePage(given: PageContext, article: Article, hasHistory = false): ArticlePage {
  const context = { ...given, wholeDates: true };
  const { catalog, now } = context;
  const next = catalog.nextInSection(article, now);
  const versions = storyVersions(context, article);
  return {
    ...buildFrame(context, {
      head: buildArticleHead(context, article, versions),
      path: article.path,
      section: article.section,
      versions,
    }),
    article: {
      ...buildArticleView(context, article, versions),
      historyUrl: hasHistory ? historyPath(article.path) : null,
    },
    series: buildSeriesBox(context, article),
    related: buildRelatedStories(context, article, next),
    next: buildNextStory(context, article, next),
    sidebar: buildSidebar(context, [article.path]),
  };
}

function buildArticleView(
  context: PageContext,
  article: Article,
  versions: readonly Counterpart[],
): Omit<ArticleView, 'historyUrl'> {
  const { at, site, words, origin } = context;
  const { image } = article;
  for (const key of article.linkKeys ?? []) context.uses(key);
  const language = languageOf(article.language, site);
  const { bodyHtml, bylinePlace } = placeDateline(article.bodyHtml, article.location);
  const url = origin + article.path;
  const picture = image === null ? null : buildPictureView(context, image, 'lead');
  const boxes = buildAuthorBoxes(context, article);
  const wordsWithin = language === site.language ? words : inLanguage(words, site.language);
  return {
    lang: language,
    dir: textDirection(language),
    section: sectionLink(article.section, context),
    label: labelOf(article, sectionLink(article.section, context)?.text ?? null, wordsWithin),
    kind: kindOf(article.type),
    kindLabel: article.type === 'opinion' ? null : typeLabel(article.type, wordsWithin),
    headline: article.title,
    subtitle: article.subtitle ?? null,
    standfirst: article.description,
    translators: article.translators === undefined ? null : joinNames(words, article.translators),
    authors: article.authors.map(({ name, slug }) => ({ text: name, url: at(authorPath(slug)) })),
    boxes,
    portrait: article.type === 'opinion' ? (boxes[0]?.portrait ?? null) : null,
    place: bylinePlace,
    published: shownDateWithZone(article.published, context),
    updated: article.updated === null ? null : shownDateWithZone(article.updated, context),
    readingTime: words.say('story-minutes', { minutes: readingMinutes(article.wordCount, language) }),
    picture,
    points: (article.points ?? []).map(({ html }) => ({ textHtml: html })),
    contents: buildContents(bodyHtml, article.wordCount),
    bodyHtml: showBody(context, bodyHtml, { opensPage: picture === null, language }),
    source: article.source,
    license: article.license ?? null,
    corrections: article.corrections.map(({ date, text }) => ({ date: shownDate(date, context), text })),
    correctionsHeading: correctionsHeading(article, context),
    correctionsUrl: at(CORRECTIONS_PATH),
    topics: article.topics.map(({ name, slug }) => ({ text: name, url: at(topicPath(slug)) })),
    versions: otherVersions(versions, article.path),
    share: buildShareLinks(context, url, article.title),
    url: article.canonical ?? url,
  };
}

function correctionsHeading({ corrections }: Article, { words }: PageContext): string {
  const count = corrections.length;
  return count === 0 ? '' : words.say('story-corrections', { count });
}

/** The editors' own word, after that for an opinion; a word that says the section or the kind again is none. */
function labelOf({ type, kicker }: Article, section: string | null, words: Words): string | null {
  const label = typeLabel(type, words);
  const isAgain = [section, typeLabel(type, words.unmarked())].some(
    (other) => other?.toLowerCase() === kicker?.toLowerCase(),
  );
  const labels = [type === 'opinion' ? label : null, isAgain ? null : kicker].filter((word) => word != null);
  return labels.length === 0 ? null : labels.join(' · ');
}

function buildArticleHead(context: PageContext, article: Article, versions: readonly Counterpart[]) {
  const { at, origin } = context;
  const modified = lastModified(article).iso;
  const images = buildShareImages(context, article);
  return buildHead(context, {
    title: article.title,
    description: summaryOf(article),
    path: article.path,
    canonical: article.canonical,
    alternates: articleAlternates(context, article.path, article.title),
    structuredData: articleNodes(context, article, { images, versions }),
    versions,
    article: {
      published: article.published.iso,
      modified: modified === article.published.iso ? null : modified,
      expires: article.expires?.iso ?? null,
      section: sectionLink(article.section, context)?.text ?? null,
      authors: article.authors.map(({ name, slug }) => ({ name, url: origin + at(authorPath(slug)) })),
      creators: buildCreators(context, article),
      tags: article.topics.map(({ name }) => name),
      image: images.card,
      language: article.language,
    },
  });
}

/** Readers take in about this many words a minute (Brysbaert 2019: 238 for English non-fiction). */
const WORDS_PER_MINUTE = 238;

/**
 * The same for scripts whose words have no spaces between and are counted by dictionary: 255 characters of
 * Chinese and 357 of Japanese a minute (Trauzettel-Klosinski & Dietz 2012, IReST).
 */
const WITHOUT_SPACES: Readonly<Record<string, number>> = { Hans: 158, Hant: 158, Jpan: 193 };

/** Whole minutes that a text takes, at least 1; `language` is a BCP 47 tag. */
export function readingMinutes(wordCount: number, language: string): number {
  const script = isLanguageTag(language) ? likelyLocale(language).script : undefined;
  return Math.max(1, Math.ceil(wordCount / (WITHOUT_SPACES[script ?? ''] ?? WORDS_PER_MINUTE)));
}
