import { fileKindOf } from '../../domain/files/file-kinds.ts';
import { isPictureName } from '../../domain/picture-name.ts';
import { HEAD_BYTES, isWebPage, recogniseFile, TAIL_BYTES } from '../../media/files/recognise-file.ts';
import { formatOfName, PICTURE_FORMATS, recogniseContent } from '../../media/picture-format.ts';

/** A file as somebody sends it. */
export interface Upload {
  /** As it was called where it came from; folders before it are left out. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A file that may be put into the content folder under this name, or why it may not. */
export type AcceptedUpload =
  | { readonly kind: 'accepted'; readonly name: string; readonly isPicture: boolean }
  | { readonly kind: 'refused'; readonly reason: 'name' | 'content' };

/**
 * Judges a file by its bytes: what is not what its name says is refused, and so is anything that a browser might run. A picture of
 * another format than its ending says gets the right one. The name has no folder and nothing that leads elsewhere.
 */
export function acceptUpload({ name: given, bytes }: Upload): AcceptedUpload {
  const name = (given.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length).replace(/^\.+/, '');
  if (stem === '' || ending === '') return { kind: 'refused', reason: 'name' };
  if (isPictureName(name)) {
    const content = recogniseContent(bytes);
    if (content.kind === 'other') return { kind: 'refused', reason: 'content' };
    if (content.kind !== 'picture') {
      const isRight = content.kind === 'svg' ? /^\.svg$/i.test(ending) : /^\.tiff?$/i.test(ending);
      return isRight
        ? { kind: 'accepted', name: stem + ending, isPicture: true }
        : { kind: 'refused', reason: 'content' };
    }
    const isRight = formatOfName(name) === content.format && !/^\.(?:svg|tiff?)$/i.test(ending);
    const { extension } = PICTURE_FORMATS[content.format];
    return { kind: 'accepted', name: isRight ? stem + ending : `${stem}.${extension}`, isPicture: true };
  }
  const kind = fileKindOf(name);
  if (kind === null) return { kind: 'refused', reason: 'name' };
  const sample = { head: bytes.subarray(0, HEAD_BYTES), tail: bytes.subarray(-TAIL_BYTES) };
  const isSound = bytes.length > 0 && !isWebPage(sample.head) && recogniseFile(kind, sample) === 'sound';
  return isSound
    ? { kind: 'accepted', name: stem + ending, isPicture: false }
    : { kind: 'refused', reason: 'content' };
}
