import express, { type Request, type RequestHandler, type Response } from 'express';
import { isSameSecret } from '../../accounts/secret.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import type { LoginDeps } from './login-deps.ts';
import { sessionOf } from './person-of.ts';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A file may have 2 MiB, of which a form makes up to three times as much: each byte of Armenian is `%D5`. */
const FORM_LIMIT = '8mb';
const MOST_FIELDS = 5_000;
/** Fields that no page shows again. */
const SECRETS = ['password', 'again', 'now'];
/** What scripts send the session's word in, as forms do in their field `csrf`. */
export const CSRF_HEADER = 'x-desk-csrf';

/**
 * Refuses whatever would change something and comes from another site: by `Sec-Fetch-Site`, which no page can forge
 * (https://www.w3.org/TR/fetch-metadata/), and `Origin`, where that is all that an old browser sends. A request with neither is no
 * browser's form. @throws DeskError 403
 */
export function fromHereOnly(origin: string): RequestHandler {
  return (request, _response, next) => {
    if (READS.has(request.method) || isFromHere(request, origin)) return next();
    throw new DeskError(403, 'from-elsewhere', sayDesk('login-elsewhere'), {
      hint: sayDesk('login-elsewhere-hint', { origin }),
    });
  };
}

function isFromHere({ headers }: Request, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  const from = headers.origin;
  if (site !== undefined && site !== 'same-origin') return false;
  return from === undefined ? site !== undefined : from === origin;
}

/**
 * Lets through only what carries the session's word as well. It reads the fields of plain forms into `request.body`; one whose word
 * is of another session is shown again, to be sent again: what was typed into it is not lost. A form with files is read by whoever
 * takes it, who has to call `assertCsrf` with its field. @throws DeskError 403
 */
export function guardForms({ show }: Pick<LoginDeps, 'show'>): RequestHandler {
  const readForm = express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: MOST_FIELDS });
  return (request, response, next) => {
    if (READS.has(request.method)) return next();
    const header = request.get(CSRF_HEADER);
    if (header !== undefined) {
      assertCsrf(response, header);
      return readForm(request, response, next);
    }
    if (request.is('multipart/form-data') === 'multipart/form-data') return next();
    readForm(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      const fields = fieldsOf(request.body);
      if (isCsrf(response, fields.get('csrf')?.[0])) return next();
      if (fields.size < 2 || SECRETS.some((name) => fields.has(name))) return next(wrongSession());
      fields.delete('csrf');
      const page = {
        action: request.originalUrl,
        fields: [...fields].flatMap(([name, values]) => values.map((value) => ({ name, value }))),
      };
      const title = sayDesk('login-again-title');
      show(request, response, { view: 'send-again', title, current: null, page, status: 403 });
    });
  };
}

/** @throws DeskError 403 where a word is not that of the session. */
export function assertCsrf(response: Response, given: string | undefined): void {
  if (!isCsrf(response, given)) throw wrongSession();
}

const isCsrf = (response: Response, given: string | undefined): boolean =>
  given !== undefined && isSameSecret(given, sessionOf(response).csrf);

const wrongSession = (): DeskError =>
  new DeskError(403, 'wrong-session', sayDesk('login-wrong-session'), {
    hint: sayDesk('login-wrong-session-hint'),
  });

/** The fields of a form by their names, in order; those that are sent twice have both values. */
function fieldsOf(body: unknown): Map<string, readonly string[]> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return new Map(
    entries.map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).map((one) => String(one)),
    ]),
  );
}
