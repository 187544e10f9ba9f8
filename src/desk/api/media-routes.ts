import { type RequestHandler, Router } from 'express';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { addressOf } from '../login/person-of.ts';
import { queryText } from '../query-text.ts';
import type { Upload } from './accept-upload.ts';
import type { ApiDeps } from './api-deps.ts';
import { readBody } from './read-body.ts';
import { readForm } from './read-form.ts';
import { MOST_UPLOAD, storeUpload } from './store-upload.ts';
import type { TokenAccess } from './token-access.ts';

/** Takes a picture or another file, as a form's field `file` or as the body with `?name=`; answers its address on the site. */
export function createMediaRoutes(
  deps: ApiDeps,
  access: TokenAccess,
): { readonly router: Router; readonly take: RequestHandler } {
  const { doors, origins, clock } = deps;
  const take: RequestHandler = async (request, response) => {
    const came = access.writer(response);
    const isForm = /^multipart\/form-data/i.test(request.headers['content-type'] ?? '');
    let upload: Upload | undefined;
    if (isForm)
      [upload] = (await readForm(request, { fileSize: MOST_UPLOAD, files: 1, fieldSize: 10_000 })).files;
    else upload = { name: queryText(request.query['name']), bytes: await readBody(request, MOST_UPLOAD) };
    if (upload === undefined)
      throw new DeskError(400, 'media-missing', sayDesk('api-media-name'), {
        hint: sayDesk('api-media-name-hint'),
      });
    const { file, isNew } = await storeUpload(deps, came, upload);
    if (isNew)
      doors.note({
        at: clock.now(),
        person: came.person.name,
        act: 'api-media',
        file,
        address: addressOf(request),
      });
    const path = `/${file}`;
    const url = origins.site + encodeURI(path);
    response.setHeader('Location', url);
    response.status(isNew ? 201 : 200).json({ file, path, url });
  };
  const router = Router();
  router.post('/api/media', take);
  return { router, take };
}
