import { isSourceMap, type SourceData } from '../../problems/reading/located-data.ts';

/** Other systems' keys for the lead picture, in compact spelling. */
const PICTURE_KEYS = (
  'image cover picture thumbnail thumb coverimage featuredimage featureimage mainimage heroimage leadimage headerimage ' +
  'bannerimage postimage teaserimage thumbnailimage coverphoto imageurl imagesrc imagepath imagefile coverurl thumbnailurl ' +
  'featuredimageurl ogimage ogimageurl socialimage shareimage opengraphimage previewimage cardimage heroimg ' +
  'featuredphoto leadphoto mainphoto titleimage articleimage backgroundimage listimage img'
).split(' ');

/** What they write behind it for a part of it. */
const PICTURE_PARTS: Readonly<Record<string, string>> = {
  alt: 'image.alt',
  alttext: 'image.alt',
  caption: 'image.caption',
  credit: 'image.credit',
  credits: 'image.credit',
  author: 'image.credit',
  attribution: 'image.credit',
  photographer: 'image.credit',
  copyright: 'image.credit',
};

const PARTS_BESIDE = ['photo', 'hero', 'header', 'banner', ...PICTURE_KEYS].flatMap((key) =>
  Object.entries(PICTURE_PARTS).map(([part, ours]) => [key + part, ours] as const),
);

/** Keys of other systems, in compact spelling, and the key of ours that each one means; limit-keys.ts has those that hide. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  headline: 'title',
  summary: 'description',
  excerpt: 'description',
  standfirst: 'description',
  deck: 'description',
  lead: 'description',
  descriptionshort: 'description',
  shortdescription: 'description',
  metadescription: 'description',
  seodescription: 'description',
  ...Object.fromEntries(
    'dek teaser abstract intro introduction spoiler blurb lede chapeau synopsis snippet precis'
      .split(' ')
      .map((key) => [key, 'description']),
  ),
  author: 'authors',
  byline: 'authors',
  tags: 'tags',
  tag: 'tag',
  keywords: 'keywords',
  keyword: 'keywords',
  topic: 'topics',
  subjects: 'topics',
  subject: 'topics',
  categories: 'categories',
  category: 'category',
  lastmod: 'updated',
  modified: 'updated',
  lastmodified: 'updated',
  lastmodifiedat: 'updated',
  updatedat: 'updated',
  lang: 'language',
  locale: 'language',
  // What themes and plug-ins of Jekyll, Hugo, Polyglot and Eleventy call what versions have in common.
  ...Object.fromEntries(
    'ref langref languageref languagereference translationid translationref pageid i18nkey i18nid i18nref'
      .split(' ')
      .map((key) => [key, 'translationKey']),
  ),
  originalfile: 'translationOf',
  ...Object.fromEntries(PICTURE_KEYS.map((key) => [key, 'image'])),
  ...Object.fromEntries(PARTS_BESIDE),
  sourceurl: 'source.url',
  sourcelink: 'source.url',
  sourcename: 'source.name',
  sourcetitle: 'source.name',
  seriespart: 'series.part',
  seriesorder: 'series.part',
  seriesindex: 'series.part',
  seriesnumber: 'series.part',
  ...Object.fromEntries(
    'keypoints highlights takeaways keytakeaways tldr summarypoints inshort'
      .split(' ')
      .map((key) => [key, 'points']),
  ),
  eyebrow: 'kicker',
  overline: 'kicker',
  surtitle: 'kicker',
  ...Object.fromEntries(
    'noai aitrain aitraining trainai allowaitraining aiinput contentsignal contentsignals contentusage'
      .split(' ')
      .map((key) => [key, 'ai']),
  ),
  translators: 'translator',
  translatedby: 'translator',
  licence: 'license',
  licenseurl: 'license',
  licenceurl: 'license',
  place: 'location',
  dateline: 'location',
  canonicalurl: 'canonical',
  correction: 'corrections',
  kind: 'type',
};

/** Keys that say where an article belongs, each read in its own way: keys of an article besides its schema's, but `topics`. */
export const LABEL_KEYS = ['topics', 'tags', 'tag', 'keywords', 'categories', 'category'] as const;

/** Keys that other systems know, in compact spelling, and that mean nothing here; address-keys.ts has those of addresses. */
export const FOREIGN_KEYS: ReadonlySet<string> = new Set(
  (
    'layout weight comments toc math mermaid menu markup sitemap template theme ' +
    'pin pinned featured hero banner sticky share showdate showtoc disqus postid wordpressid wpid ' +
    'authorprofile classes header linktitle outputs cascade params resources headless build iscjklanguage ' +
    'videos video audio images gallery'
  ).split(' '),
);

/** What such keys carry that readers may miss, and the cure; the others do no harm. */
export const FOREIGN_CURES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'pin pinned featured sticky weight'
      .split(' ')
      .map((key) => [key, 'To put a story first, pin it in top-stories.yaml.']),
  ),
  ...Object.fromEntries(
    'videos video audio images gallery resources'
      .split(' ')
      .map((key) => [key, 'Readers do not see what it names: put it into the text, as a picture or a link.']),
  ),
  linktitle: 'Lists show the title; write a shorter one there if need be.',
  markup: 'The text is read as Markdown; rewrite it if it is in another markup.',
  menu: 'Standing pages in content/pages are linked in the footer.',
};

/** Keys that hold the text of an article in other systems. */
export const BODY_KEYS: readonly string[] =
  'content body text html markdown mobiledoc lexical bodytext bodyhtml contenthtml fulltext articlebody'.split(
    ' ',
  );

/** Parts of our fields that may stand beside these: keys of an article besides its schema's. */
export const PART_KEYS = [
  'image.alt',
  'image.caption',
  'image.credit',
  'source.name',
  'source.url',
  'series.part',
] as const;

/** Names of the parts inside such a field, in compact spelling, and ours. */
export const INNER_KEYS: Readonly<Record<'image' | 'source' | 'series', Readonly<Record<string, string>>>> = {
  image: {
    src: 'src',
    url: 'src',
    image: 'src',
    path: 'src',
    file: 'src',
    filename: 'src',
    source: 'src',
    publicurl: 'src',
    secureurl: 'src',
    feature: 'src',
    featured: 'src',
    hero: 'src',
    cover: 'src',
    overlayimage: 'src',
    original: 'src',
    large: 'src',
    full: 'src',
    ogimage: 'src',
    teaser: 'src',
    thumbnail: 'src',
    thumb: 'src',
    ...Object.fromEntries(Object.entries(PICTURE_PARTS).map(([part, ours]) => [part, ours.slice(6)])),
    focus: 'focus',
    title: 'caption',
  },
  source: { name: 'name', title: 'name', label: 'name', url: 'url', link: 'url', href: 'url' },
  series: { name: 'name', title: 'name', part: 'part', order: 'part', number: 'part', index: 'part' },
};

/** Names of a standfirst that are a switch or a number of words in other systems. */
const STANDFIRST_PERHAPS: ReadonlySet<string> = new Set(
  'teaser abstract intro introduction spoiler snippet lead'.split(' '),
);

/** Whether such a key has a switch or a number for its value, which is no text. */
export const isSwitch = (key: string, value: SourceData | undefined): boolean =>
  typeof value === 'string' &&
  /^\s*(?:true|false|yes|no|on|off|\d+)\s*$/i.test(value) &&
  STANDFIRST_PERHAPS.has(compactKey(key));

/** Keys that are a switch in one system and the lead picture in another: their value tells. */
const PICTURE_PERHAPS: ReadonlySet<string> = new Set([
  'hero',
  'banner',
  'header',
  'featured',
  'images',
  'teaser',
  'intro',
  'splash',
]);

/** Whether such a key has a picture for its value. */
export function isPictureKey(key: string, value: SourceData | undefined): boolean {
  return PICTURE_PERHAPS.has(compactKey(key)) && hasPicture(value);
}

const PICTURE_FILE = /\.(?:p?jpe?g|jpe|jfif|png|webp|gif|avif)(?:[?#]\S*)?$/i;

function hasPicture(value: SourceData | undefined): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string') return PICTURE_FILE.test(value.trim());
  if (!isSourceMap(value)) return hasPicture(value[0]);
  return Object.entries(value).some(([key, inner]) => {
    if (INNER_KEYS.image[compactKey(key)] !== 'src') return false;
    return typeof inner === 'string' ? inner.trim() !== '' : hasPicture(inner);
  });
}

/** `redirect_from`, `Redirect-From` and `redirectFrom` are one key. */
export function compactKey(key: string): string {
  return key.toLowerCase().replace(/[_\-\s]/g, '');
}
