import type { Request, Response } from 'express';
import type { Person } from '../../accounts/person.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { PreviewError } from '../preview/preview-error.ts';
import type { DraftPreview } from '../preview/previewer.ts';
import { describeText, type TextState } from './describe-text.ts';
import { buildWritePage, type WritingState } from './write-page.ts';
import type { WriteRoutesDeps } from './write-routes-deps.ts';

/** What a text would be on the site, and the preview that says so; null where nothing could look at it. */
export async function inspectText(
  { write, lint }: Pick<WriteRoutesDeps, 'write' | 'lint'>,
  file: string,
  text: string,
): Promise<{ readonly preview: DraftPreview | null; readonly state: TextState }> {
  const preview = await write.previews.draft({ file, bytes: Buffer.from(text) }).catch((error: unknown) => {
    // A text can be written and saved all the same.
    if (error instanceof PreviewError) return null;
    throw error;
  });
  const notes = await lint(file, text);
  const { timeZone } = write.site();
  return { preview, state: describeText(text, preview, { notes, timeZone, now: write.now() }) };
}

/** Shows the writing page. */
export async function showWriting(
  deps: WriteRoutesDeps,
  { request, response, person }: { request: Request; response: Response; person: Person },
  given: Omit<WritingState, 'state' | 'here'> & { readonly status?: number },
): Promise<void> {
  const { write, pages, presence } = deps;
  const { status = 200, ...state } = given;
  const described = await inspectText(deps, given.file, given.text);
  const page = buildWritePage(
    person,
    { ...state, state: described.state, here: presence.beside(given.file, person.name) },
    write.site(),
  );
  pages.show(request, response, {
    view: 'write',
    title: sayDesk('write-title', { name: page.name }),
    current: '/new',
    page,
    scripts: ['js/write.js'],
    styles: ['css/write.css'],
    modulesJson: pages.modulesJson,
    status,
  });
}
