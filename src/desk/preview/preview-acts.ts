import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { may, type Person } from '../../accounts/person.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { wantsJson } from '../create-desk.ts';
import { DeskError } from '../desk-error.ts';
import type { ShowDesk } from '../desk-frame.ts';
import type { DraftFrames } from './draft-frames.ts';
import { newestOnly } from './newest-only.ts';
import { sayMoment } from './preview-banner.ts';
import { PreviewError } from './preview-error.ts';
import type { PreviewLink } from './preview-link-store.ts';
import { MOST_DAYS, type PreviewLinks, USUAL_DAYS } from './preview-links.ts';
import { PREVIEW_PATH } from './preview-pages.ts';
import type { Previewer } from './previewer.ts';

export interface PreviewActsDeps {
  readonly previewer: Pick<Previewer, 'draft'>;
  readonly links: PreviewLinks;
  readonly frames: DraftFrames;
  /** Writes into the audit log; `request` tells from where. */
  readonly note: (request: Request, person: Person, act: string, link: PreviewLink) => void;
  readonly show: ShowDesk;
  readonly about: PreviewedSite;
}

/** What is known of the site and its desk. */
export interface PreviewedSite {
  /** The desk's public origin. */
  readonly origin: string;
  /** The site's time zone (IANA). */
  readonly timeZone: () => string;
  /** Reads a time as editors write it, in milliseconds since 1970; null for none. */
  readonly readTime: (text: string) => number | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Of a text file and what a form or JSON puts around it. */
const MOST_BYTES = '12mb';
const FILE = z
  .string()
  .min(1)
  .max(1024)
  .refine(
    (file) =>
      file.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !/[\0\\]/.test(file),
  )
  .transform((file) => file.normalize('NFC'));
const DRAFT = z.object({ file: FILE, text: z.string() });
const WISH = z.object({
  file: z.union([z.literal('').transform(() => null), FILE]).optional(),
  at: z.string().max(100).optional(),
  days: z.coerce.number().min(1).max(MOST_DAYS).optional(),
});

/** What those who are signed in do with previews; mount it behind the log-in. */
export function createPreviewActs(deps: PreviewActsDeps): Router {
  const { previewer, links, frames, note, show, about } = deps;
  const router = Router({ caseSensitive: true });
  const drafts = newestOnly();
  const bodies = [
    express.json({ limit: MOST_BYTES }),
    express.urlencoded({ extended: false, limit: MOST_BYTES }),
  ];
  const urlOf = (link: PreviewLink): string => `${about.origin}${PREVIEW_PATH}/${links.tokenOf(link)}/`;

  const allowed = (response: Response, act: Parameters<typeof may>[1]): Person => {
    const { person = null } = response.locals as { readonly person?: Person | null };
    if (person === null) throw new DeskError(401, 'not-signed-in', sayDesk('desk-error-401'));
    if (!may(person.role, act)) throw new DeskError(403, 'not-allowed', sayDesk('preview-not-allowed'));
    return person;
  };
  const isRevoker = (person: Person, link: PreviewLink): boolean =>
    may(person.role, 'publish') || link.by === person.name;

  router.post(`${PREVIEW_PATH}/draft`, ...bodies, async (request, response) => {
    const person = allowed(response, 'read');
    const { file, text } = read(DRAFT, request);
    const bytes = Buffer.from(text);
    const preview = await drafts.run(person.id, () => previewer.draft({ file, bytes })).catch(toDeskError);
    if (preview === null) {
      response.json({ kind: 'superseded' });
      return;
    }
    const path = preview.kind === 'page' ? preview.path : '/';
    const frame = `${PREVIEW_PATH}/${frames.put(person.id, file, bytes)}${path}`;
    if (wantsJson(request)) response.json({ ...preview, frame });
    else response.redirect(303, frame);
  });

  router.get(`${PREVIEW_PATH}/links`, (request, response) => {
    const person = allowed(response, 'read');
    const rows = links.list().map((link) => ({
      id: link.id,
      url: urlOf(link),
      file: link.file,
      at: link.at,
      until: link.until,
      madeAt: link.madeAt,
      by: link.by,
      mayRevoke: isRevoker(person, link),
    }));
    if (wantsJson(request)) {
      response.json({ links: rows });
      return;
    }
    const timeZone = about.timeZone();
    const made = String(request.query['made'] ?? '');
    show(request, response, {
      view: 'preview-links',
      title: sayDesk('preview-links'),
      current: null,
      page: {
        title: sayDesk('preview-links'),
        mayMake: may(person.role, 'draft'),
        days: USUAL_DAYS,
        mostDays: MOST_DAYS,
        links: rows.map((row) => ({
          ...row,
          isNew: row.id === made,
          what: row.file ?? sayDesk('preview-links-site'),
          note: noteOn(row, timeZone),
        })),
      },
    });
  });

  router.post(`${PREVIEW_PATH}/links`, ...bodies, (request, response) => {
    const person = allowed(response, 'draft');
    const { file = null, at, days = USUAL_DAYS } = read(WISH, request);
    const moment = at === undefined || at.trim() === '' ? null : about.readTime(at);
    if (moment === null && at !== undefined && at.trim() !== '')
      throw new DeskError(422, 'time-wrong', sayDesk('preview-time-wrong', { text: at }));
    const link = links.make({ file, at: moment, days, by: person.name });
    note(request, person, 'preview-link', link);
    if (wantsJson(request)) response.status(201).json({ id: link.id, url: urlOf(link), until: link.until });
    else response.redirect(303, `${PREVIEW_PATH}/links?made=${link.id}`);
  });

  router.post(`${PREVIEW_PATH}/links/:id/revoke`, ...bodies, (request, response) => {
    const person = allowed(response, 'draft');
    const link = links.get(String(request.params['id']));
    if (link === null) throw new DeskError(404, 'not-found', sayDesk('preview-link-unknown'));
    if (!isRevoker(person, link)) throw new DeskError(403, 'not-allowed', sayDesk('preview-not-allowed'));
    links.revoke({ id: link.id }, about.now());
    note(request, person, 'preview-revoke', link);
    if (wantsJson(request)) response.json({ revoked: 1 });
    else response.redirect(303, `${PREVIEW_PATH}/links`);
  });
  return router;
}

function noteOn({ at, by, until }: Pick<PreviewLink, 'at' | 'by' | 'until'>, timeZone: string): string {
  const ends = sayMoment(until, timeZone);
  return at === null
    ? sayDesk('preview-links-note', { by, ends })
    : sayDesk('preview-links-note-at', { when: sayMoment(at, timeZone), by, ends });
}

/** @throws DeskError for what is not as it should be. */
function read<Body>(schema: z.ZodType<Body>, request: Request): Body {
  const body = schema.safeParse(request.body);
  if (!body.success) throw new DeskError(422, 'body-wrong', sayDesk('preview-body-wrong'));
  return body.data;
}

function toDeskError(error: unknown): never {
  if (!(error instanceof PreviewError)) throw error;
  const isOver = error.code === 'preview-failed';
  throw new DeskError(isOver ? 500 : 503, error.code, error.message, {
    headers: isOver ? {} : { 'Retry-After': '5' },
  });
}
