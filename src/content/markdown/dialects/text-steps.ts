import { EDITORS_NOTES } from './editors-notes.ts';
import { LIST_MARKERS } from './list-markers.ts';
import { MDX_PROGRAM } from './mdx-program.ts';
import { OTHER_DIALECTS } from './other-dialects.ts';
import { TEMPLATE_ADDRESSES } from './template-addresses.ts';
import { RAW_EMBEDS } from './raw-embeds.ts';
import type { TextStep } from './text-step.ts';

/** The steps from other systems’ Markdown to ours, in the order in which they are made. */
export const TEXT_STEPS: readonly TextStep[] = [
  EDITORS_NOTES,
  MDX_PROGRAM,
  LIST_MARKERS,
  TEMPLATE_ADDRESSES,
  RAW_EMBEDS,
  ...OTHER_DIALECTS,
];
