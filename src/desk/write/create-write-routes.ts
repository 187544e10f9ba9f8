import express, { type Request, type Response, Router } from 'express';
import type { Person } from '../../accounts/person.ts';
import { FieldEditError } from '../../content/edits/field-edit-error.ts';
import { sayDesk, type DeskWord } from '../../words/desk/desk-words.ts';
import { textOf } from '../../writing/text-of.ts';
import { DeskError } from '../desk-error.ts';
import { wantsJson } from '../create-desk.ts';
import { deskDates } from '../desk-dates.ts';
import { writeUrl } from '../desk-urls.ts';
import { createCheckRoutes } from './check-routes.ts';
import { showMinute } from './describe-text.ts';
import { editOptions } from './edit-options.ts';
import { createFileRoutes } from './file-routes.ts';
import { type TextKind, textKindOf } from './form-fields.ts';
import { createHistoryRoutes } from './history-routes.ts';
import { createNewRoutes, templateNamed } from './new-routes.ts';
import { newText, type NewWish } from './new-text.ts';
import { type Saved, saveText } from './save-text.ts';
import { showWriting } from './show-writing.ts';
import { createUploadRoutes } from './upload-routes.ts';
import { changesOf, WRITE_ACTS, type WriteAct } from './write-acts.ts';
import { readWriteForm, type WriteForm } from './write-form.ts';
import type { WriteRoutesDeps } from './write-routes-deps.ts';

/** Of a text file in a form, whose letters may take three times as much there, and what is around it. */
export const MOST_FORM_BYTES = '12mb';

const DONE: Readonly<Record<string, DeskWord>> = {
  save: 'write-done-save',
  merged: 'write-done-merged',
  publish: 'write-done-publish',
  schedule: 'write-done-schedule',
  unpublish: 'write-done-unpublish',
  correct: 'write-done-correct',
  rename: 'write-done-rename',
  undo: 'write-done-undo',
  restore: 'write-restored',
};

const WHY: Readonly<Record<WriteAct, DeskWord>> = {
  save: 'write-why-save',
  publish: 'write-why-publish',
  schedule: 'write-why-schedule',
  unpublish: 'write-why-unpublish',
  correct: 'write-why-correct',
};

/** Where texts are written; mount it behind the log-in. */
export function createWriteRoutes(deps: WriteRoutesDeps): Router {
  const { write, people } = deps;
  const router = Router({ caseSensitive: true });
  router.use(
    express.json({ limit: MOST_FORM_BYTES }),
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: 500 }),
  );
  router.use(createNewRoutes(deps));

  router.get('/write', async (request, response) => {
    const person = people.personOf(response);
    const { file = '', revision = '', template = '', title = '', by = '', done = '' } = readQuery(request);
    const kind = textKindOf(file);
    const found = kind === null ? null : await write.writing.read(file);
    const { timeZone } = write.site();
    if (found === null && (kind === null || template === '')) {
      const hint = sayDesk('write-no-file-hint');
      throw new DeskError(404, 'no-file', sayDesk('write-no-file'), { hint });
    }
    const wish = { template: templateNamed(template), title, by, minute: showMinute(write.now(), timeZone) };
    const old = found === null || revision === '' ? null : await write.writing.textOf(file, revision);
    const text = found === null ? beginText(wish, kind ?? 'article') : textOf(old ?? found.bytes);
    if (text === null) throw new DeskError(415, 'no-text', sayDesk('write-no-text'));
    const before = found?.bytes ?? null;
    const word = DONE[done];
    await showWriting(
      deps,
      { request, response, person },
      {
        file,
        text,
        base: found?.digest ?? null,
        savedAt: found === null ? null : deskDates(timeZone).moment(found.changedMs),
        isWritable: write.mayWrite(person, { file, before, after: before ?? Buffer.from(text) }),
        notice: word === undefined ? null : { tone: 'good', text: sayDesk(word), hint: '' },
        conflict: null,
      },
    );
  });

  for (const act of WRITE_ACTS) {
    router.post(`/${act}`, async (request, response) => {
      const person = people.personOf(response);
      const form = readWriteForm(request.body);
      if (form.sent['take'] === 'theirs') return void response.redirect(303, writeUrl(form.file));
      const taken =
        form.sent['take'] === 'yours'
          ? { ...form, text: form.sent['yours'] ?? form.text, changes: {}, sent: {} }
          : form;
      const why = sayDesk(WHY[act], { file: form.file });
      const saved = await saveText(write, person, taken, { why, more: changesOf(act, taken, write) });
      if (saved.kind === 'written') people.note(request, person, act, form.file);
      if (wantsJson(request)) sendSaved(response, saved, act);
      else await showSaved({ request, response, person }, taken, saved, act);
    });
  }

  function beginText(wish: NewWish, kind: TextKind): string {
    try {
      return newText(wish, editOptions(kind, write.site()));
    } catch (error) {
      if (!(error instanceof FieldEditError)) throw error;
      throw new DeskError(422, error.code, error.message, { hint: error.hint });
    }
  }

  function sendSaved(response: Response, saved: Saved, act: WriteAct): void {
    const { timeZone } = write.site();
    if (saved.kind === 'written') {
      const savedAt = sayDesk('write-saved-at', { time: deskDates(timeZone).second(write.now()) });
      const message = sayDesk((saved.isMerged ? DONE['merged'] : DONE[act]) ?? 'write-done-save');
      response.json({ ...saved, savedAt, message: [message, ...saved.notes].join(' ') });
    } else if (saved.kind === 'conflict') response.status(409).json({ kind: 'conflict' });
    else response.status(saved.status).json(saved);
  }

  async function showSaved(
    asked: { request: Request; response: Response; person: Person },
    form: WriteForm,
    saved: Saved,
    act: WriteAct,
  ): Promise<void> {
    const { file } = form;
    const now = await write.writing.read(file);
    const { timeZone } = write.site();
    const common = {
      file,
      savedAt: now === null ? null : deskDates(timeZone).moment(now.changedMs),
      isWritable: true,
      conflict: null,
    };
    if (saved.kind === 'written') {
      const done = saved.isMerged ? 'merged' : act;
      if (saved.notes.length === 0) return asked.response.redirect(303, `${writeUrl(file)}&done=${done}`);
      const text = sayDesk(DONE[done] ?? 'write-done-save');
      const notice = { tone: 'good', text, hint: saved.notes.join(' ') } as const;
      return showWriting(deps, asked, { ...common, text: saved.text, base: saved.digest, notice });
    }
    if (saved.kind === 'refused') {
      const notice = {
        tone: 'fault',
        text: `${sayDesk('write-not-saved')} ${saved.message}`,
        hint: saved.hint,
        typed: form.sent,
      } as const;
      return showWriting(deps, asked, {
        ...common,
        text: saved.text,
        base: form.base,
        notice,
        status: saved.status,
      });
    }
    const { yours, theirs, theirDigest, merged } = saved.file;
    return showWriting(deps, asked, {
      ...common,
      text: theirs === null ? (yours ?? saved.text) : merged,
      base: theirDigest,
      notice: {
        tone: 'fault',
        text: sayDesk(theirs === null ? 'write-conflict-gone' : 'write-conflict'),
        hint: theirs === null ? '' : sayDesk('write-conflict-hint'),
      },
      conflict: theirs === null ? null : { yours: yours ?? saved.text, theirs },
      status: 409,
    });
  }

  router.use(
    createCheckRoutes(deps),
    createFileRoutes(deps),
    createHistoryRoutes(deps),
    createUploadRoutes(deps),
  );
  return router;
}

/** Every parameter that was given once, as text in composed form. */
export function readQuery(request: Request): Readonly<Record<string, string | undefined>> {
  const given = Object.entries(request.query).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.normalize('NFC')] as const] : [],
  );
  return Object.fromEntries(given);
}
