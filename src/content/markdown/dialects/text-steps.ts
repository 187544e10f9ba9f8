import { EDITORS_NOTES } from './editors-notes.ts';
import { LIST_MARKERS } from './list-markers.ts';
import { MDX_PROGRAM } from './mdx-program.ts';
import { OTHER_DIALECTS } from './other-dialects.ts';
import { TEMPLATE_ADDRESSES } from './template-addresses.ts';
import { RAW_EMBEDS } from './raw-embeds.ts';
import { HIDDEN_CONTAINERS } from './boxes/hidden-containers.ts';
import { BLOCK_COMMENTS } from './templates/block-comments.ts';
import { CODE_ADDRESSES } from './templates/code-addresses.ts';
import { CODE_BLOCKS } from './templates/code-blocks.ts';
import { COMPONENTS } from './templates/components.ts';
import { DIRECTIVES } from './templates/directives.ts';
import { EXPRESSIONS } from './templates/expressions.ts';
import { HUGO_SHORTCODES } from './templates/hugo-shortcodes.ts';
import { KIRBY_TAGS } from './templates/kirby-tags.ts';
import { LIQUID_TAGS } from './templates/liquid-tags.ts';
import { RAW_REGIONS } from './templates/raw-regions.ts';
import { VARIABLES } from './templates/variables.ts';
import { WORDPRESS_SHORTCODES } from './templates/wordpress-shortcodes.ts';
import type { TextStep } from './text-step.ts';

/** The steps from other systems’ Markdown to ours, in the order in which they are made. */
export const TEXT_STEPS: readonly TextStep[] = [
  // Before anything else, which could take the beginning or the end of a note for its own.
  EDITORS_NOTES,
  HIDDEN_CONTAINERS,
  BLOCK_COMMENTS,
  // Before anything reads it, code is what Markdown knows as code.
  CODE_BLOCKS,
  RAW_REGIONS,
  // Addresses are read before the tags in which they stand.
  TEMPLATE_ADDRESSES,
  DIRECTIVES,
  HUGO_SHORTCODES,
  LIQUID_TAGS,
  CODE_ADDRESSES,
  COMPONENTS,
  MDX_PROGRAM,
  EXPRESSIONS,
  WORDPRESS_SHORTCODES,
  KIRBY_TAGS,
  VARIABLES,
  LIST_MARKERS,
  RAW_EMBEDS,
  ...OTHER_DIALECTS,
];
