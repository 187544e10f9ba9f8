import { Router } from 'express';
import { z } from 'zod';
import type { Site } from '../../config/site.ts';
import { articleSchemaOf } from '../../content/articles/schema.ts';
import { setFields } from '../../content/edits/set-fields.ts';
import { firstNames, sectionNames } from '../../domain/edition.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { editOptions } from './edit-options.ts';
import { formText } from './form-text.ts';
import { inspectText } from './show-writing.ts';
import { fieldsOf, saidHere } from './write-page.ts';
import { readWriteForm } from './write-form.ts';
import type { WriteRoutesDeps } from './write-routes-deps.ts';

const BEAT = z.object({
  file: z.string().min(1).max(1024),
  tab: z.string().min(1).max(100),
  isLeaving: z.boolean().optional(),
});

/** What the editor asks while somebody writes; nothing is written. */
export function createCheckRoutes(deps: WriteRoutesDeps): Router {
  const { write, pages, people, presence, offers } = deps;
  const router = Router({ caseSensitive: true });

  router.post('/check', async (request, response) => {
    const person = people.personOf(response);
    const { file, kind, text: typed, changes } = readWriteForm(request.body);
    const site = write.site();
    let text = formText(typed);
    try {
      if (Object.keys(changes).length > 0) text = setFields(text, changes, editOptions(kind, site));
    } catch (error) {
      const { message, hint } = error as { readonly message?: unknown; readonly hint?: unknown };
      if (typeof message !== 'string' || typeof hint !== 'string') throw error;
      response.status(422).json({ kind: 'refused', message, hint });
      return;
    }
    const { preview, state } = await inspectText(deps, file, text);
    const path = preview?.kind === 'page' ? preview.path : '/';
    const frame = preview === null ? null : pages.frameOf(person, { file, bytes: Buffer.from(text), path });
    // Below the same address as the page, where alone it is to be had.
    const place = frame?.slice(0, frame.length - path.length) ?? null;
    const cardUrl = place === null || state.card === null ? null : place + state.card;
    response.json({
      text,
      problems: state.problems,
      status: state.status,
      fields: fieldsOf(kind, text, site),
      stateHtml: pages.part('write-state', { state, cardUrl }),
      frame,
    });
  });

  router.post('/presence', (request, response) => {
    const person = people.personOf(response);
    const beat = BEAT.safeParse(request.body);
    if (!beat.success) throw new DeskError(400, 'form-incomplete', sayDesk('write-no-form'));
    const { file, tab, isLeaving = false } = beat.data;
    if (isLeaving) presence.left(tab, person.name);
    else presence.seen({ tab, file: file.normalize('NFC'), name: person.name });
    response.json({ here: saidHere(presence.beside(file.normalize('NFC'), person.name)) });
  });

  router.get('/complete', async (request, response) => {
    people.personOf(response);
    const { kind, begun = '', file = '' } = request.query as Readonly<Record<string, unknown>>;
    const start = typeof begun === 'string' ? begun.normalize('NFC') : '';
    response.json({ names: await namesOf(String(kind), start, typeof file === 'string' ? file : '') });
  });

  async function namesOf(kind: string, begun: string, file: string): Promise<readonly object[]> {
    if (kind === 'keys') return keyOffers(write.site());
    if (kind === 'sections')
      return firstNames(sectionNames(write.site())).map(({ name }) => ({ label: name }));
    if (kind === 'topics') return offers.topics(begun).map((label) => ({ label }));
    if (kind === 'authors') return offers.authors(begun).map((label) => ({ label }));
    if (kind !== 'pictures') return [];
    const beside = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
    const [near, media] = await Promise.all([
      beside === '' ? [] : write.writing.list(beside),
      write.writing.list('media'),
    ]);
    const own = near.filter((name) => PICTURE.test(name) && !name.slice(beside.length + 1).includes('/'));
    return [
      ...own.map((name) => ({ label: name.slice(beside.length + 1) })),
      ...media.filter((name) => PICTURE.test(name)).map((label) => ({ label: `/${label}` })),
    ].slice(0, MOST_PICTURES);
  }
  return router;
}

const PICTURE = /\.(?:jpe?g|png|webp|avif|gif)$/i;
const MOST_PICTURES = 500;

/** The keys of articles with what each is for, as the reference has them. */
function keyOffers(site: Site): readonly object[] {
  return Object.entries(articleSchemaOf(site).shape).map(([label, field]) => ({
    label,
    info: field.description ?? '',
  }));
}
