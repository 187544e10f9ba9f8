import { createHash } from 'node:crypto';
import { merge } from 'node-diff3';
import type { ContentWriting, WriteOutcome, WriteRequest } from '../../../src/writing/content-writing.ts';
import type { Revision } from '../../../src/revisions/revision.ts';

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A content folder in memory, with the promises of ContentWriting that pages rely on. */
export interface MemoryWriting extends ContentWriting {
  /** What somebody else saves, past the desk. */
  put(file: string, text: string | null): void;
  text(file: string): string | null;
  readonly requests: readonly WriteRequest[];
}

export function memoryWriting(files: Readonly<Record<string, string>>, now: () => number): MemoryWriting {
  const held = new Map(Object.entries(files).map(([file, text]) => [file, Buffer.from(text)]));
  const texts = new Map<string, Buffer>();
  const revisions = new Map<string, Revision[]>();
  const requests: WriteRequest[] = [];
  const note = (
    file: string,
    bytes: Buffer,
    by: string | null,
    why: string | null,
    isMinor = false,
  ): void => {
    const digest = digestOf(bytes);
    const id = `r${texts.size + 1}`;
    texts.set(id, bytes);
    const own = revisions.get(file) ?? [];
    revisions.set(file, [{ id, at: now(), by, why, digest, isMinor, isRefused: false }, ...own]);
  };
  for (const [file, bytes] of held) note(file, bytes, null, null);

  const refuse = (file: string, code: string): WriteOutcome => ({
    kind: 'refused',
    code,
    message: `${file} cannot be written.`,
    hint: 'Write another.',
    file,
  });
  return {
    requests,
    put(file, text) {
      if (text === null) held.delete(file);
      else {
        held.set(file, Buffer.from(text));
        note(file, Buffer.from(text), null, null);
      }
    },
    text: (file) => held.get(file)?.toString() ?? null,
    async read(file) {
      const bytes = held.get(file);
      return bytes === undefined ? null : { bytes, digest: digestOf(bytes), changedMs: now() };
    },
    async write(request) {
      requests.push(request);
      const [change] = request.changes;
      if (change === undefined) throw new Error('nothing to write');
      const { file, bytes, base, baseBytes = null } = change;
      if (/full/.test(file)) return refuse(file, 'disk-full');
      const stands = held.get(file) ?? null;
      let fresh = bytes === null ? null : Buffer.from(bytes);
      let isMerged = false;
      if ((stands === null ? null : digestOf(stands)) !== base) {
        const [theirs, yours] = [stands?.toString() ?? null, fresh?.toString() ?? null];
        const merged =
          theirs === null || yours === null || baseBytes === null
            ? null
            : merge(yours, Buffer.from(baseBytes).toString(), theirs, { stringSeparator: /\n/ });
        if (merged === null || merged.conflict) {
          const conflict = {
            file,
            base,
            yours,
            theirs,
            theirDigest: stands === null ? null : digestOf(stands),
            merged: `<<<<<<< yours\n${yours}\n=======\n${theirs}\n>>>>>>> theirs\n`,
            kept: null,
          };
          return { kind: 'conflict', files: [conflict] };
        }
        fresh = Buffer.from(merged.result.join('\n'));
        isMerged = true;
      }
      if (request.permits?.({ file, before: stands, after: fresh }) === false)
        return refuse(file, 'not-permitted');
      if (fresh === null) held.delete(file);
      else {
        held.set(file, fresh);
        note(file, fresh, `${request.by.name} <${request.by.email}>`, request.why, request.isMinor);
      }
      return { kind: 'written', files: [{ file, digest: fresh && digestOf(fresh), isMerged }], notes: [] };
    },
    async rename({ from, to, base }) {
      const bytes = held.get(from);
      if (bytes === undefined || digestOf(bytes) !== base || held.has(to)) return refuse(to, 'name-taken');
      held.delete(from);
      held.set(to, bytes);
      return { kind: 'written', files: [{ file: to, digest: base, isMerged: false }], notes: [] };
    },
    undo: async ({ name }) => refuse(name, 'nothing-to-undo'),
    list: async (folder) => [...held.keys()].filter((file) => file.startsWith(`${folder}/`)).sort(),
    history: async (file) => revisions.get(file) ?? [],
    textOf: async (file, id) =>
      revisions.get(file)?.some((one) => one.id === id) === true ? (texts.get(id) ?? null) : null,
    deleted: async () => [],
    close: async () => {},
  };
}
