import type { Refusal } from '../names/refusal.ts';

const FULL: Refusal = {
  code: 'disk-full',
  message: 'The disk of the content folder is full; nothing was written.',
  hint: 'Keep the text open, have room made on the server, and save again.',
};
const LOCKED: Refusal = {
  code: 'not-writable',
  message: 'The server may not write to this file or its folder; nothing was written.',
  hint: 'Keep the text open. On the server, let the user of Dateline write to the content folder, and save again.',
};
const BY_CODE: Readonly<Record<string, Refusal>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: FULL,
  EACCES: LOCKED,
  EPERM: LOCKED,
  EROFS: LOCKED,
};

/** What a writer is told of an error of the file system; null for another error. */
export function fileRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  const code = String((error as NodeJS.ErrnoException).code);
  return (
    BY_CODE[code] ?? {
      code: 'disk-failed',
      message: `The file cannot be written (${code}); nothing was changed.`,
      hint: 'Keep the text open, have the disk of the server looked at, and save again.',
    }
  );
}
