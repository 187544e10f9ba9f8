import type { ServerResponse } from 'node:http';

/** As proxies tell of a request whose client had gone before its answer began: no status was ever sent. */
const CLIENT_CLOSED_REQUEST = 499;

/** The status of an answer that is over, as it was sent; 499 where none was. */
export const sentStatus = (response: ServerResponse): number =>
  response.headersSent ? response.statusCode : CLIENT_CLOSED_REQUEST;

/** The bytes of the body that an answer has, as its headers say. */
export const bodyBytes = (response: ServerResponse): number =>
  response.req.method === 'HEAD' || response.statusCode === 304
    ? 0
    : Number(response.getHeader('content-length') ?? 0);
