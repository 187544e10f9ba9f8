import type { Request, RequestHandler, Response } from 'express';
import type { TokenRight } from '../../accounts/tokens.ts';
import { TOKEN_RIGHTS } from '../../accounts/tokens.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { addressOf } from '../login/person-of.ts';
import { createTries } from '../login/tries.ts';
import type { Access, ApiDeps } from './api-deps.ts';

/** So many wrong tokens of one address, and writes of one person, in a time; in ms. */
const WRONG = { most: 20, windowMs: 10 * 60_000 };
const WRITES = { most: 120, windowMs: 60_000 };

/** Where a token may stand: `Authorization: Bearer` (RFC 6750 §2.1); for feed readers, which know addresses alone, the query. */
export type TokenPlace = 'header' | 'query' | 'form';

/** Lets in who has a token, and no further than it may. */
export interface TokenAccess {
  /** Notes whose token came. @throws DeskError 401, 429 */
  check(request: Request, response: Response, place: TokenPlace): void;
  /** The same as a handler. */
  enter(place?: TokenPlace): RequestHandler;
  /** @throws DeskError 401, 403 */
  accessOf(response: Response, right?: TokenRight): Access;
  /** Counts a write. @throws DeskError 403, 429 */
  writer(response: Response): Access;
}

export function createTokenAccess({ doors, clock }: Pick<ApiDeps, 'doors' | 'clock'>): TokenAccess {
  const wrong = createTries({ ...WRONG, now: clock.now });
  const writes = createTries({ ...WRITES, now: clock.now });

  const check = (request: Request, response: Response, place: TokenPlace): void => {
    const token = tokenIn(request, place);
    const key = addressOf(request) ?? '';
    const waitMs = token === null ? 0 : wrong.take(key);
    if (waitMs > 0) throw tooMany(waitMs);
    const access = token === null ? null : doors.verify(token);
    if (access === null) {
      throw new DeskError(401, token === null ? 'token-missing' : 'token-unknown', sayDesk('api-token'), {
        hint: sayDesk('api-token-hint'),
        headers: { 'WWW-Authenticate': 'Bearer realm="desk"' },
      });
    }
    wrong.giveBack(key);
    response.locals['access'] = access;
  };
  const accessOf = (response: Response, right: TokenRight = 'read'): Access => {
    const access = response.locals['access'] as Access | undefined;
    if (access === undefined) throw new DeskError(401, 'token-missing', sayDesk('api-token'));
    if (TOKEN_RIGHTS.indexOf(access.may) >= TOKEN_RIGHTS.indexOf(right)) return access;
    throw new DeskError(403, 'insufficient_scope', sayDesk('api-scope', { may: access.may, right }), {
      hint: sayDesk('api-scope-hint'),
    });
  };
  return {
    check,
    enter:
      (place = 'header') =>
      (request, response, next) => {
        check(request, response, place);
        next();
      },
    accessOf,
    writer(response) {
      const access = accessOf(response, 'draft');
      const waitMs = writes.take(access.person.id);
      if (waitMs > 0) throw tooMany(waitMs);
      return access;
    },
  };
}

function tokenIn(request: Request, place: TokenPlace): string | null {
  const [, bearer] = /^Bearer +([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '') ?? [];
  if (bearer !== undefined || place === 'header') return bearer ?? null;
  const given: unknown = place === 'query' ? request.query['token'] : request.body?.access_token;
  return typeof given === 'string' && given.length <= 200 ? given : null;
}

function tooMany(waitMs: number): DeskError {
  const headers = { 'Retry-After': String(Math.ceil(waitMs / 1000)) };
  return new DeskError(429, 'too-many', sayDesk('api-too-many'), { headers });
}
