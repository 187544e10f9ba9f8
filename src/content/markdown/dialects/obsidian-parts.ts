import { CLIP_ENDINGS, PICTURE_ENDINGS } from '../../../domain/files/shown-names.ts';
import { ANYWHERE } from '../../../domain/marks/file-marks.ts';
import { toSlug } from '../../../domain/slug.ts';
import type { Edit } from '../../../problems/edited-text.ts';
import type { TextStep } from './text-step.ts';

/** The name of a block at the end of a line, or on a line of its own below it, perhaps after a blank one: `^quay-2026`. A short number is none of these. */
const BLOCK_ID =
  /(?<=\S)([ \t]{1,20}|\n[ \t]{0,20}(?:\n[ \t]{0,20})?)\^((?=[\d-]{0,60}[a-z]|\d{6})[a-z0-9][a-z0-9-]{0,60})[ \t]*(?=\n|$)/gi;

/** Obsidian's names of blocks become names of our own, to which links lead. */
export const OBSIDIAN_BLOCK_IDS: TextStep = {
  name: 'block-ids',
  mayApply: (text) => text.includes('^') && /[ \t\n]\^[a-z0-9][a-z0-9-]{0,60}[ \t]*(?:\n|$)/i.test(text),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    for (const { 0: written, 1: space = '', 2: name = '', index } of text.matchAll(BLOCK_ID)) {
      if (isInCode(index)) continue;
      const before = /\n[ \t]*\n/.test(space) ? '\n\n' : ' ';
      edits.push({ start: index, end: index + written.length, replacement: `${before}{#${toSlug(name)}}` });
    }
    return { edits };
  },
};

/** Files that a text shows rather than links to. */
const SHOWN = new RegExp(String.raw`\.(?:${PICTURE_ENDINGS}|${CLIP_ENDINGS})$`, 'i');
const EMBED = /!\[\[([^[\]|#^<>\\\n]{1,200})(?:#[^[\]|\n]{0,100})?(?:\\?\|([^[\]\n]{0,300}))?\]\]/g;
const SIZE = /^\s*\d{1,5}(?:x\d{1,5})?\s*$/;

/** Pictures and clips that Obsidian embeds by name become pictures and clips; sizes go. Embedded notes are links. */
export const OBSIDIAN_EMBEDS: TextStep = {
  name: 'embeds-by-name',
  mayApply: (text) => text.includes('![['),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    for (const { 0: written, 1: name = '', 2: label = '', index } of text.matchAll(EMBED)) {
      const file = name.trim();
      if (!SHOWN.test(file) || isInCode(index)) continue;
      const alt = label
        .split('|')
        .filter((part) => !SIZE.test(part))
        .join(' ')
        .trim();
      // By its name, wherever it lies.
      const address = ANYWHERE + encodeURI(file).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
      edits.push({ start: index, end: index + written.length, replacement: `![${alt}](${address})` });
    }
    return { edits };
  },
};
