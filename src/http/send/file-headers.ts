import { create } from 'content-disposition';
import type { FileKind } from '../../domain/files/file-kinds.ts';

const BOUNDS = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What a browser may do with a file that is opened by itself: show it, in an origin of its own, and nothing else. A recording or a
 * film is loaded once more by the page that the browser makes around it, which has to be of the same origin for that.
 */
export const filePolicy = ({ type }: FileKind): string =>
  /^(?:audio|video)\//.test(type)
    ? `default-src 'none'; media-src 'self'; ${BOUNDS}; sandbox allow-same-origin`
    : `default-src 'none'; ${BOUNDS}; sandbox`;

/** The Content-Type of a file; `charset` is that of a text, null where nobody can tell. */
export const fileType = ({ type }: FileKind, charset: string | null): string =>
  charset === null ? type : `${type}; charset=${charset}`;

/** What turns a name around, so that `report\u202efdp.zip` reads as a PDF, and what breaks its line. */
const TURNING = /[\p{Bidi_Control}\p{Cc}\p{Zl}\p{Zp}]/gu;

/** The Content-Disposition of a file: whether it is shown or saved, and under which name (RFC 6266, RFC 8187). */
export function fileDisposition(name: string, isInline: boolean): string {
  const shown = name.toWellFormed().replace(TURNING, '');
  return create(shown, { type: isInline ? 'inline' : 'attachment' });
}
