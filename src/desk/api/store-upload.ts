import { createHash } from 'node:crypto';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { acceptUpload, type Upload } from './accept-upload.ts';
import type { Access, ApiDeps } from './api-deps.ts';

export interface StoredUpload {
  readonly file: string;
  readonly isNew: boolean;
  readonly isPicture: boolean;
}

/** The most bytes of a file that a program sends; larger ones are copied into the folder. */
export const MOST_UPLOAD = 64 * 1024 * 1024;

/** So many files of one name are told apart by numbers. */
const MOST_NAMES = 100;

/**
 * Puts a file into `media/`. One of the same bytes and name is that file; another of the same name gets a number. @throws DeskError
 * 403 for who may not, 415 for what it is, 422 for its name
 */
export async function storeUpload(
  { writing, doors }: Pick<ApiDeps, 'writing'> & { readonly doors: Pick<ApiDeps['doors'], 'mayWrite'> },
  { person, may }: Access,
  upload: Upload,
): Promise<StoredUpload> {
  const accepted = acceptUpload(upload);
  if (accepted.kind === 'refused') {
    const word = accepted.reason === 'name' ? 'api-media-name' : 'api-media-kind';
    throw new DeskError(415, `media-${accepted.reason}`, sayDesk(word, { name: upload.name.slice(0, 80) }), {
      hint: sayDesk(`${word}-hint`),
    });
  }
  const digest = createHash('sha256').update(upload.bytes).digest('hex');
  for (let nth = 1; nth <= MOST_NAMES; nth += 1) {
    const file = `media/${nth === 1 ? accepted.name : numbered(accepted.name, nth)}`;
    const present = await writing.read(file);
    if (present?.digest === digest) return { file, isNew: false, isPicture: accepted.isPicture };
    if (present !== null) continue;
    // Whatever is in media/ is public: who writes drafts may add the pictures of them, and no other file.
    if (may === 'read' || (may === 'draft' && !accepted.isPicture))
      throw new DeskError(403, 'insufficient_scope', sayDesk('api-not-yours'));
    if (may === 'publish' && !doors.mayWrite(person, { file, before: null, after: upload.bytes }))
      throw new DeskError(403, 'insufficient_scope', sayDesk('api-not-yours'));
    const outcome = await writing.write({
      changes: [{ file, bytes: upload.bytes, base: null }],
      by: { name: person.name, email: person.email },
      why: sayDesk('api-why-media', { file }),
    });
    if (outcome.kind === 'refused')
      throw new DeskError(422, outcome.code, outcome.message, { hint: outcome.hint });
    // Somebody was quicker with this name.
    if (outcome.kind === 'written') return { file, isNew: true, isPicture: accepted.isPicture };
  }
  throw new DeskError(422, 'media-name', sayDesk('api-media-name'), { hint: sayDesk('api-media-name-hint') });
}

const numbered = (name: string, nth: number): string => name.replace(/(\.[^.]+)$/, `-${nth}$1`);
