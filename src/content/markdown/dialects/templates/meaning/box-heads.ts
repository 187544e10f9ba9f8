import { bareWords, plainWords } from './plain-value.ts';
import { givenOne, type TagArguments, tagName } from '../tag.ts';

/** Words for kinds of boxes in other systems, and ours. */
const KINDS: Readonly<Record<string, string>> = {
  note: 'note',
  info: 'note',
  information: 'note',
  notice: 'note',
  primary: 'note',
  secondary: 'note',
  default: 'note',
  abstract: 'note',
  summary: 'note',
  tldr: 'note',
  question: 'note',
  faq: 'note',
  example: 'note',
  todo: 'note',
  see: 'note',
  seealso: 'note',
  aside: 'note',
  light: 'note',
  dark: 'note',
  tip: 'tip',
  hint: 'tip',
  success: 'tip',
  check: 'tip',
  done: 'tip',
  idea: 'tip',
  important: 'important',
  announcement: 'important',
  update: 'important',
  warning: 'warning',
  warn: 'warning',
  attention: 'warning',
  caveat: 'warning',
  caution: 'caution',
  danger: 'caution',
  error: 'caution',
  fail: 'caution',
  failure: 'caution',
  bug: 'caution',
  critical: 'caution',
  facts: 'facts',
  factbox: 'facts',
  infobox: 'facts',
  keyfacts: 'facts',
};

/** Tags that are a box of whatever kind they are given. */
const ANY_BOX =
  /^(?:bootstrap|ui|c|mdx)?(?:note|notice|alert|alertbox|callout|admonition|notification|message|panel|box|aside|hint|infoblock|highlightbox|noticebox|calloutbox|notebox)$/;
/** `alert-warning`, `note-info`: the kind in the name. */
const KIND_IN_NAME =
  /^(?:note|notice|alert|callout|admonition|box|message|panel|hint)(?=.)|(?:note|notice|alert|callout|admonition|box|panel)$/;
const TITLES = ['title', 'header', 'heading', 'name'];

/** The first line of a box by its tag, `[!note] Title`; null where the tag makes none. */
export function boxHead(name: string, given: TagArguments): string | null {
  const own = KINDS[name] ?? KINDS[name.replace(KIND_IN_NAME, '')];
  if (!ANY_BOX.test(name) && own === undefined) return null;
  const [first = '', ...rest] = given.positional.map(bareWords);
  const asked = givenOne(given, [
    'type',
    'kind',
    'level',
    'style',
    'variant',
    'tone',
    'status',
    'class',
    'icon',
    'color',
    'intent',
  ]);
  const askedKind = kindOf(asked ?? '');
  const firstKind = kindOf(first);
  const kind = askedKind ?? firstKind ?? own ?? 'note';
  const isFirstTitle = firstKind === null && /\s|^\p{Lu}/u.test(first);
  const title =
    givenOne(given, TITLES) ?? (isFirstTitle ? first : (rest.find((one) => /\s|^\p{Lu}/u.test(one)) ?? ''));
  return mark(kind, title);
}

const DETAILS =
  /^(?:details?|expand|expander|expandable|collapse|collapsible|collapsed|spoiler|fold|folding|toggle|cut|disclosure|hideable|hidetoggle|accordion|accordionitem|dropdown|readmore|showmore)$/;

/** The same of what is folded away under a line of text. */
export function detailsHead(name: string, given: TagArguments): string | null {
  if (!DETAILS.test(name)) return null;
  const title =
    givenOne(given, ['summary', 'title', 'label', 'header', 'heading', 'text', 'name']) ??
    given.positional.filter((one) => !/^(?:open|closed|true|false)$/i.test(one)).join(' ');
  const isOpen =
    givenOne(given, ['open', 'expanded', 'isopen', 'defaultopen']) ??
    given.positional.find((one) => one === 'open');
  return mark(isOpen !== null && isOpen !== undefined && isOpen !== 'false' ? 'details]+' : 'details', title);
}

const QUOTES =
  /^(?:block|pull|big|feature|card|testimonial)?(?:quote|quotation)(?:s|block|card)?$|^(?:cq|centerquote|epigraph|citation|pullquote|quoteblock)$/;

export const isQuoteName = (name: string): boolean => QUOTES.test(name);

/** Who said it: `— Name, source`; '' where the tag does not tell. */
export function quoteSource(given: TagArguments): string {
  const who = givenOne(given, [
    'author',
    'cite',
    'by',
    'name',
    'attribution',
    'person',
    'who',
    'footer',
    'credit',
  ]);
  const where = givenOne(given, ['source', 'title', 'role', 'work', 'from']);
  const link = givenOne(given, ['link', 'url', 'href', 'sourceurl', 'authorurl']);
  const words = [who ?? '', where ?? '']
    .map(plainWords)
    .filter((one) => one !== '')
    .join(', ');
  if (words === '') return positionalSource(given);
  return link === null || !/^(?:https?:\/\/|\/)\S+$/.test(link) ? `— ${words}` : `— [${words}](${link})`;
}

/** Octopress and Hexo: `author, source https://… title of the source`. */
function positionalSource({ positional, written }: TagArguments): string {
  if (positional.length === 0) return '';
  const plain = written
    .replace(/["'`]/g, '')
    .replace(/^\s*\(|\)\s*$/g, '')
    .trim();
  const [, before = '', link, behind = ''] = /^([\s\S]*?)(?:(https?:\/\/\S+)([\s\S]*))?$/.exec(plain) ?? [];
  const name = plainWords(before.replace(/(?:^|\s)(?:left|right|center)$/, '').replace(/,\s*$/, ''));
  if (link === undefined) return name === '' ? '' : `— ${name}`;
  const linked = `[${plainWords(behind) || name || link}](${link})`;
  return name === '' || behind.trim() === '' ? `— ${linked}` : `— ${name}, ${linked}`;
}

/** The kind that an argument names, be it as a class (`alert-warning`); null for none. */
function kindOf(value: string): string | null {
  const plain = tagName(value);
  const known = KINDS[plain] ?? KINDS[plain.replace(KIND_IN_NAME, '')];
  return known ?? null;
}

const mark = (kind: string, title: string): string => {
  const words = plainWords(title);
  return `[!${kind}${kind.includes(']') ? '' : ']'}${words === '' ? '' : ` ${words}`}`;
};
