/** Why something was not fetched, in words for the newsroom. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly code: string;
  /** What to do about it. */
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** What to do about what passes by itself. */
export const LATER = 'It is tried again later; ask the owner of that site if it lasts.';

const CAUSES: readonly [codes: RegExp, code: string, message: string, hint: string][] = [
  [
    /^(?:ENOTFOUND|ENODATA)$/,
    'name-unknown',
    'No server has that name.',
    'Check the spelling of the address.',
  ],
  [/^(?:EAI_AGAIN|ESERVFAIL|ETIMEOUT)$/, 'name-unanswered', 'The name could not be looked up.', LATER],
  [/^ECONNREFUSED$/, 'connection-refused', 'The server takes no connection.', LATER],
  [
    /^HPE_HEADER_OVERFLOW$/,
    'head-too-large',
    'The head of the answer is larger than 16 KB.',
    'Ask the owner of that site to leave them out.',
  ],
  [
    /^HPE_|^EPROTO$/,
    'not-http',
    'The answer is not HTTP.',
    'Check the address: its port and whether it begins with https:.',
  ],
  [
    /CERT|SIGNED|^UNABLE_TO_|^ERR_TLS_/,
    'certificate',
    'The server’s certificate is not valid.',
    'Ask the owner of that site to renew its certificate.',
  ],
  [/^Z_|^ERR__/, 'body-broken', 'The body could not be unpacked: it is damaged or cut off.', LATER],
  [
    /^(?:ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/,
    'connection-lost',
    'The connection broke before the answer was complete.',
    LATER,
  ],
];

/** Puts any error of a fetch into words. */
export function toFetchError(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  for (const [codes, ours, message, hint] of CAUSES) {
    if (codes.test(code)) return new FetchError(ours, message, hint);
  }
  const name = code !== '' ? code : first instanceof Error ? first.name : 'unknown';
  return new FetchError('no-answer', `The server could not be asked (${name}).`, LATER);
}
