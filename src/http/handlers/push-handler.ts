import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { PUSH_PATH } from '../../domain/urls.ts';
import { hasOneHost } from '../middleware/one-host.ts';
import { toOriginForm } from '../request/origin-form.ts';
import { checkPush } from '../request/push-signature.ts';

/** Marks what another machine passes on: it is not passed on once more. In lower case, as Node has it. */
export const PASSED_ON_HEADER = 'dateline-passed-on';

export interface PushHandlerOptions {
  /** What git hosts and the other machines sign with; null where nobody is listened to. */
  readonly secret: string | null;
  /** A branch was pushed, or something else happened that the git host tells; `isPassedOn` by another machine. */
  readonly onPush: (isPassedOn: boolean) => void;
  readonly log: Logger;
}

/** Hosts send 25 MB at most. Nothing is kept of it, but somebody could send without an end. */
const MOST_BYTES = 25 * 1024 * 1024;

const CURE =
  'Give the webhook at the git host the same secret as CONTENT_GIT_SECRET has here, and type it once more there: hosts do not show it.';
const TEXTS = {
  202: 'The branch is asked for now.',
  401: `The signature does not fit this request. ${CURE} Nothing on the way may change the body.`,
  404: 'No webhook of a git host is taken here, as CONTENT_GIT and CONTENT_GIT_SECRET are not set.',
  405: 'Webhooks of git hosts come by POST.',
  413: 'The body is larger than 25 MB. Have the git host send pushes alone.',
} as const;
const UNSIGNED = `This request has no signature. ${CURE}`;

/**
 * Stands before the site and takes what git hosts tell of pushes, at `/-/git`, by POST: 202 at once where it is signed, 401
 * where not. What it says is not read, so that every host and every event is good: the branch is asked for, which costs
 * little. Readiness of the site does not matter. Bodies are not kept; slow ones are ended by the server’s limits.
 */
export function takePushes({ secret, onPush, log }: PushHandlerOptions) {
  return (site: RequestListener): RequestListener =>
    (request, response) => {
      const isPost = request.method === 'POST';
      const isTaken = isPushPath(request.url ?? '') && hasOneHost(request) && (isPost || secret !== null);
      if (!isTaken) site(request, response);
      else if (!isPost) answer(response, 405);
      else if (secret === null) answer(response, 404);
      else take(request, response, secret, { onPush, log });
    };
}

function isPushPath(url: string): boolean {
  if (!url.includes(PUSH_PATH)) return false;
  return toOriginForm(url).split('?', 1)[0] === PUSH_PATH;
}

function take(
  request: IncomingMessage,
  response: ServerResponse,
  secret: string,
  { onPush, log }: Pick<PushHandlerOptions, 'onPush' | 'log'>,
): void {
  const refuse = (status: 401 | 413, text?: string): void => {
    if (response.headersSent) return;
    log.warn({ status, sender: senderOf(request) }, 'a webhook of a git host was refused');
    answer(response, status, text);
  };
  const signature = checkPush(request.headers, secret);
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) {
    refuse(413);
    return;
  }
  // Whoever asks first whether to send the body is told to; the site itself wants none.
  if (request.headers.expect !== undefined) response.writeContinue();
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) signature?.update(chunk);
    else refuse(413);
  });
  request.on('end', () => {
    if (response.headersSent) return;
    if (signature?.isGenuine() !== true) {
      // Whoever sends gets to read the answer, as all of the body has come.
      refuse(401, signature === null ? UNSIGNED : undefined);
      return;
    }
    const isPassedOn = request.headers[PASSED_ON_HEADER] !== undefined;
    log.info({ sender: isPassedOn ? 'another machine' : senderOf(request) }, 'a push was heard of');
    answer(response, 202);
    onPush(isPassedOn);
  });
}

/** The git host’s program by its own header, for the log. */
function senderOf({ headers }: IncomingMessage): string {
  if (headers['x-gitlab-event'] !== undefined) return 'gitlab';
  if (headers['x-forgejo-event'] !== undefined) return 'forgejo';
  if (headers['x-gitea-event'] !== undefined) return 'gitea';
  if (headers['x-github-event'] !== undefined) return 'github';
  return headers['x-event-key'] === undefined ? 'unknown' : 'bitbucket';
}

function answer(response: ServerResponse, status: keyof typeof TEXTS, text: string = TEXTS[status]): void {
  const body = `${text}\n`;
  // What has not come of a body is not waited for.
  if (!response.req.complete) response.setHeader('Connection', 'close');
  response.writeHead(status, {
    ...(status === 405 ? { Allow: 'POST' } : {}),
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': "default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
