import { type Request, type Response, Router } from 'express';
import { MAX_FILE_BYTES } from '../../content/source/limits.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { addressOf } from '../login/person-of.ts';
import { queryText } from '../query-text.ts';
import type { ApiDeps } from './api-deps.ts';
import { readBody } from './read-body.ts';
import { type Sent, type SentText, sendText } from './send-text.ts';
import type { TokenAccess } from './token-access.ts';

const TEXT_TYPES =
  /^(?:text\/(?:markdown|plain|x-markdown|yaml|vnd\.yaml)|application\/(?:octet-stream|yaml))$/i;

/** `/api/files/…`: files as they are, sent and read by their paths below the content folder. */
export function createFileRoutes(deps: ApiDeps, access: TokenAccess): Router {
  const { writing, doors, clock } = deps;
  const router = Router();

  router.get('/api/files/*file', async (request, response) => {
    access.accessOf(response);
    const found = await writing.read(fileIn(request));
    if (found === null) throw new DeskError(404, 'no-file', sayDesk('api-no-file'));
    const etag = `"${found.digest}"`;
    response.setHeader('ETag', etag);
    if (request.headers['if-none-match'] === etag) return void response.status(304).end();
    response.type('text/plain; charset=utf-8').send(found.bytes);
  });

  const put = async (request: Request, response: Response): Promise<void> => {
    const came = access.writer(response);
    const file = fileIn(request);
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
    if (!TEXT_TYPES.test(type))
      throw new DeskError(415, 'type', sayDesk('api-type', { type: type.slice(0, 80) }), {
        hint: sayDesk('api-type-hint'),
      });
    const base = baseIn(request);
    const bytes = await readBody(request, MAX_FILE_BYTES);
    const isKept = queryText(request.query['keep']) === 'true';
    const sent = await sendText(deps, came, { file, bytes, base, isKept, why: sayDesk('api-why', { file }) });
    const act = sent.kind === 'written' ? 'api-save' : `api-${sent.kind}`;
    doors.note({ at: clock.now(), person: came.person.name, act, file, address: addressOf(request) });
    answer(request, response, sent, base);
  };
  router.post('/api/files/*file', put);
  router.put('/api/files/*file', put);

  router.delete('/api/files/*file', async (request, response) => {
    const { person, may } = access.writer(response);
    const file = fileIn(request);
    const base = baseIn(request);
    if (typeof base !== 'object')
      throw new DeskError(428, 'if-match-missing', sayDesk('api-if-match'), {
        hint: sayDesk('api-if-match-hint'),
      });
    const present = await writing.read(file);
    if (present === null) throw new DeskError(404, 'no-file', sayDesk('api-no-file'));
    const writer = may === 'draft' ? ({ ...person, role: 'contributor' } as const) : person;
    if (!doors.mayWrite(writer, { file, before: present.bytes, after: null }))
      throw new DeskError(403, 'insufficient_scope', sayDesk('api-not-yours'));
    const outcome = await writing.write({
      changes: [{ file, bytes: null, base: base.digest }],
      by: { name: person.name, email: person.email },
      why: sayDesk('api-why-delete', { file }),
    });
    if (outcome.kind === 'refused')
      throw new DeskError(422, outcome.code, outcome.message, { hint: outcome.hint });
    doors.note({
      at: clock.now(),
      person: person.name,
      act: 'api-delete',
      file,
      address: addressOf(request),
    });
    if (outcome.kind === 'written') return void response.status(204).end();
    response.status(412).json({ error: errorOf('changed', 'api-changed'), conflict: outcome.files[0] });
  });
  return router;
}

function fileIn(request: Request): string {
  const parts: unknown = request.params['file'];
  return (Array.isArray(parts) ? parts.join('/') : String(parts)).normalize('NFC');
}

/** What a request is to replace (RFC 9110 §13.1.1, §13.1.2). */
function baseIn({ headers }: Request): SentText['base'] {
  const [match, none] = [headers['if-match']?.trim(), headers['if-none-match']?.trim()];
  if (none === '*') return 'new';
  if (match === undefined) return 'own';
  if (match === '*') return 'any';
  const [, digest] = /^"?([0-9a-f]{64})"?$/i.exec(match) ?? [];
  if (digest === undefined)
    throw new DeskError(412, 'if-match-unknown', sayDesk('api-if-match'), {
      hint: sayDesk('api-if-match-hint'),
    });
  return { digest: digest.toLowerCase() };
}

const errorOf = (code: string, word: 'api-changed' | 'api-refused') => ({
  code,
  message: sayDesk(word),
  hint: sayDesk(`${word}-hint`),
});

function answer(request: Request, response: Response, sent: Sent, base: SentText['base']): void {
  if (sent.kind === 'refused') {
    response.status(422).json({ error: errorOf('not-publishable', 'api-refused'), problems: sent.problems });
    return;
  }
  if (sent.kind === 'conflict') {
    // Who named a version by If-Match is told that it is another now; who named none, that there is one.
    const status = base === 'own' ? 409 : 412;
    response.status(status).json({ error: errorOf('changed', 'api-changed'), conflict: sent.file });
    return;
  }
  const { kind: _, isNew, isPublished, ...told } = sent;
  response.setHeader('ETag', `"${sent.digest}"`);
  if (sent.url !== null) response.setHeader('Location', encodeURI(decodeURI(sent.url)));
  response.status(!isPublished ? 202 : isNew ? 201 : 200).json({
    file: fileIn(request),
    ...told,
    isPublished,
    ...(isPublished ? {} : { ask: request.originalUrl.split('?')[0] }),
  });
}
