import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import express, { type RequestHandler } from 'express';
import { isPictureName } from '../../domain/picture-name.ts';

export interface MediaOptions {
  /** The folder of pictures; it may appear, or be swapped as a symbolic link, after the start. */
  readonly mediaDir: string;
}

const ONE_HOUR_MS = 3_600_000;

/**
 * Serves the pictures of a folder; mount it at `/media`. Anything but a picture inside that folder
 * goes on to the next handler: other extensions, dotfiles, `..`, links that lead out. The check holds
 * for the path as written and for the file it leads to.
 */
export function createMediaHandler({ mediaDir }: MediaOptions): RequestHandler {
  const senders = new LatestSender();
  return async (request, response, next) => {
    const written = decodePath(request.path);
    if (written === undefined || !isPicturePath(written)) return next();
    const root = await realPath(mediaDir);
    const file = root === undefined ? undefined : await realPath(join(root, ...written));
    if (root === undefined || file?.startsWith(root + sep) !== true) return next();
    const inside = relative(root, file).split(sep);
    if (!isPicturePath(inside)) return next();
    senders.at(root)(request, response, (error?: unknown) => (isMissing(error) ? next() : next(error)));
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

function isPicturePath(segments: readonly string[]): boolean {
  const isPlain = segments.every(
    (segment) => segment !== '' && !segment.startsWith('.') && !/[/\\\p{Cc}]/u.test(segment),
  );
  return isPlain && isPictureName(segments.at(-1) ?? '');
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error === undefined || (error instanceof Error && 'status' in error && error.status === 404);
}
