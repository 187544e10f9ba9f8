import { block, type Meaning } from './meaning.ts';
import { plainValue } from './plain-value.ts';
import { firstNamed, isPathLike } from './read-values.ts';
import { givenOne, type TagArguments } from '../tag.ts';
import { isClipName, isPictureName, writePicture } from './write-picture.ts';

const PICTURE_TAG =
  /^(?:figure|fig|img|image|picture|pic|photo|photos|illus|illustration|thumbnail|screenshot|legacyimg|responsiveimage|imageblock|lightbox|zoom|hero)|(?:figure|img|image|picture|photo|screenshot|imgtxt)(?:html|md|with\w*|right|left|center|centre|full|wide|small|large|lazy|card|block|box|cc|new|forgallery|captioned?|responsive)?$/;
const PICTURE_SOURCES = [
  'src',
  'path',
  'url',
  'image',
  'imageurl',
  'imagepath',
  'img',
  'file',
  'filename',
  'source',
  'photo',
  'href',
  'name',
  'file1',
  'link',
  'light',
  'srclight',
  'sources',
];
const CLIP_SOURCES = [
  'src',
  'mp4',
  'webm',
  'm4v',
  'ogv',
  'mp3',
  'm4a',
  'ogg',
  'wav',
  'file',
  'url',
  'path',
  'source',
  'video',
  'audio',
  'href',
  'name',
];
const CLIP_TAG = /^(?:html5?)?(?:video|audio|clip|movie|mp4|mp3|podcast|player|sound)/;
const ALTS = ['alt', 'alttext', 'altattr', 'alternative'];
const CAPTIONS = [
  'caption',
  'captiontext',
  'desc',
  'description',
  'figcaption',
  'legend',
  'title',
  'text',
  'label',
];
const CREDITS = ['credit', 'attr', 'attribution', 'copyright', 'source', 'author', 'photographer'];
const CLICKS = ['link', 'url', 'href', 'linkurl', 'target'];

/** A clip or recording that a tag names; null for none. */
export function readClip(name: string, given: TagArguments, inner: string): Meaning | null {
  const source =
    firstNamed(given, CLIP_SOURCES, isClipName) ??
    given.positional.find(isClipName) ??
    (isClipName(inner) && !/\s/.test(inner) ? inner : null);
  if (source === null || (!CLIP_TAG.test(name) && !PICTURE_TAG.test(name))) return null;
  const title = givenOne(given, ['title', 'alt', 'name', 'label']);
  return block(
    writePicture({ src: source, alt: title, caption: givenOne(given, ['caption', 'description', 'text']) }),
  );
}

/** A picture that a tag names, or whose tag can name nothing else; null for none. */
export function readPicture(name: string, given: TagArguments, inner: string | null): Meaning | null {
  const named =
    firstNamed(given, PICTURE_SOURCES, isPictureName) ??
    (PICTURE_TAG.test(name) ? firstNamed(given, PICTURE_SOURCES.slice(0, 8), isPathLike) : null);
  const at = named === null ? given.positional.findIndex((one) => isPictureName(plainValue(one))) : -1;
  const src = named ?? given.positional[at] ?? null;
  if (src === null) return null;
  const click = firstNamed(given, CLICKS, (value) => value !== src && /^(?:https?:\/\/|\/)/.test(value));
  const behind =
    named === null ? wordsBehind(given.positional.slice(at + 1), name) : wordsBehind(given.positional, name);
  const innerWords = inner === null ? '' : inner.trim();
  const isCaption =
    innerWords !== '' &&
    innerWords.length <= 500 &&
    /^(?:figure|fig|image|img|picture|photo)(?!t)/.test(name) &&
    !/\n\s*\n/.test(innerWords);
  const caption = givenOne(given, CAPTIONS) ?? (isCaption ? innerWords : behind.caption);
  const picture = writePicture({
    src,
    alt: givenOne(given, ALTS) ?? behind.alt,
    caption: caption !== null && isPictureName(caption) ? null : caption,
    credit: firstNamed(given, CREDITS, (value) => value !== src && !isPathLike(value)),
    link: click,
  });
  if (innerWords === '' || isCaption) return block(picture);
  return { kind: 'around', before: `${picture}\n\n`, after: '' };
}

/** What positional arguments say of a picture: sizes and classes are no words. */
function wordsBehind(
  behind: readonly string[],
  name: string,
): { readonly alt: string | null; readonly caption: string | null } {
  const words = behind.filter(
    (one) =>
      !/^(?:\d+(?:px|%)?|[\w%-]+(?::|=)\S+|https?:\/\/\S+|\/\S*|true|false|left|right|center|lazy|eager)$/.test(
        one,
      ),
  );
  const phrases = words.filter((one) => /\s/.test(one.trim()));
  if (phrases.length > 0) {
    const [first = null, second = null] = phrases;
    const isTitleFirst = /^(?:img|assetimg)$/.test(name);
    return { alt: isTitleFirst ? (second ?? first) : first, caption: isTitleFirst ? first : second };
  }
  // Words without quotation marks.
  const joined = words
    .join(' ')
    .replace(/^--\w+\s+/, '')
    .trim();
  if (words[0] === '--alt') return { alt: joined, caption: null };
  if (words.length > 1) return { alt: null, caption: joined };
  return {
    alt: joined === '' || /^[a-z0-9]+(?:[-_][a-z0-9]+)+$/.test(joined) ? null : joined,
    caption: null,
  };
}
