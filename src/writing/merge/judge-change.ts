import { digestOf } from '../../storage/digest-of.ts';
import type { ConflictingFile, FileChange } from '../content-writing.ts';
import { textOf } from '../text-of.ts';
import { mergeTexts } from './merge-texts.ts';
import { readsAsWell } from './reads-as-well.ts';

/** What becomes of a change, in view of the file as it is. */
export type Judgement =
  /** The file is as it should be. */
  | { readonly kind: 'same'; readonly isMerged: boolean }
  | { readonly kind: 'write'; readonly bytes: Uint8Array | null; readonly isMerged: boolean }
  | { readonly kind: 'conflict'; readonly conflict: Omit<ConflictingFile, 'kept'> };

/**
 * Judges a change of a file that has the bytes `theirs` by now, null for none. `findBase` is asked for the bytes of a digest, where
 * these are needed. Texts are merged where no line was changed by both and the result reads as well; nothing else is.
 */
export async function judgeChange(
  change: FileChange,
  theirs: Buffer | null,
  findBase: (digest: string) => Promise<Uint8Array | null>,
): Promise<Judgement> {
  const { file, bytes, base } = change;
  const theirDigest = theirs === null ? null : digestOf(theirs);
  const yourDigest = bytes === null ? null : digestOf(bytes);
  if (theirDigest === yourDigest) return { kind: 'same', isMerged: false };
  if (theirDigest === base) return { kind: 'write', bytes, isMerged: false };
  if (yourDigest === base) return { kind: 'same', isMerged: true };
  const [yourText, theirText] = [bytes, theirs].map((one) => (one === null ? null : textOf(one)));
  const conflict = (merged: string): Judgement => ({
    kind: 'conflict',
    conflict: {
      file,
      base,
      yours: bytes === null ? null : (yourText ?? ''),
      theirs: theirs === null ? null : (theirText ?? ''),
      theirDigest,
      merged,
    },
  });
  if (typeof yourText !== 'string' || typeof theirText !== 'string')
    return conflict(yourText ?? theirText ?? '');
  const old = base === null ? null : await baseText(change, base, findBase);
  const { isClean, text } = mergeTexts({ base: old, yours: yourText, theirs: theirText });
  if (!isClean || !readsAsWell(file, text, [yourText, theirText])) return conflict(text);
  const merged = Buffer.from(text);
  if (digestOf(merged) === theirDigest) return { kind: 'same', isMerged: true };
  return { kind: 'write', bytes: merged, isMerged: true };
}

async function baseText(
  { baseBytes }: FileChange,
  base: string,
  findBase: (digest: string) => Promise<Uint8Array | null>,
): Promise<string | null> {
  const isGiven = baseBytes !== undefined && baseBytes !== null && digestOf(baseBytes) === base;
  const bytes = isGiven ? baseBytes : await findBase(base);
  return bytes === null ? null : textOf(bytes);
}
