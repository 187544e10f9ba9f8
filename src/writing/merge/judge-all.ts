import { digestOf } from '../../storage/digest-of.ts';
import type { ConflictingFile, FileChange, Permits, WrittenFile } from '../content-writing.ts';
import { type Refusal, WriteRefusedError } from '../names/refusal.ts';
import { judgeChange } from './judge-change.ts';

/** A file that is to be written. */
export interface PlannedPut {
  readonly file: string;
  readonly bytes: Uint8Array | null;
  /** What it has, and must have still when it is written; null for none. */
  readonly before: Buffer | null;
}

export type Plan =
  | { readonly kind: 'conflict'; readonly conflicts: readonly Omit<ConflictingFile, 'kept'>[] }
  /** `files` are all that were asked for, `puts` those that differ. */
  | { readonly kind: 'go'; readonly puts: readonly PlannedPut[]; readonly files: readonly WrittenFile[] };

/**
 * Judges changes that belong together, by the files as `read` finds them; one conflict stops all.
 * @throws WriteRefusedError where a file may not become what it would.
 */
export async function judgeAll(
  changes: readonly FileChange[],
  read: (file: string) => Promise<Buffer | null>,
  findBase: (file: string, digest: string) => Promise<Uint8Array | null>,
  permits: Permits = () => true,
): Promise<Plan> {
  const conflicts: Omit<ConflictingFile, 'kept'>[] = [];
  const puts: PlannedPut[] = [];
  const files: WrittenFile[] = [];
  for (const change of changes) {
    const { file } = change;
    const before = await read(file);
    const judged = await judgeChange(change, before, (digest) => findBase(file, digest));
    if (judged.kind === 'conflict') {
      conflicts.push(judged.conflict);
      continue;
    }
    const bytes = judged.kind === 'same' ? before : judged.bytes;
    if (!permits({ file, before, after: bytes })) throw new WriteRefusedError(NOT_PERMITTED, file);
    if (judged.kind === 'write') puts.push({ file, bytes, before });
    files.push({ file, digest: bytes === null ? null : digestOf(bytes), isMerged: judged.isMerged });
  }
  return conflicts.length > 0 ? { kind: 'conflict', conflicts } : { kind: 'go', puts, files };
}

const NOT_PERMITTED: Refusal = {
  code: 'not-permitted',
  message: 'The file is not one that you may change so, as it is by now.',
  hint: 'Nothing was written. Keep the text, and ask somebody who may.',
};
