import express, { type RequestHandler } from 'express';
import { judgeConditions } from '../../cache/conditional-request.ts';
import { preconditionFailed } from '../http-error.ts';
import { findPictureFile } from '../picture-file.ts';

export interface MediaOptions {
  /** A folder with pictures; it may appear, or be swapped as a symbolic link, after the start. */
  readonly folder: string;
}

const ONE_HOUR_MS = 3_600_000;
/** As weak as those of `express.static`. */
const WEAK_TAG = 'W/""';

/**
 * Serves the pictures of a folder under their own names; mount it at `/media`. Anything but a picture inside
 * that folder goes on to the next handler.
 */
export function createMediaHandler({ folder }: MediaOptions): RequestHandler {
  const senders = new LatestSender();
  return async (request, response, next) => {
    const written = decodePath(request.path);
    const found = written === undefined ? undefined : await findPictureFile(folder, written);
    if (found === undefined) return next();
    // The sender compares If-Match weakly, and its tags are weak, which match nothing.
    const ifMatch = { 'if-match': request.headers['if-match'] };
    if (judgeConditions(ifMatch, { etag: WEAK_TAG }) === 'failed') throw preconditionFailed();
    senders.at(found.root)(request, response, (error?: unknown) => (isMissing(error) ? next() : next(error)));
  };
}

/** Keeps one file sender, and makes another when the folder's real place has changed. */
class LatestSender {
  #root = '';
  #send: RequestHandler | undefined;

  at(root: string): RequestHandler {
    if (this.#send === undefined || this.#root !== root) {
      this.#root = root;
      this.#send = express.static(root, {
        acceptRanges: false,
        dotfiles: 'ignore',
        fallthrough: false,
        index: false,
        maxAge: ONE_HOUR_MS,
        redirect: false,
        setHeaders: (response) => response.setHeader('X-Content-Type-Options', 'nosniff'),
      });
    }
    return this.#send;
  }
}

/** The decoded segments of `/a/b.jpg`, or undefined when the encoding is malformed. */
function decodePath(path: string): readonly string[] | undefined {
  try {
    return path.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error === undefined || (error instanceof Error && 'status' in error && error.status === 404);
}
