import { findMdx } from '../../../domain/markdown/find-mdx.ts';
import { isMdxName } from '../../../domain/markdown/markdown-name.ts';
import type { TextStep } from './text-step.ts';

/** What a text of MDX has for its program: imports, exports, tags of components, whose text stays. */
export const MDX_PROGRAM: TextStep = {
  name: 'mdx',
  mayApply: (_, file) => isMdxName(file),
  run: ({ text }) => ({ edits: findMdx(text).map((part) => ({ ...part, replacement: '' })) }),
};
