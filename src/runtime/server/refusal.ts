import { STATUS_CODES } from 'node:http';
import { formatHttpDate } from '../../cache/http-date.ts';
import type { StandalonePage } from '../../http/send/standalone-page.ts';

/** Answers to what never comes to the application, each the last of its connection. */
export interface Refusal {
  /** Header names and values, in turn, but for Date. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const METHODS = 'GET, HEAD, OPTIONS';

/** The page of a status, 400–599, with its headers; never stored. */
export function buildRefusal(errorPage: StandalonePage, status: number): Refusal {
  const { bytes, headers } = errorPage.get(status).encoded('identity');
  const allow = status === 405 ? ['Allow', METHODS] : [];
  return { body: bytes, headers: [...headers, ...allow, 'Connection', 'close'] };
}

/** A refusal as bytes, for a connection whose request Node has not made an exchange of. `now` is in ms since 1970. */
export function writeRefusal(errorPage: StandalonePage, status: number, now: number): Buffer {
  const { headers, body } = buildRefusal(errorPage, status);
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, `Date: ${formatHttpDate(now)}`];
  for (let index = 0; index < headers.length; index += 2)
    lines.push(`${headers[index]}: ${headers[index + 1]}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
