import { recogniseEmbed } from '../../../../domain/embeds/recognise-embed.ts';
import { CLIP_ENDINGS } from '../../../../domain/files/shown-names.ts';
import { decodeReferences } from '../../../../html/escape.ts';
import { readAttributes } from '../../../../html/attributes.ts';
import { type RawElement, wordsOf } from './read-element.ts';

/** What a frame, a player or a provider’s snippet shows, as our own Markdown can say it. */
export type Meant =
  /** A card, of an address whose provider is known; `title` is the editor’s, '' for none. */
  | { readonly kind: 'card'; readonly url: string; readonly title: string }
  /** A clip or a picture: a film, a recording or a drawing by its file. */
  | { readonly kind: 'clip'; readonly url: string; readonly title: string }
  /** A link, as nobody knows what the frame shows. */
  | { readonly kind: 'link'; readonly url: string; readonly title: string }
  /** What only has a snippet run. */
  | { readonly kind: 'nothing' };

/** Titles that players have of themselves, in no editor’s words. */
const NO_TITLE =
  /^(?:youtube(?: video)?(?: player)?|vimeo(?:[ -]player)?|(?:video|audio|embedded?)(?: (?:player|content|video|post))?|iframe|player|spotify embed.*|soundcloud.*player|google maps?|facebook video|untitled)$/i;
/** Classes by which providers’ scripts find their posts, whose words stand in the element itself. */
const QUOTES =
  /\b(?:twitter-tweet|twitter-video|bluesky-embed|mastodon-embed|fb-xfbml-parse-ignore|reddit-embed-bq|reddit-card)\b/;
/** The same where the words are the provider’s rather than the post’s. */
const FRAMES =
  /\b(?:instagram-media|tiktok-embed|text-post-media|fb-post|fb-video|flourish-embed|twitter-tweet-rendered)\b/;
const BOILERPLATE =
  /(?:view this (?:post|profile) on (?:instagram|threads|facebook)|view on (?:threads|instagram|mastodon)|посмотреть эту публикацию в instagram)/gi;
/** Scripts that do nothing but turn such snippets into frames. */
const WIDGETS =
  /^(?:https?:)?\/\/(?:platform\.(?:twitter|x|instagram)\.com|(?:www\.)?(?:instagram|tiktok|threads|redditmedia)\.(?:com|net)|(?:embed|www)\.reddit(?:media)?\.com|embed\.redditmedia\.com|embed\.bsky\.app|connect\.facebook\.net|public\.flourish\.studio|embedr\.flickr\.com|cdn\.embedly\.com)\//i;
const PICTURE = /\.(?:svg|png|jpe?g|gif|webp|avif)(?:[?#]|$)/i;
const PLAYED = new RegExp(String.raw`\.(?:${CLIP_ENDINGS}|aac)(?:[?#]|$)`, 'i');

/** What an element means; null for one that is no business of embeds. */
export function meantByElement(element: RawElement): Meant | null {
  switch (element.name) {
    case 'iframe':
    case 'amp-iframe':
      return meantByFrame(element);
    case 'amp-youtube':
    case 'lite-youtube':
      return meantByYouTubeTag(element);
    case 'object':
    case 'embed':
      return meantByObject(element);
    case 'video':
    case 'audio':
      return meantByClip(element);
    case 'blockquote':
    case 'div':
      return meantBySnippet(element);
    case 'script':
      return meantByScript(element);
    default:
      return null;
  }
}

function meantByFrame({ attributes, inner }: RawElement): Meant | null {
  const isHidden =
    /^[01](?:px)?$/.test(attributes.get('width') ?? '') &&
    /^[01](?:px)?$/.test(attributes.get('height') ?? '');
  if (isHidden) return null;
  const title = titleOf(attributes);
  const address = [
    'data-src',
    'data-lazy-src',
    'data-litespeed-src',
    'data-cookieconsent-src',
    'data-url',
    'src',
  ]
    .map((name) => webAddress(attributes.get(name)))
    .find((one) => one !== null);
  // Players that nothing else tells the page of have a link inside, for those who see no frame.
  const inside = linkIn(inner);
  if (address === undefined || address === null) return inside;
  const embed = recogniseEmbed(address);
  if (embed !== null) return { kind: 'card', url: embed.url, title };
  if (PLAYED.test(address)) return { kind: 'clip', url: address, title };
  return inside ?? { kind: 'link', url: address, title };
}

function meantByYouTubeTag({ attributes }: RawElement): Meant | null {
  const id = attributes.get('data-videoid') ?? attributes.get('videoid') ?? '';
  const embed = recogniseEmbed(`https://youtu.be/${encodeURIComponent(id)}`);
  return embed && { kind: 'card', url: embed.url, title: titleOf(attributes) };
}

/** Of what held Flash, and holds PDFs and films. */
function meantByObject({ attributes, inner }: RawElement): Meant | null {
  const found = [attributes.get('data'), attributes.get('src')];
  for (const [, tag = '', written = ''] of inner.matchAll(
    /<(param|embed|iframe|source)\s([^<>]{0,3000})>/gi,
  )) {
    const inside = readAttributes(written);
    const isMovie = /^(?:movie|src|url|filename|href)$/i.test(inside.get('name') ?? '');
    if (tag.toLowerCase() !== 'param' || isMovie) found.push(inside.get('src'), inside.get('value'));
  }
  const addresses = found.flatMap((one) => webAddress(one) ?? []);
  const title = titleOf(attributes);
  const embed = addresses.map(recogniseEmbed).find((one) => one !== null);
  if (embed != null) return { kind: 'card', url: embed.url, title };
  const [address] = addresses;
  const inside = linkIn(inner);
  if (address === undefined) return inside;
  if (PLAYED.test(address) || PICTURE.test(address)) return { kind: 'clip', url: address, title };
  return inside ?? linkTo(address, title);
}

function meantByClip({ attributes, inner }: RawElement): Meant | null {
  const sources = [...inner.matchAll(/<source\s([^<>]{0,3000})>/gi)].map(([, written = '']) =>
    readAttributes(written).get('src'),
  );
  const addresses = [attributes.get('src'), attributes.get('data-src'), ...sources].flatMap(
    (one) => webAddress(one) ?? [],
  );
  // Of several formats, the one that every browser plays.
  const address = addresses.find((one) => /\.(?:mp4|m4v|mp3|m4a)(?:[?#]|$)/i.test(one)) ?? addresses[0];
  if (address === undefined) return linkIn(inner);
  const embed = recogniseEmbed(address);
  if (embed !== null) return { kind: 'card', url: embed.url, title: titleOf(attributes) };
  if (!PLAYED.test(address)) return linkTo(address, titleOf(attributes));
  return { kind: 'clip', url: address, title: titleOf(attributes) };
}

function meantBySnippet({ attributes, inner }: RawElement): Meant | null {
  const names = attributes.get('class') ?? '';
  const isQuote = QUOTES.test(names);
  if (!isQuote && !FRAMES.test(names)) return null;
  const chart = attributes.get('data-src');
  const links = [...inner.slice(0, 20_000).matchAll(/<a\s[^<>]{0,3000}>/gi)].flatMap(
    ([tag]) => readAttributes(tag.slice(2, -1)).get('href') ?? [],
  );
  const named = ['data-instgrm-permalink', 'data-text-post-permalink', 'cite', 'data-href', 'data-embed-url'];
  const addresses = [
    ...named.map((name) => attributes.get(name)),
    ...(chart !== undefined && names.includes('flourish')
      ? [`https://public.flourish.studio/${chart}/`]
      : []),
    ...links.toReversed(),
  ];
  const embed = addresses.map((one) => recogniseEmbed(one ?? '')).find((one) => one !== null);
  if (embed == null) return null;
  const said = wordsOf(
    inner.replace(/<a\s[^<>]{0,3000}>[\s\S]{0,2000}?<\/a>/gi, (link) => (isQuote ? ' ' : link)),
  );
  // A post keeps its own words, which its provider may no longer tell: the quote stays as it is.
  if (isQuote && /[\p{L}\p{N}]/u.test(said)) return null;
  const title = isQuote ? '' : decodeReferences(said).replace(BOILERPLATE, ' ').replace(/\s+/g, ' ').trim();
  return { kind: 'card', url: embed.url, title: /[\p{L}\p{N}]/u.test(title) ? title : '' };
}

function meantByScript({ attributes }: RawElement): Meant | null {
  const src = attributes.get('src') ?? '';
  const post = attributes.get('data-telegram-post');
  const embed = recogniseEmbed(post === undefined ? src : `https://t.me/${post}`);
  if (embed !== null && (post !== undefined || embed.provider === 'gist'))
    return { kind: 'card', url: embed.url, title: '' };
  return WIDGETS.test(src) ? { kind: 'nothing' } : null;
}

/** A link to a file; null where the address names no kind of file, so that the words inside say more than it does. */
const linkTo = (url: string, title: string): Meant | null =>
  /^(?:https?:)?\/\/|\.[a-z\d]{2,5}(?:[?#]|$)/i.test(url) ? { kind: 'link', url, title } : null;

/** The first link of an element, by its words. */
function linkIn(inner: string): Meant | null {
  const [, written = '', text = ''] = /<a\s([^<>]{0,3000})>([\s\S]{0,2000}?)<\/a>/i.exec(inner) ?? [];
  const url = webAddress(readAttributes(written).get('href'));
  if (url === null) return null;
  const title = decodeReferences(wordsOf(text));
  const embed = recogniseEmbed(url);
  return embed === null ? { kind: 'link', url, title } : { kind: 'card', url: embed.url, title };
}

const titleOf = (attributes: ReadonlyMap<string, string>): string => {
  const title = (attributes.get('title') ?? attributes.get('aria-label') ?? '').replace(/\s+/g, ' ').trim();
  return NO_TITLE.test(title) ? '' : title.slice(0, 300);
};

/** An address that a reader can be sent to; null for none, and for those that run something. */
function webAddress(written: string | undefined): string | null {
  // As Pelican names the folder of its files.
  const address =
    written?.trim().replace(/^(?:\{(?:static|attach|filename)\}|\|(?:static|filename)\|)/, '') ?? '';
  if (address === '' || address.length > 2000 || /^(?:about|javascript|data|blob|vbscript):/i.test(address))
    return null;
  if (/[\s<>"`{}]/.test(address) && /[{}<>]/.test(address)) return null;
  return (address.startsWith('//') ? `https:${address}` : address).replaceAll(/[\s"`]/g, encodeURIComponent);
}
