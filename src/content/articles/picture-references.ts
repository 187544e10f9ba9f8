import { CAPTION_LANGUAGES, POSTER_ENDS } from '../../domain/files/clip.ts';
import { FILE_KINDS, type FileKind, fileKindOf } from '../../domain/files/file-kinds.ts';
import type { SiteHosts } from '../../domain/hosts/site-hosts.ts';
import { ANYWHERE } from '../../domain/marks/file-marks.ts';
import { mediaFile } from '../../domain/media-file.ts';
import { classifyMedia, fetchedAddress, type NamedPicture } from '../../domain/picture-source.ts';
import { decodeReferences } from '../../html/escape.ts';

/** A place in a text where a picture, or another file of the site, is named. */
export interface PictureReference extends NamedPicture {
  /** Where its name begins in the text, in UTF-16 code units. */
  readonly offset: number;
  /** Whether a picture or a link is written there, and not a name that stands in a sentence. */
  readonly isCertain: boolean;
}

const PICTURES = ['p?jpe?g', 'jpe', 'jfif', 'png', 'webp', 'avif', 'gif', 'svg', 'tiff?'];
const EXTENSION = new RegExp(`\\.(?:${[...PICTURES, ...FILE_KINDS.keys()].join('|')})(?![\\w-])`, 'gi');

/** Longest name that is looked at, and most names in a text. */
const MAX_LENGTH = 1000;
const MAX_NAMES = 2000;

/**
 * Every picture and other file of the site that a Markdown or HTML text may show or lead to, each once, at its first certain place.
 * Goes by the names' extensions and so by names too that no picture is made of; it parses nothing. Beside a clip stand what
 * may be its captions and its poster. `file` is the path of the text below the content folder.
 */
export function findPictures(text: string, file: string, hosts: SiteHosts = {}): PictureReference[] {
  const found = new Map<string, PictureReference>();
  const note = (named: NamedPicture, offset: number, isCertain: boolean): void => {
    const known = found.get(named.src);
    if (known === undefined || (isCertain && !known.isCertain))
      found.set(named.src, { ...named, offset, isCertain });
  };
  let count = 0;
  for (const { index, 0: extension } of text.matchAll(EXTENSION)) {
    count += 1;
    if (count > MAX_NAMES) break;
    const end = index + extension.length;
    const lineStart = Math.max(text.lastIndexOf('\n', index) + 1, end - MAX_LENGTH);
    const line = text.slice(lineStart, end);
    const kind = fileKindOf(`x${extension}`);
    for (const start of kind === null ? startsIn(line) : startsOfFile(line, kind)) {
      const name = plain(line.slice(start.from));
      const address = start.isAnywhere === true ? ANYWHERE + name : name;
      const source = classifyMedia(address, file, hosts.isOwnHost);
      if (source.kind !== 'served' || mediaFile(source.src) === null) continue;
      const { kind: _, ...named } = source;
      const at = lineStart + start.from;
      // What is fetched is only looked for here first.
      note(named, at, start.isCertain && (kind !== null || fetchedAddress(address, hosts) === null));
      for (const end of kind === null ? NOTHING : companionsOf(kind))
        note({ ...named, src: named.src.replace(/\.\w+$/, end) }, at, false);
    }
  }
  return [...found.values()];
}

const CAPTIONS: readonly string[] = ['.vtt', ...CAPTION_LANGUAGES.map((language) => `.${language}.vtt`)];
const NOTHING: readonly string[] = [];

/** The ends of the names of what belongs to a clip: captions, and for one that is seen a poster. */
function companionsOf({ type }: FileKind): readonly string[] {
  if (type.startsWith('video/')) return [...CAPTIONS, ...POSTER_ENDS];
  return type.startsWith('audio/') ? CAPTIONS : NOTHING;
}

/** The same of another file: sentences name such files without meaning one, as `package.json`. */
function startsOfFile(line: string, { isText }: FileKind): readonly NameStart[] {
  const at = Math.max(line.lastIndexOf('href="'), line.lastIndexOf("href='")) + 'href="'.length;
  if (at >= 'href="'.length && !/["'<>]/.test(line.slice(at))) return [{ from: at, isCertain: true }];
  return startsIn(line).filter(({ isCertain }) => isCertain || !isText);
}

interface NameStart {
  readonly from: number;
  readonly isCertain: boolean;
  readonly isAnywhere?: boolean | undefined;
}

/** Where the name that ends a line may begin; only there where that is certain. */
function startsIn(line: string): readonly NameStart[] {
  for (const { opening, name, isAnywhere } of CERTAIN) {
    const at = line.lastIndexOf(opening);
    const found = at === -1 ? undefined : name.exec(line.slice(at + opening.length))?.[1];
    if (found !== undefined) return [{ from: line.length - found.length, isCertain: true, isAnywhere }];
  }
  // The value of a key, which may have spaces.
  const key = /^[\s-]*\w+["']?\s*[:=]\s*["']?/.exec(line)?.[0].length;
  const word = afterLast(line, ' \t"\'<>()[],=');
  const quoted = afterLast(line, '"\'<');
  return [word, quoted, ...(key === undefined ? [] : [key])].map((from) => ({ from, isCertain: false }));
}

/** What comes before a name: of an embed of wikis, a Markdown destination, an `<img>`, the definition of a reference. */
const CERTAIN: readonly { readonly opening: string; readonly name: RegExp; readonly isAnywhere?: boolean }[] =
  [
    { opening: '![[', name: /^([^[\]|#^<>]*)$/, isAnywhere: true },
    { opening: '](', name: /^[ \t]*<([^<>]*)$/ },
    { opening: '](', name: /^[ \t]*([^\s<>]*)$/ },
    { opening: 'src="', name: /^([^"]*)$/ },
    { opening: "src='", name: /^([^']*)$/ },
    { opening: ']:', name: /^[ \t]*<?([^\s<>]*)$/ },
  ];

/** Where what follows the last of some characters begins. */
function afterLast(line: string, characters: string): number {
  let from = line.length;
  while (from > 0 && !characters.includes(line.charAt(from - 1))) from -= 1;
  return from;
}

/** The name without the escapes of Markdown and HTML. */
const plain = (written: string): string => decodeReferences(written.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
