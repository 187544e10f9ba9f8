import { type Request, type Response, Router } from 'express';
import { may, type Person } from '../../accounts/person.ts';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import type { ContentWriting } from '../../writing/content-writing.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { awaitPublish } from '../await-publish.ts';
import { deskDates } from '../desk-dates.ts';
import { DeskError } from '../desk-error.ts';
import type { ShowDesk } from '../desk-frame.ts';
import { personOf, requires } from '../login/person-of.ts';
import type { DeskNews } from '../news.ts';
import { queryText, withQuery } from '../query-text.ts';
import { changeFile } from './change-file.ts';
import { planChange, readOrder, type SchedulePlan, type ScheduleOrder } from './schedule-order.ts';
import { buildSchedulePage, type ScheduleNotice } from './schedule-page.ts';
import { createUndoMemory, type Undoable } from './undo-memory.ts';

/** What is noted of a change. */
export interface ScheduleNote {
  readonly act: string;
  readonly file: string;
  readonly detail: string;
}

export interface ScheduleDeps {
  /** @throws DeskError while no catalog may be read. */
  readonly reader: () => CatalogReader;
  readonly news: DeskNews;
  readonly show: ShowDesk;
  readonly writing: Pick<ContentWriting, 'read' | 'write'>;
  /** Told of each change, for the audit log: who did what to which file. */
  readonly note: (request: Request, person: Person, done: ScheduleNote) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long a change is waited for until readers have it, before its page is shown; 3 s by default, in ms. */
  readonly patienceMs?: number;
}

const PATH = '/schedule';

/**
 * The schedule: what comes by the clock, month by month, and how it is moved, cancelled or done at once, each a guarded write of
 * one file, with undo. Mount it behind the log-in, which refuses forms of other sites.
 */
export function createScheduleRoutes(deps: ScheduleDeps): Router {
  const { reader, news, show, writing, note, now, patienceMs = 3_000 } = deps;
  const undos = createUndoMemory();
  const router = Router({ caseSensitive: true, strict: true });

  router.get(PATH, (request, response) => {
    const person = personOf(response);
    const name = queryText(request.query['done']);
    const done = name === '' ? null : undos.find(name, person.id);
    const undo = done?.back === undefined || done.back === null ? null : name;
    display(request, response, done === null ? null : { tone: 'good', text: done.said, undo });
  });

  // The address of a form that was refused, when it is asked for again.
  router.get([`${PATH}/change`, `${PATH}/undo`], (_request, response) => response.redirect(303, PATH));

  router.post(`${PATH}/change`, requires('publish'), async (request, response) => {
    const person = personOf(response);
    const field = fieldOf(request);
    const order = readOrder(field);
    if (order === null) throw new DeskError(400, 'bad-request', sayDesk('schedule-bad-form'));
    const { timeZone } = reader().read((catalog) => catalog.site());
    const plan = planChange(order, now(), timeZone);
    if (plan.kind === 'refused') return refuse(request, response, 422, sayDesk(plan.word));
    const title = titleOf(order.file);
    const said = sayDone(order, plan, { title, timeZone });
    const published = awaitPublish(news, order.file);
    try {
      const outcome = await changeFile(writing, { order, plan, by: person, why: said, timeZone });
      if (outcome.kind === 'refused') {
        const text = outcome.hint === null ? outcome.message : `${outcome.message} ${outcome.hint}`;
        return refuse(request, response, outcome.status, text);
      }
      note(request, person, { act: `schedule-${order.act}`, file: order.file, detail: said });
      await published.within(patienceMs);
      const { before, digest, isMerged, notes } = outcome;
      const undoable: Undoable = {
        person: person.id,
        file: order.file,
        back: isMerged ? null : { digest, before },
        said: [said, ...(isMerged ? [sayDesk('schedule-merged')] : []), ...notes].join(' '),
      };
      response.redirect(303, withQuery(PATH, { month: field('month'), done: undos.keep(undoable) }));
    } finally {
      published.end();
    }
  });

  router.post(`${PATH}/undo`, requires('publish'), async (request, response) => {
    const person = personOf(response);
    const field = fieldOf(request);
    const undoable = undos.find(field('undo'), person.id);
    if (undoable === null || undoable.back === null)
      return refuse(request, response, 409, sayDesk('schedule-undo-over'));
    const { file, back } = undoable;
    const read = await writing.read(file);
    if (read?.digest !== back.digest)
      return refuse(request, response, 409, sayDesk('schedule-undo-changed', { file }));
    const said = sayDesk('schedule-undone', { title: titleOf(file) });
    const published = awaitPublish(news, file);
    try {
      const change = { file, bytes: back.before, base: back.digest, baseBytes: read.bytes };
      const outcome = await writing.write({ changes: [change], by: person, why: said });
      if (outcome.kind === 'refused')
        return refuse(request, response, 422, `${outcome.message} ${outcome.hint}`);
      if (outcome.kind === 'conflict')
        return refuse(request, response, 409, sayDesk('schedule-undo-changed', { file }));
      undos.forget(field('undo'));
      note(request, person, { act: 'schedule-undo', file, detail: said });
      await published.within(patienceMs);
      const done = undos.keep({ person: person.id, file, back: null, said });
      response.redirect(303, withQuery(PATH, { month: field('month'), done }));
    } finally {
      published.end();
    }
  });

  function display(request: Request, response: Response, notice: ScheduleNotice | null, status = 200): void {
    const person = personOf(response);
    const field = fieldOf(request);
    const page = reader().read((catalog) =>
      buildSchedulePage({
        catalog,
        now: now(),
        month: queryText(request.query['month']) || field('month'),
        draftsSkipped: Math.max(0, Number.parseInt(queryText(request.query['drafts']), 10) || 0),
        mayChange: may(person.role, 'publish'),
      }),
    );
    show(request, response, {
      view: 'schedule',
      title: sayDesk('desk-schedule'),
      current: PATH,
      page: { ...page, notice },
      styles: ['css/schedule.css'],
      scripts: page.mayChange ? ['js/schedule.js'] : [],
      status,
    });
  }

  const refuse = (request: Request, response: Response, status: number, text: string): void =>
    display(request, response, { tone: 'fault', text, undo: null }, status);

  function titleOf(file: string): string {
    return reader().read((catalog) => catalog.storyOf(file))?.title ?? file;
  }
  return router;
}

const fieldOf =
  (request: Request) =>
  (name: string): string =>
    queryText((request.body as Readonly<Record<string, unknown>> | undefined)?.[name]);

/** What was done, as the subject of a commit and to whoever did it. */
function sayDone(
  { act, key }: ScheduleOrder,
  { whenMs, shift }: Extract<SchedulePlan, { kind: 'set' }>,
  { title, timeZone }: { readonly title: string; readonly timeZone: string },
): string {
  if (act === 'now') return sayDesk('schedule-done-now', { title });
  if (act === 'draft') return sayDesk('schedule-done-draft', { title });
  if (act === 'keep' || whenMs === null) return sayDesk('schedule-done-keep', { title });
  const time = deskDates(timeZone).moment(whenMs);
  const said = sayDesk(key === 'date' ? 'schedule-done-moves' : 'schedule-done-ends', { title, time });
  return shift === null ? said : `${said} ${sayDesk(`schedule-time-${shift}`)}`;
}
