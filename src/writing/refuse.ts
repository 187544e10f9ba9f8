import { GitHistoryError } from '../git/git-process.ts';
import { GitRemoteError } from '../git/git-remote-error.ts';
import { fileRefusal } from './folder/file-refusal.ts';
import type { FileChange, WriteOutcome } from './content-writing.ts';
import { composedSmall } from '../domain/names.ts';
import { MAX_FILE_BYTES } from '../content/source/limits.ts';
import { type Refusal, WriteRefusedError } from './names/refusal.ts';

type Refused = Extract<WriteOutcome, { readonly kind: 'refused' }>;

export const refused = ({ code, message, hint }: Refusal, file: string): Refused => ({
  kind: 'refused',
  code,
  message,
  hint,
  file,
});

/** What a writer is told of an error of a write; any other error is thrown on. */
export function refusalOf(error: unknown, file: string): Refused {
  if (error instanceof WriteRefusedError) return refused(error, error.file);
  if (error instanceof GitRemoteError) return refused(gitRefusal(error), file);
  if (error instanceof GitHistoryError)
    return refused({ code: error.code, message: error.message, hint: KEEP_OPEN }, file);
  const refusal = fileRefusal(error);
  if (refusal === null) throw error;
  return refused(refusal, file);
}

const KEEP_OPEN = 'Nothing was written. Keep the text open, and save again when it is mended.';

const gitRefusal = ({ code, message }: GitRemoteError): Refusal => ({ code, message, hint: KEEP_OPEN });

/** So many files are written together at most. */
const MOST_FILES = 200;

/** @throws WriteRefusedError for changes that are no write: none, too many, a file twice, a text that no site reads. */
export function checkChanges(changes: readonly FileChange[]): void {
  const [first] = changes;
  if (first === undefined || changes.length > MOST_FILES) {
    const message = `A write has from 1 to ${MOST_FILES} files, and this one has ${changes.length}.`;
    const hint = 'Give the files that belong together, and others later.';
    throw new WriteRefusedError({ code: 'write-size', message, hint }, first?.file ?? '');
  }
  const seen = new Set<string>();
  for (const { file, bytes } of changes) {
    const name = composedSmall(file);
    if (seen.has(name))
      throw new WriteRefusedError(
        { code: 'file-twice', message: 'The file is in this write twice.', hint: 'Give it once.' },
        file,
      );
    seen.add(name);
    if (/\.(?:md|markdown|mdx|ya?ml)$/i.test(file) && (bytes?.length ?? 0) > MAX_FILE_BYTES)
      throw new WriteRefusedError(TOO_LARGE, file);
  }
}

const TOO_LARGE: Refusal = {
  code: 'text-too-large',
  message: `The text is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB, and would not be read.`,
  hint: 'Divide it, or put what is no text, such as a table, into a file of its own in media.',
};
