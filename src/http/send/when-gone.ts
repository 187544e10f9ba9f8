import type { ServerResponse } from 'node:http';

/** A signal that aborts when the client has gone before its answer was whole; at once where it has gone already. */
export function whenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  const abort = (): void => {
    if (!response.writableFinished) gone.abort();
  };
  if (response.destroyed) abort();
  else response.once('close', abort);
  return gone.signal;
}
