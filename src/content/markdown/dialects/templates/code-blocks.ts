import { findCode } from '../../../../domain/markdown/find-code.ts';
import {
  mayHoldVerbatim,
  type Verbatim,
  verbatimScanner,
} from '../../../../domain/markdown/find-verbatim.ts';
import type { Edit } from '../../../../problems/edited-text.ts';
import type { TextStep } from '../text-step.ts';
import { indentOf, isFirstOfLine, isLastOfLine } from './lines-around.ts';
import { readArguments } from './read-arguments.ts';
import { givenOne } from './tag.ts';

const LANGUAGE = /^[\w+#.-]{1,30}$/;

/** Code between tags (`{% highlight ruby %}`, `{{< highlight go >}}`, `[sourcecode]`) is code between fences. */
export const CODE_BLOCKS: TextStep = {
  name: 'code-blocks',
  mayApply: mayHoldVerbatim,
  run({ text }) {
    const scanner = verbatimScanner(text);
    const edits: Edit[] = [];
    // Each of them is a stretch of code of its own; what begins within another one is none.
    for (const { start } of findCode(text)) {
      const found = scanner.next(start);
      if (found?.start === start) edits.push(...fenced(text, found));
    }
    return { edits };
  },
};

function fenced(text: string, found: Verbatim): Edit[] {
  const { start, end, from, to } = found;
  const code = text.slice(from, to);
  if (!code.includes('\n') && !(isFirstOfLine(text, start) && isLastOfLine(text, end))) {
    const tick = code.includes('`') ? '``' : '`';
    const blank = tick === '``' ? ' ' : '';
    return [
      { start, end: from + blanksBefore(code), replacement: tick + blank },
      { start: to - blanksBehind(code), end, replacement: blank + tick },
    ];
  }
  const fence = '`'.repeat(
    Math.max(3, ...[...code.matchAll(/^[ \t]*(`{3,})/gm)].map(([, run = '']) => run.length + 1)),
  );
  const indent = indentOf(text, start);
  const above = isFirstOfLine(text, start) ? '' : `\n\n${indent}`;
  const below = isLastOfLine(text, end) ? '' : `\n${indent}\n${indent}`;
  const isBroken = /^[ \t]*\n/.exec(code);
  const head = isBroken === null ? '\n' + indent : '';
  const tail = /\n[ \t]*$/.exec(code);
  return [
    { start, end: from, replacement: `${above}${fence}${languageOf(found)}${head}` },
    { start: tail === null ? to : from + tail.index, end, replacement: `\n${indent}${fence}${below}` },
  ];
}

const blanksBefore = (code: string): number => code.length - code.trimStart().length;
const blanksBehind = (code: string): number => (code.trim() === '' ? 0 : code.length - code.trimEnd().length);

/** The language that the tag names: its first word where only that can be one, or what says so. */
function languageOf({ name, rest }: Verbatim): string {
  const given = readArguments(rest.replace(/^=/, ''));
  const named = givenOne(given, ['lang', 'language', 'syntax', 'type']);
  const [first = ''] = given.positional;
  const isOwn = !/^(?:highlight|codeblock|code-block|code|prism|prettify|sourcecode|source|snippet)$/.test(
    name,
  );
  // The first words of Hexo’s and Octopress’s are a title.
  const isTitle = /^codeblock$/.test(name) || /\.\w+$/.test(first);
  const language = named ?? (isOwn ? name : isTitle ? '' : first);
  return LANGUAGE.test(language) ? language.toLowerCase() : '';
}
