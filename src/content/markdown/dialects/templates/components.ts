import { findCode } from '../../../../domain/markdown/find-code.ts';
import { isMdxName } from '../../../../domain/markdown/markdown-name.ts';
import type { Edit } from '../../../../problems/edited-text.ts';
import type { StepText, TextStep } from '../text-step.ts';
import { UNWRAPPED, type Meaning } from './meaning/meaning.ts';
import { meaningOf } from './meaning/meaning-of.ts';
import { type RewrittenTags, rewriteTags } from './rewrite-tags.ts';
import { type PairedTag, type Tag, type TagArguments, tagName } from './tag.ts';
import { findCodeAttributes, findModules, tagEnd } from '../../../../domain/markdown/find-mdx.ts';

const TAG = /<(\/?)([A-Z][\w.]{0,60}|(?:lite-)?(?:youtube|vimeo)(?:-\w+)?)(?=[\s/>])/g;
const ATTRIBUTE =
  /([A-Za-z_][\w:-]{0,60})\s*=\s*(?:"([^"]{0,3000})"|'([^']{0,3000})'|\{\s*(?:"([^"]{0,3000})"|'([^']{0,3000})'|`([^`]{0,3000})`|([^{}]{0,1000}(?:\{[^{}]{0,1000}\}[^{}]{0,1000}){0,3}))\s*\})/g;
const IMPORT_LINE = /^import\s[^\n]{0,500}["'];?[ \t]*$/m;

/**
 * Components of MDX and of what else has them (`<Figure src="quay.jpg" />`, `<Note>…</Note>`), in files of any name, as Docusaurus
 * and VitePress write them. In plain Markdown only what has an end, or needs none, is a component: `<Name>` may be an editor’s own
 * text.
 */
export const COMPONENTS: TextStep = {
  name: 'components',
  mayApply: (text) =>
    (text.includes('<') && /={|<(?:[A-Z][\w.]*|(?:lite-)?(?:youtube|vimeo)[\w-]*)[\s/>]/.test(text)) ||
    (text.includes('import ') && IMPORT_LINE.test(text)),
  run(source): RewrittenTags {
    const { text, file, isInCode } = source;
    const tags: Tag[] = [];
    let last = 0;
    for (const { 0: whole, 1: slash = '', 2: name = '', index: start } of text.matchAll(TAG)) {
      if (start < last || isInCode(start) || text[start - 1] === '\\') continue;
      const end = tagEnd(text, start + whole.length);
      if (end === null) continue;
      last = end;
      const written = text.slice(start + whole.length, end - 1);
      const isSingle = written.endsWith('/');
      const role = slash === '/' ? 'close' : isSingle ? 'single' : 'open';
      tags.push({ start, end, name: tagName(name), role, given: readAttributes(written) });
    }
    const isMdx = isMdxName(file);
    const meant = isMdx ? tags : closedOnly(tags);
    const read = (tag: PairedTag, inner: string | null): Meaning => {
      const found = meaning(tag, inner);
      // What goes of MDX goes with its indents in a step of its own.
      return isMdx && found.kind === 'gone' ? { kind: 'kept', isTold: found.isTold } : found;
    };
    const { edits, leftOut } = rewriteTags(text, meant, read);
    return isMdx ? { edits, leftOut } : { edits: [...edits, ...program(source, edits)], leftOut };
  },
};

/** Imports and their like, and attributes of HTML whose values are code: `style={{color: "red"}}`. */
function program({ text, isInCode }: StepText, edits: readonly Edit[]): Edit[] {
  const modules = MODULES.test(text) ? findModules(text, isInCode) : [];
  // In `<code style={{…}}>` as well.
  const fenced = text.includes('={') ? findCode(text).filter(({ start }) => text[start] !== '<') : [];
  const isFenced = (at: number): boolean => fenced.some(({ start, end }) => start <= at && at < end);
  const attributes = text.includes('={') ? findCodeAttributes(text, isFenced) : [];
  const taken = [...edits, ...modules];
  const free = attributes.filter(({ start }) => !taken.some((one) => one.start <= start && start < one.end));
  return [...modules, ...free].map((part) => ({ ...part, replacement: '' }));
}

const MODULES = /^(?:import|export)\s/m;

/** Tags of components that surely are some: each that is single, or has a partner. */
function closedOnly(tags: readonly Tag[]): Tag[] {
  const ended = new Set(tags.filter(({ role }) => role === 'close').map(({ name }) => name));
  const opened = new Set(tags.filter(({ role }) => role === 'open').map(({ name }) => name));
  return tags.filter(({ role, name }) =>
    role === 'single' ? true : role === 'open' ? ended.has(name) : opened.has(name),
  );
}

/** HTML in capital letters is HTML. */
const HTML =
  /^(?:a|abbr|b|blockquote|body|br|center|cite|code|dd|del|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|iframe|object|embed|video|audio|script|style)$/;

function meaning({ name, given }: PairedTag, inner: string | null): Meaning {
  // `<Box>` and its like are how a page is laid out.
  if (/^(?:codeblock|code|pre|highlight|box|panel|card|message)$/.test(name) || HTML.test(name))
    return UNWRAPPED;
  const read = meaningOf(name, given, inner);
  // Components nobody knows have always gone without a word where text is in them.
  return read.kind === 'gone' && inner !== null ? UNWRAPPED : read.kind === 'dropped' ? UNWRAPPED : read;
}

function readAttributes(written: string): TagArguments {
  const named = new Map<string, string>();
  for (const [, name = '', ...values] of written.matchAll(ATTRIBUTE)) {
    const [double, single, inDouble, inSingle, tick] = values;
    const value = double ?? single ?? inDouble ?? inSingle ?? tick;
    if (value === undefined) continue;
    named.set(tagName(name), /^@site\/static\//.test(value) ? value.slice('@site/static'.length) : value);
  }
  if (/(?:^|\s)open(?=[\s/]|$)/.test(written)) named.set('open', 'true');
  return { positional: [], named, written };
}
