import type { Edit } from '../../../../problems/edited-text.ts';
import type { StepText, TextStep } from '../text-step.ts';
import { findDelimited } from './delimited.ts';
import { readArguments } from './read-arguments.ts';
import { rewriteTags } from './rewrite-tags.ts';
import { type Tag, tagName } from './tag.ts';

const DELIMITERS = [
  ['{{<', '>}}'],
  ['{{%', '%}}'],
] as const;
const TAG = /^\s*(\/?)\s*([\p{L}\p{N}_][\p{L}\p{N}_./-]*)?([\s\S]*?)(\/?)\s*$/u;
const LITERAL = /^\/\*([\s\S]*)\*\/$/;

/** `{{< name … >}}` and `{{% name … %}}` of Hugo. One in marks of a comment is there to be read: it becomes code. */
export const HUGO_SHORTCODES: TextStep = {
  name: 'hugo-shortcodes',
  mayApply: (text) => text.includes('{{<') || text.includes('{{%'),
  run(source) {
    const { tags, literals } = shortcodes(source);
    const { edits, leftOut } = rewriteTags(source.text, tags);
    const free = literals.filter(
      ({ start }) => !edits.some((edit) => edit.start <= start && start < edit.end),
    );
    return { edits: [...edits, ...free], leftOut };
  },
};

function shortcodes({ text, isInCode }: StepText): { tags: Tag[]; literals: Edit[] } {
  const tags: Tag[] = [];
  const literals: Edit[] = [];
  for (const delimiters of DELIMITERS) {
    for (const { start, end, inner } of findDelimited(text, delimiters, isInCode)) {
      const literal = LITERAL.exec(inner)?.[1];
      if (literal !== undefined) {
        const [open, close] = delimiters;
        literals.push({ start, end, replacement: `\`${open}${literal.replace(/\s+/g, ' ')}${close}\`` });
        continue;
      }
      const [, slash = '', written = '', rest = '', single = ''] = TAG.exec(inner) ?? [];
      const name = tagName(
        written
          .split('/')
          .at(-1)
          ?.replace(/\.html$/, '') ?? '',
      );
      const role = slash === '/' ? 'close' : single === '/' ? 'single' : 'open';
      tags.push({ start, end, name, role, given: readArguments(rest) });
    }
  }
  return { tags: tags.sort((a, b) => a.start - b.start), literals };
}
