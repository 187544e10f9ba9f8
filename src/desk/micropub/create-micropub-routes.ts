import { type Request, type RequestHandler, type Response, Router } from 'express';
import { MAX_FILE_BYTES } from '../../content/source/limits.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { readBody } from '../api/read-body.ts';
import { readForm } from '../api/read-form.ts';
import type { Sent } from '../api/send-text.ts';
import { MOST_UPLOAD, storeUpload } from '../api/store-upload.ts';
import type { TokenAccess } from '../api/token-access.ts';
import { DeskError } from '../desk-error.ts';
import { addressOf } from '../login/person-of.ts';
import { queryText } from '../query-text.ts';
import { propertiesOf } from './entry-text.ts';
import { answerMicropubError } from './micropub-error.ts';
import { type MicropubRequest, readEntryForm, readEntryJson } from './read-entry.ts';
import { contextOf, findEntry, writeEntry } from './write-entry.ts';

const MOST_PHOTOS = 10;
/** What `q` may ask for. */
const QUERIES = ['config', 'source', 'syndicate-to'];

/**
 * `/micropub`, by which programs of many makers post (https://www.w3.org/TR/micropub/), and its media endpoint. The site names it
 * nowhere. A story that is deleted becomes a draft, so that it can be undeleted.
 */
export function createMicropubRoutes(deps: ApiDeps, access: TokenAccess, takeMedia: RequestHandler): Router {
  const { origins, doors, clock } = deps;
  const router = Router();
  const config = { 'media-endpoint': `${origins.desk}/micropub/media`, 'syndicate-to': [], q: QUERIES };

  router.get('/micropub', access.enter(), async (request, response) => {
    access.accessOf(response);
    const asked = queryText(request.query['q']);
    if (asked === 'config') return void response.json(config);
    if (asked === 'syndicate-to') return void response.json({ 'syndicate-to': [] });
    if (asked !== 'source') throw new DeskError(400, 'invalid_request', sayDesk('micropub-invalid'));
    const { file, bytes } = await findEntry(deps, queryText(request.query['url']));
    const all = propertiesOf(file, bytes.toString('utf8'), contextOf(deps));
    const wanted = [request.query['properties'], request.query['properties[]']].flat().filter(isText);
    if (wanted.length === 0) return void response.json({ type: ['h-entry'], properties: all });
    const some = Object.entries(all).filter(([name]) => wanted.includes(name));
    response.json({ properties: Object.fromEntries(some) });
  });

  router.post('/micropub/media', access.enter(), takeMedia);

  router.post('/micropub', async (request, response) => {
    const asked = await readAsked(request, response);
    const came = access.writer(response);
    const sent = await writeEntry(deps, came, asked);
    const file = 'file' in sent ? sent.file.file : undefined;
    doors.note({
      ...{ at: clock.now(), person: came.person.name, act: `micropub-${asked.kind}` },
      ...{ address: addressOf(request), ...(file === undefined ? {} : { file }) },
      detail: sent.kind === 'written' ? (sent.url ?? '') : sent.kind,
    });
    answer(response, asked, sent);
  });

  /** Lets in by the header, or by the field of a form, once that is read (W3C Micropub §3.1; RFC 6750 §2.2). */
  async function readAsked(request: Request, response: Response): Promise<MicropubRequest> {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const enter = (place: 'header' | 'form'): void => access.check(request, response, place);
    if (type === 'application/json') {
      enter('header');
      return readEntryJson((await readBody(request, MAX_FILE_BYTES * 2)).toString('utf8'));
    }
    if (type === 'multipart/form-data') {
      enter('header');
      const form = await readForm(request, {
        fileSize: MOST_UPLOAD,
        files: MOST_PHOTOS,
        fieldSize: MAX_FILE_BYTES,
      });
      const came = access.accessOf(response, 'draft');
      const photos: [string, string][] = [];
      for (const upload of form.files) {
        const { file } = await storeUpload(deps, came, upload);
        photos.push(['photo', `/${file}`]);
      }
      return readEntryForm([...form.fields, ...photos]);
    }
    if (type !== 'application/x-www-form-urlencoded')
      throw new DeskError(400, 'invalid_request', sayDesk('micropub-invalid'));
    const fields = new URLSearchParams((await readBody(request, MAX_FILE_BYTES * 4)).toString('utf8'));
    request.body = { access_token: fields.get('access_token') ?? undefined };
    enter('form');
    return readEntryForm(fields);
  }

  router.use('/micropub', answerMicropubError);
  return router;
}

function answer(response: Response, asked: MicropubRequest, sent: Sent): void {
  if (sent.kind === 'refused') {
    const [first] = sent.problems;
    throw new DeskError(400, 'invalid_request', first?.message ?? sayDesk('api-refused'), {
      hint: first?.hint ?? null,
    });
  }
  if (sent.kind === 'conflict')
    throw new DeskError(409, 'invalid_request', sayDesk('api-changed'), {
      hint: sayDesk('api-changed-hint'),
    });
  if (sent.url !== null) response.setHeader('Location', encodeURI(decodeURI(sent.url)));
  if (asked.kind === 'create') return void response.status(sent.isPublished ? 201 : 202).end();
  response.status(sent.isPublished ? 204 : 202).end();
}

const isText = (value: unknown): value is string => typeof value === 'string';
