import type { StepText, TextStep } from '../text-step.ts';
import { block, LEFT_OUT, type Meaning } from './meaning/meaning.ts';
import { meaningOf } from './meaning/meaning-of.ts';
import { plainWords } from './meaning/plain-value.ts';
import { readArguments } from './read-arguments.ts';
import { rewriteTags } from './rewrite-tags.ts';
import { givenOne, type PairedTag, type Tag, tagName } from './tag.ts';
import { isClipName, isWebAddress, writePicture } from './meaning/write-picture.ts';

const SHORTCODE =
  /(?<![[\\])(?<!!(?=\[[^/]))\[(\/?)([A-Za-z][A-Za-z0-9_-]{1,40})((?:=|\s|\/)(?:"[^"]{0,2000}"|'[^']{0,2000}'|[^[\]"']){0,300})?\](?![(:])/g;
/** Those that WordPress and its best known companions have. */
const KNOWN =
  /^(?:caption|wpcaption|gallery|embed|video|audio|playlist|youtube|youtu|vimeo|tweet|twitter|gist|instagram|tiktok|spotify|soundcloud|dailymotion|slideshare|scribd|ted|googlemaps?|wpvideo|videopress|polldaddy|contactform\w*|nextgen|ngg\w*|columns?|button|buttons|quote|pullquote|blockquote|dropcap|divider|spacer|tabs?|accordion|toggle|box|alert|vc\w+|etpb\w+|fusion\w+|su\w+|av\w+|more|nextpage|recentposts|latex|sc)$/;

/** Those that need no arguments; where a line has other words, it speaks of them. */
const ALONE = /^(?:gallery|playlist|nextpage|contactform\w*)$/;

/** Whether the line of a tag has words, apart from those of other tags. */
function isAmidWords(text: string, start: number, end: number): boolean {
  const before =
    text
      .slice(Math.max(0, start - 400), start)
      .split('\n')
      .at(-1) ?? '';
  const behind = text.slice(end, end + 400).split('\n', 1)[0] ?? '';
  return [before, behind].some((part) =>
    /\p{L}/u.test(part.replace(/<[^<>]{0,400}>|\[[^[\]]{0,400}\]/g, '')),
  );
}

/** `[name …]` of WordPress and its plug-ins. Text in brackets is none unless it is known, has an end or has `name="value"`. */
export const WORDPRESS_SHORTCODES: TextStep = {
  name: 'wordpress-shortcodes',
  mayApply: (text) => text.includes('[') && MAYBE.test(text),
  run: (source) => rewriteTags(source.text, shortcodes(source), meaning),
};

const MAYBE =
  /\[\/[A-Za-z][\w-]+\]|\[[A-Za-z][\w-]+\s+[\w-]+=|\[(?:gallery|playlist|embed|youtube|vimeo|tweet|twitter|gist|instagram|video|audio|ted|nextpage|contact-form)\b/;

function shortcodes({ text, isInCode }: StepText): Tag[] {
  const found = [...text.matchAll(SHORTCODE)].filter(({ index }) => !isInCode(index));
  const ended = new Set(
    found.filter(([, slash]) => slash === '/').map(([, , name = '']) => name.toLowerCase()),
  );
  const defined = new Set(
    [...text.matchAll(/^ {0,3}\[([\w-]{1,41})\]:/gm)].map(([, name = '']) => name.toLowerCase()),
  );
  const opened = new Set(
    found.filter(([, slash]) => slash === '').map(([, , name = '']) => name.toLowerCase()),
  );
  return found.flatMap(({ 0: whole, 1: slash = '', 2: written = '', 3: rest = '', index: start }): Tag[] => {
    const name = tagName(written);
    const key = written.toLowerCase();
    const end = start + whole.length;
    if (slash === '/')
      return opened.has(key) || KNOWN.test(name)
        ? [{ start, end, name, role: 'close', given: readArguments('') }]
        : [];
    const hasValues =
      /^\s+[\w-]+=\s?["'\w]/.test(rest) ||
      (KNOWN.test(name) && /^(?:=|\s+)["']?(?:https?:\/\/|[\w-]{6,}["']?\s*$)/.test(rest));
    const isBare = rest.trim() === '' || rest.trim() === '/';
    const isReference = text[end] === '[' && !hasValues && !ended.has(key);
    const isMeant =
      hasValues || ended.has(key) || (isBare && ALONE.test(name) && !isAmidWords(text, start, end));
    if (!isMeant || isReference || (!hasValues && defined.has(key))) return [];
    const role = rest.endsWith('/') && !/https?:\S*$/.test(rest) ? 'single' : 'open';
    return [{ start, end, name, role, given: readArguments(rest.replace(/^=/, '')) }];
  });
}

function meaning({ name, given }: PairedTag, inner: string | null): Meaning {
  if (name === 'caption' || name === 'wpcaption') return captioned(given, inner ?? '');
  const words = inner?.trim() ?? '';
  if (name === 'embed' && isWebAddress(words) && !/\s/.test(words)) return block(words);
  if (/^(?:video|audio|wpvideo|videopress)$/.test(name) && isWebAddress(words) && isClipName(words)) {
    return block(writePicture({ src: words }));
  }
  return meaningOf(name.replace(PREFIX, ''), given, inner);
}

/** With which plug-ins begin the names of their own. */
const PREFIX = /^(?:su|av|fusion|cs|tc|wpsm|ub|nectar)(?=[a-z]{4})/;

const IMAGE = /<img\s[^<>]{0,3000}>/i;
const MARKDOWN_IMAGE = /!\[([^\]]{0,1000})\]\(\s*([^\s()]{1,1000})[^()]{0,1000}\)/;

/** A picture with the words under it, which WordPress has had as an argument and behind the picture. */
function captioned(given: PairedTag['given'], inner: string): Meaning {
  const html = IMAGE.exec(inner)?.[0];
  const markdown = MARKDOWN_IMAGE.exec(inner);
  const attribute = (name: string): string | null => {
    const [, double, single] =
      new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(html ?? '') ?? [];
    return double ?? single ?? null;
  };
  const src = html === undefined ? markdown?.[2] : attribute('src');
  if (src === undefined || src === null)
    return inner.trim() === '' ? LEFT_OUT : { kind: 'gone', isTold: false };
  const written = html ?? markdown?.[0] ?? '';
  const [, linked] =
    /<a\s[^<>]{0,2000}?href\s*=\s*["']([^"'<>]{1,1000})["']/i.exec(inner.slice(0, inner.indexOf(written))) ??
    [];
  const [, target] =
    /^\]\(\s*([^\s()]{1,1000})/.exec(inner.slice(inner.indexOf(written) + written.length)) ?? [];
  const rest = inner
    .replace(written, '')
    .replace(/<\/?a\b[^<>]*>\s*(?=$|<)|<a\s[^<>]*>\s*<\/a>/gi, '')
    .replace(/\[\s*\]\([^()]*\)/g, '');
  const behind = plainWords(rest.replace(/^\s*<a\s[^<>]*>\s*(?:<\/a>)?/i, ''));
  const caption = givenOne(given, ['caption']) ?? behind;
  return block(
    writePicture({
      src,
      alt: html === undefined ? (markdown?.[1] ?? null) : attribute('alt'),
      caption,
      link: linked ?? target ?? null,
    }),
  );
}
