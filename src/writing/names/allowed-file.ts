import { isFrontFile } from '../../content/fronts/front-files.ts';
import { isLabelsFile } from '../../content/labels/labels-file.ts';
import { listOfEdition } from '../../content/source/edition-file.ts';
import { MAX_FOLDER_DEPTH } from '../../content/source/limits.ts';
import { isEditorsFile } from '../../content/source/list-files.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { isMediaName } from '../../domain/media-file.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { Refusal } from './refusal.ts';

/** Folders of texts, which may have pictures and files beside them. */
const OF_TEXTS: ReadonlySet<string> = new Set(['articles', 'pages', 'authors']);
const MEDIA = 'media';
const AT_ROOT: ReadonlySet<string> = new Set(['site.yaml', 'permalinks.txt']);

/** Most file systems take no longer name (NAME_MAX of Linux), in bytes; our drafts beside it are shorter. */
const MOST_NAME_BYTES = 255;
const MOST_PATH_BYTES = 1_000;

/**
 * Why nothing at a path below the content folder may be read or written; null where it may. It has no control character and no part
 * that leads elsewhere or is hidden, and is one of the newsroom's files: texts, pictures, files, lists, fronts, labels, site.yaml.
 */
export function refusedName(file: string): Refusal | null {
  const parts = file.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..') || /[\p{Cc}\\\ufffd]/u.test(file))
    return BAD;
  if (!parts.every(isEditorsFile)) return HIDDEN;
  const isLong = parts.some((part) => Buffer.byteLength(part) > MOST_NAME_BYTES);
  if (isLong || Buffer.byteLength(file) > MOST_PATH_BYTES || parts.length > MAX_FOLDER_DEPTH + 2) return LONG;
  return isNewsroomFile(file, parts) ? null : notOurs(file);
}

function isNewsroomFile(file: string, parts: readonly string[]): boolean {
  const [top = ''] = parts;
  const name = parts.at(-1) ?? '';
  if (parts.length === 1 && (AT_ROOT.has(file) || isLabelsFile(file) || listOfEdition(file) !== null))
    return true;
  if (isFrontFile(file)) return true;
  if (parts.length > 1 && OF_TEXTS.has(top)) return MARKDOWN_NAME.test(name) || isMediaName(name);
  return parts.length > 1 && top === MEDIA && isMediaName(name);
}

/** Names that Windows keeps for itself, and characters that it has in no name: clones and Dropbox folders stand there as well. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const FOREIGN = /[<>:"|?*]|[. ]$|^ /;

/** Why no new file may be called so, though one that is there may be written; null where it may. */
export function refusedNewName(file: string): Refusal | null {
  const odd = file.split('/').find((part) => RESERVED.test(part) || FOREIGN.test(part));
  if (odd === undefined) return null;
  return {
    code: 'name-not-portable',
    message: `Not every machine can have a file called ${quoteText(odd)}.`,
    hint: 'Use letters, digits and hyphens.',
  };
}

const BAD: Refusal = {
  code: 'name-invalid',
  message: 'This is no path below the content folder.',
  hint: 'Give one such as articles/ferry.md, without "..", a backslash or characters that cannot be seen.',
};
const HIDDEN: Refusal = {
  code: 'name-hidden',
  message: 'The name is that of a hidden file, or of one that programs make for themselves.',
  hint: 'Begin it with a letter or digit, and leave out endings such as .bak and .tmp.',
};
const LONG: Refusal = {
  code: 'name-too-long',
  message: 'The name or its path is too long.',
  hint: `Use at most ${MOST_NAME_BYTES} bytes for a name, ${MAX_FOLDER_DEPTH} folders, and ${MOST_PATH_BYTES} bytes in all.`,
};
const notOurs = (file: string): Refusal => ({
  code: 'name-not-of-newsroom',
  message: `${quoteText(file)} is none of the newsroom’s files.`,
  hint:
    'Texts end in .md and lie in articles, pages or authors; pictures and files there or in media; front.yaml, top-stories.yaml, ' +
    'partners.yaml, labels.yaml and site.yaml lie at the root.',
});
