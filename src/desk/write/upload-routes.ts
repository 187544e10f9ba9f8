import { Router } from 'express';
import { may } from '../../accounts/person.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { readForm } from '../api/read-form.ts';
import { MOST_UPLOAD, storeUpload } from '../api/store-upload.ts';
import { wantsJson } from '../create-desk.ts';
import { DeskError } from '../desk-error.ts';
import { showWriting } from './show-writing.ts';
import type { WriteDeps } from './write-deps.ts';
import { readWriteForm } from './write-form.ts';
import type { WriteRoutesDeps } from './write-routes-deps.ts';

/** So many files are sent at once. */
const MOST_FILES = 20;
/** A field of the form may be the whole text. */
const MOST_FIELD_BYTES = 8 * 1024 * 1024;

/** Takes pictures and other files that belong to a text; the text comes back as it was sent, with what shows them at its end. */
export function createUploadRoutes(deps: WriteRoutesDeps): Router {
  const { write, people } = deps;
  const router = Router({ caseSensitive: true });
  router.post('/upload', async (request, response) => {
    const person = people.personOf(response);
    const limits = { fileSize: MOST_UPLOAD, files: MOST_FILES, fieldSize: MOST_FIELD_BYTES };
    const { fields, files } = await readForm(request, limits);
    const sent = Object.fromEntries(fields);
    // Scripts send the session’s word as a header, which was looked at before the body was read.
    if (request.get('x-desk-csrf') === undefined) people.assertCsrf(response, sent['csrf']);
    if (!may(person.role, 'draft')) throw new DeskError(403, 'not-yours', sayDesk('write-not-yours'));
    const access = { person, may: may(person.role, 'publish') ? 'publish' : 'draft' } as const;
    const stored = [];
    let refusal: DeskError | null = null;
    for (const upload of files) {
      try {
        const { file, isPicture, isNew } = await storeUpload(storeOf(write), access, upload);
        if (isNew) people.note(request, person, 'upload', file);
        stored.push({ name: upload.name, src: `/${file}`, isPicture });
      } catch (error) {
        if (!(error instanceof DeskError)) throw error;
        refusal = error;
      }
    }
    if (wantsJson(request)) {
      const [one] = stored;
      if (one === undefined) throw refusal ?? new DeskError(400, 'no-upload', sayDesk('write-no-upload'));
      response.status(201).json(one);
      return;
    }
    const form = readWriteForm(sent);
    const shown = stored.map((one) => markdownOf(one, sent)).join('\n\n');
    const text = shown === '' ? form.text : `${form.text.replace(/\s*$/, '')}\n\n${shown}\n`;
    const names = stored.map(({ name }) => name).join(', ');
    const refused =
      refusal ?? (stored.length === 0 ? { message: sayDesk('write-no-upload'), hint: null } : null);
    await showWriting(
      deps,
      { request, response, person },
      {
        file: form.file,
        text,
        base: form.base,
        savedAt: null,
        isWritable: true,
        notice:
          refused === null
            ? {
                tone: 'good',
                text: sayDesk('write-uploaded', { name: names }),
                hint: sayDesk('write-changed'),
              }
            : {
                tone: 'fault',
                text: sayDesk('write-upload-failed', { why: refused.message }),
                hint: refused.hint ?? '',
                typed: sent,
              },
        conflict: null,
        isUnsaved: true,
        status: refused === null ? 200 : 415,
      },
    );
  });
  return router;
}

/** A picture with what was said of it, or a link to another file, as Markdown (CommonMark §6.4, §6.3). */
export function markdownOf(
  { name, src, isPicture }: { readonly name: string; readonly src: string; readonly isPicture: boolean },
  said: Readonly<Record<string, string | undefined>>,
): string {
  const target = encodeURI(src).replaceAll('(', '%28').replaceAll(')', '%29');
  const bare = (text: string): string =>
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[[\]\\]/g, '\\$&');
  if (!isPicture) return `[${bare(name)}](${target})`;
  const caption = [said['upload-caption'], said['upload-credit']]
    .map((text) => text?.trim())
    .filter(Boolean)
    .join(' ');
  const title = caption === '' ? '' : ` "${caption.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`;
  return `![${bare(said['upload-alt'] ?? '')}](${target}${title})`;
}

const storeOf = ({ writing, mayWrite }: Pick<WriteDeps, 'writing' | 'mayWrite'>) => ({
  writing,
  doors: { mayWrite },
});
