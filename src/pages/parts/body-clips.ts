import type { KnownFile } from '../../catalog/store/picture-queries.ts';
import { besideClip, CAPTION_LANGUAGES, POSTER_ENDS } from '../../domain/files/clip.ts';
import { decode } from '../../domain/marks/file-marks.ts';
import { fillClipMarks, type StoredClip } from '../../domain/marks/clip-marks.ts';
import { fileKey } from '../../domain/surrogate-keys.ts';
import { writeAttributes } from '../../html/attributes.ts';
import { decodeReferences, escapeHtml } from '../../html/escape.ts';
import { plainFile } from '../../media/pictures/plain-file.ts';
import type { PageContext } from './page-context.ts';
import { findPicture } from './picture-view.ts';

/**
 * A body whose clips have players: nothing of the clip is loaded before a reader asks for it. Captions
 * lie beside it, in `language`, that of the text, and in others. What is not there is left to its title.
 */
export function showClips(context: PageContext, bodyHtml: string, language: string): string {
  return fillClipMarks(bodyHtml, (clip) => {
    const file = findFile(context, clip.src);
    const player = file === null ? '' : writePlayer(context, clip, file, language);
    const caption = writeCaption(clip, file);
    const parts = clip.medium === 'audio' ? [caption, player] : [player, caption];
    return `<figure class="clip clip--${clip.medium}">${parts.join('')}</figure>`;
  });
}

/** What is known of the file at an address; notes that the page depends on it. Null for nothing. */
export function findFile({ catalog, uses }: PageContext, src: string): KnownFile | null {
  uses(fileKey(src));
  return catalog.file(src);
}

function writePlayer(
  context: PageContext,
  { medium, src, titleHtml }: StoredClip,
  file: KnownFile,
  language: string,
): string {
  const poster = medium === 'video' ? findPoster(context, src) : null;
  const shown = poster === null ? null : plainFile(poster);
  const attributes = writeAttributes({
    preload: 'none',
    'aria-label': decodeReferences(titleHtml),
    ...(medium === 'video' && {
      poster: shown?.path,
      width: shown?.width ?? 1280,
      height: shown?.height ?? 720,
    }),
  });
  const source = writeAttributes({ src: file.src, type: PLAYED_BY_BYTES.has(file.type) ? null : file.type });
  const tracks = findCaptions(context, src, language).map(
    (track, index) =>
      `<track${writeAttributes({ kind: 'captions', ...track })}${index === 0 && medium === 'video' ? ' default' : ''}>`,
  );
  const inline = medium === 'video' ? ' playsinline' : '';
  return `<${medium} controls${inline}${attributes}><source${source}>${tracks.join('')}</${medium}>`;
}

/** Types that browsers refuse by their name, and whose files most of them play. */
const PLAYED_BY_BYTES: ReadonlySet<string> = new Set(['video/quicktime']);

/** The title leads to the file, for whoever has no player; one that is but the name of the file is not said where it plays. */
function writeCaption({ src, titleHtml, captionHtml }: StoredClip, file: KnownFile | null): string {
  const isName = decodeReferences(titleHtml) === decode(src.split('/').at(-1) ?? '');
  const title =
    file === null
      ? `<span class="clip__title">${titleHtml}</span>`
      : `<a class="clip__title" href="${escapeHtml(file.src)}">${titleHtml}</a>`;
  const words = [isName && captionHtml !== '' ? '' : title, captionHtml].filter((part) => part !== '');
  return `<figcaption>${words.join(' ')}</figcaption>`;
}

function findPoster(context: PageContext, src: string) {
  for (const end of POSTER_ENDS) {
    const facts = findPicture(context, besideClip(src, end));
    if (facts !== null) return facts;
  }
  return null;
}

interface Track {
  readonly src: string;
  readonly srclang: string;
  readonly label: string;
}

/** The captions that lie beside a clip, those in the language of the text first. */
function findCaptions(context: PageContext, src: string, language: string): Track[] {
  const [own = language] = language.toLowerCase().split('-');
  const others = CAPTION_LANGUAGES.filter((each) => each !== own);
  const candidates = [['.vtt', language], ...[own, ...others].map((each) => [`.${each}.vtt`, each])];
  const tracks = candidates.flatMap(([end = '', srclang = '']) => {
    const file = findFile(context, besideClip(src, end));
    return file === null ? [] : [{ src: file.src, srclang, label: nameOf(srclang) }];
  });
  return tracks.filter(
    (track, index) => tracks.findIndex(({ srclang }) => srclang === track.srclang) === index,
  );
}

/** A language by its own name. */
const nameOf = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
