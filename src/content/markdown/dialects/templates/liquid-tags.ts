import type { Edit } from '../../../../problems/edited-text.ts';
import type { StepText, TextStep } from '../text-step.ts';
import { findDelimited } from './delimited.ts';
import { readArguments } from './read-arguments.ts';
import { rewriteTags } from './rewrite-tags.ts';
import { type Tag, tagName } from './tag.ts';

const TAG = /^[-+~]?\s*(\/?)\s*([\p{L}_][\p{L}\p{N}_./:-]*)?([\s\S]*?)(\/?)[-+~]?$/u;
const INCLUDE =
  /^(?:include|includerelative|includecached|render|renderfile|partial|component|shortcode|leafblock)$/;

/** `{% name … %}` of Liquid, Jinja, Nunjucks, Twig, Hexo, Zola and Markdoc. */
export const LIQUID_TAGS: TextStep = {
  name: 'liquid-tags',
  mayApply: (text) => text.includes('{%'),
  run(source) {
    const tags = liquidTags(source);
    const { edits, leftOut } = rewriteTags(source.text, tags);
    return { edits: [...edits, ...pulledMarks(source.text, tags)], leftOut };
  },
};

/** Octopress pulls a quote out of the paragraphs that it stands in, between `{"` and `"}`: the text stays where it is. */
function pulledMarks(text: string, tags: readonly Tag[]): Edit[] {
  const edits: Edit[] = [];
  let from: number | null = null;
  for (const { name, role, start, end } of tags) {
    if (name !== 'pullquote') continue;
    if (role === 'close' && from !== null) {
      const offset = from;
      for (const { 0: mark, index } of text.slice(offset, start).matchAll(/\{"[ \t]*|[ \t]*"\}/g)) {
        edits.push({ start: offset + index, end: offset + index + mark.length, replacement: '' });
      }
    }
    from = role === 'open' ? end : null;
  }
  return edits;
}

function liquidTags({ text, isInCode }: Pick<StepText, 'text' | 'isInCode'>): Tag[] {
  return findDelimited(text, ['{%', '%}'], isInCode).map(({ start, end, inner }) => {
    const [, slash = '', written = '', rest = '', single = ''] = TAG.exec(inner) ?? [];
    const name = tagName(written);
    const isEnd = slash !== '' || (name.startsWith('end') && rest.trim() === '');
    if (isEnd) return { start, end, name: name.replace(/^end/, ''), role: 'close', given: readArguments('') };
    const role = single === '' ? 'open' : 'single';
    const given = readArguments(rest);
    const [target = '', ...positional] = given.positional;
    if (!INCLUDE.test(name) || target === '') return { start, end, name, role, given };
    // What is included is called by its file: `figure.html`, `components/figure.njk`.
    const file = target.split('/').at(-1) ?? '';
    const called = tagName(file.replace(/\.\w+$/, ''));
    return { start, end, name: called, role, given: { ...given, positional } };
  });
}
