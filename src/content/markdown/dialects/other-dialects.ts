import { ATTRIBUTE_LISTS } from './attributes/attribute-lists.ts';
import { KRAMDOWN_TAGS } from './attributes/kramdown-tags.ts';
import { COLON_BOXES } from './boxes/colon-boxes.ts';
import { MARK_BOXES } from './boxes/mark-boxes.ts';
import { CONTENTS_MARKERS } from './contents-markers.ts';
import { EMOJI_NAMES } from './emoji-names.ts';
import { OBSIDIAN_BLOCK_IDS, OBSIDIAN_EMBEDS } from './obsidian-parts.ts';
import type { TextStep } from './text-step.ts';

/**
 * The steps that read other dialects of Markdown, once no code of templates is left. Boxes come before attribute lists, as
 * their first lines may hold some.
 */
export const OTHER_DIALECTS: readonly TextStep[] = [
  CONTENTS_MARKERS,
  KRAMDOWN_TAGS,
  MARK_BOXES,
  COLON_BOXES,
  ATTRIBUTE_LISTS,
  OBSIDIAN_BLOCK_IDS,
  OBSIDIAN_EMBEDS,
  EMOJI_NAMES,
];
