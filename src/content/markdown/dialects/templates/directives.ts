import type { Edit } from '../../../../problems/edited-text.ts';
import type { TextStep } from '../text-step.ts';
import { meaningOf } from './meaning/meaning-of.ts';
import { isFirstOfLine } from './lines-around.ts';
import { tagName } from './tag.ts';

/** `.. name:: argument`, its options, and what is indented below it. */
const DIRECTIVE =
  /^([ \t]{0,12})\.\. ([A-Za-z][\w-]{1,30})::(?:[ \t]+([^\n]{0,500}))?((?:\n\1[ \t]{1,12}:[\w-]{1,30}:[^\n]{0,500}){0,20})((?:\n(?:[ \t]*(?=\n|$(?![\s\S]))|\1[ \t]{1,12}\S[^\n]*)){0,2000})/gm;
const OPTION = /:([\w-]{1,30}):[ \t]*([^\n]*)/g;
const CODE = /^(?:code|codeblock|sourcecode|highlight|parsedliteral)$/;

/** Directives of reStructuredText, as Nikola and Pelican have them in Markdown too. */
export const DIRECTIVES: TextStep = {
  name: 'directives',
  mayApply: (text) => text.includes('.. ') && /^[ \t]*\.\. [A-Za-z][\w-]*::/m.test(text),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    const leftOut: { start: number; end: number }[] = [];
    for (const {
      0: whole,
      1: indent = '',
      2: written = '',
      3: argument = '',
      4: options = '',
      5: below = '',
      index,
    } of text.matchAll(DIRECTIVE)) {
      if (isInCode(index) || !isFirstOfLine(text, index)) continue;
      const body = undent(below);
      const replacement = readDirective(tagName(written), argument.trim(), readOptions(options), body);
      const end = index + whole.length;
      if (replacement === null) leftOut.push({ start: index, end });
      edits.push({
        start: index,
        end,
        replacement: `${indent}${(replacement ?? body).replaceAll('\n', `\n${indent}`)}\n`,
      });
    }
    return { edits, leftOut };
  },
};

function readOptions(written: string): Map<string, string> {
  return new Map(
    [...written.matchAll(OPTION)].map(([, name = '', value = '']) => [tagName(name), value.trim()]),
  );
}

function readDirective(
  name: string,
  argument: string,
  options: Map<string, string>,
  body: string,
): string | null {
  if (CODE.test(name)) return `\`\`\`${argument}\n${body.replaceAll('```', '` ` `')}\n\`\`\``;
  const named = new Map(options);
  if (/^(?:figure|image|thumbnail)$/.test(name)) {
    named.set('src', argument);
    if (body !== '' && !named.has('caption')) named.set('caption', body.split(/\n\s*\n/)[0] ?? '');
    const rest = body
      .split(/\n\s*\n/)
      .slice(1)
      .join('\n\n');
    const read = meaningOf('figure', { positional: [], named: withLink(named), written: argument }, null);
    return read.kind === 'text' ? `${read.text}${rest === '' ? '' : `\n\n${rest}`}` : null;
  }
  if (
    argument !== '' &&
    !/^(?:note|tip|hint|warning|important|caution|danger|attention|error|seealso|admonition|pull)/.test(name)
  ) {
    const read = meaningOf(name, { positional: [argument], named, written: argument }, null);
    return read.kind === 'text' && read.isBlock ? read.text : null;
  }
  const inner =
    name === 'admonition' || body === '' ? body : [argument, body].filter((one) => one !== '').join('\n');
  const title = name === 'admonition' ? argument : '';
  const read = meaningOf(
    name,
    { positional: [], named: new Map(title === '' ? [] : [['title', title]]), written: title },
    inner || argument,
  );
  if (read.kind !== 'box') return null;
  const lines = [read.head, ...(inner || argument).split('\n'), ...(read.foot === '' ? [] : [read.foot])];
  return lines.map((line) => `> ${line}`.trimEnd()).join('\n');
}

/** Where a click leads is called the target of a picture. */
function withLink(named: Map<string, string>): Map<string, string> {
  const target = named.get('target');
  if (target !== undefined) named.set('link', target);
  return named;
}

function undent(below: string): string {
  const lines = below.split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return lines
    .map((line) => line.slice(least))
    .join('\n')
    .replace(/^\s*\n|\s+$/g, '');
}
