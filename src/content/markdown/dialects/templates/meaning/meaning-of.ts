import { embedAddress } from './embed-address.ts';
import { block, DROPPED, inline, LEFT_OUT, type Meaning, UNWRAPPED } from './meaning.ts';
import { plainWords } from './plain-value.ts';
import { readBox } from './read-box.ts';
import { readLink } from './read-link.ts';
import { readClip, readPicture } from './read-picture.ts';
import { PROSE } from './read-values.ts';
import { givenOne, type TagArguments } from '../tag.ts';

/** Steps of a program, of which nothing is for readers. */
const PROGRAM =
  /^(?:if|unless|elif|elsif|elseif|else|endif|for|each|while|case|when|switch|assign|set|let|capture|cycle|increment|decrement|layout|extends|block|import|from|with|autoescape|filter|spaceless|include\w*|render\w*|partial|section|liquid|tablerow|break|continue|paginate|load|static|csrftoken|trans|do|call|verbatim|raw|end|toc|tableofcontents|lead|more|param|paramref|now|lorem|seo|feedmeta|csscode|icon|fa|fas|emoji|i18n|anchor|id|clear|clearfix|br|hr|newline|space|nbsp)$/;
/** What is between them is no prose either. */
const DROPPED_WITH_CONTENT = /^(?:schema|style|css|stylesheet|javascript|script|js|macro|chart|echarts)$/;
const GALLERY =
  /^(?:light|photo|image|img|picture)?(?:gallery|galleries|carousel|slider|slideshow|swiper|grid|figures)(?:row|grid)?$/;
const WRAPPERS =
  /^(?:html|rawhtml|center|centre|align\w*|left|right|div|span|section|container|wrapper|row|rows|grid|flex|columns?|col\d*|cols|tabs?|tabitem|tabpane|tabpanel|tabgroup|tabsitem|codetabs|codegroup|cards?|cardgroup|steps?|group|buttons|slide|lead|large|small|big|markdown|md|markdownify|noop|nobr|block|wrap|mark|highlighted|underline|abbr|kbd|dropcap|timeline|timelineitem|accordions|accordiongroup|fullwidth|sidenote|marginnote|onehalf\w*|onethird\w*|twothirds?\w*|vc\w+|etpb\w+|fusion\w+|toc|text|rtl|ltr|lang|color|font|size|p|capture|imgtxt|server|client|location|sup|sub|underline)$/;

/**
 * What a tag means, whatever system it is of, by its name and what it was given. `inner` is what stands between it and its
 * end, null where it has none.
 */
export function meaningOf(name: string, given: TagArguments, inner: string | null): Meaning {
  const words = inner?.trim() ?? '';
  return (
    readClip(name, given, words) ??
    readEmbed(name, given, words) ??
    readPicture(name, given, inner) ??
    readBox(name, given, inner) ??
    readLink(name, given, inner) ??
    readRest(name, given, inner)
  );
}

function readEmbed(name: string, given: TagArguments, inner: string): Meaning | null {
  const address = embedAddress(name, given, inner.length < 300 && !/\s/.test(inner) ? inner : '');
  return address === null ? null : block(encodeURI(decodeSafely(address)));
}

function decodeSafely(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address.replaceAll('%', '%25');
  }
}

/** What is only laid out keeps its title, as a line of its own. */
function titled(given: TagArguments): Meaning {
  const title = plainWords(givenOne(given, ['title', 'header', 'heading']) ?? '');
  if (!/\p{L}/u.test(title)) return UNWRAPPED;
  return { kind: 'around', before: `**${title.replace(/\*/g, '')}**\n\n`, after: '' };
}

function readRest(name: string, given: TagArguments, inner: string | null): Meaning {
  if (/^(?:math|katex|latex|mathjax)$/.test(name) && inner !== null) {
    const sign = inner.includes('\n') ? '$$' : '$';
    return { kind: 'around', before: sign, after: sign };
  }
  if (DROPPED_WITH_CONTENT.test(name) && inner !== null) return DROPPED;
  if (PROGRAM.test(name)) return LEFT_OUT;
  if (GALLERY.test(name) && inner !== null) return { kind: 'gallery' };
  if (WRAPPERS.test(name) && inner !== null) return titled(given);
  if (inner !== null) return LEFT_OUT;
  // Hexo’s `{% label primary@text %}`.
  if (name === 'label') return inline(plainWords(given.written.replace(/^\s*\w{0,20}@/, '')));
  const prose =
    givenOne(given, PROSE) ?? given.positional.find((one) => /\p{L}\S*\s+\S*\p{L}/u.test(one)) ?? '';
  return /\p{L}\S*\s+\S*\p{L}/u.test(prose) ? inline(plainWords(prose)) : LEFT_OUT;
}
