import { type Request, type Response, Router } from 'express';
import { type Person, may } from '../../accounts/person.ts';
import type { Permits, WriteOutcome } from '../../writing/content-writing.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { textKindOf } from './form-fields.ts';
import { findBase } from './save-text.ts';
import type { WriteRoutesDeps } from './write-routes-deps.ts';

const urlOf = (file: string, done: string): string => `/write?${new URLSearchParams({ file, done })}`;

/** What is done with whole files: they get other names, go, and come back. */
export function createFileRoutes({ write, people }: WriteRoutesDeps): Router {
  const { writing } = write;
  const router = Router({ caseSensitive: true });
  const byOf = ({ name, email }: Person) => ({ name, email });

  router.post('/rename', async (request, response) => {
    const { person, file, base, sent } = readFileForm(request, response, 'publish');
    const to = (sent['to'] ?? '').trim().normalize('NFC');
    // What a file is called decides who may write it, so that none becomes one of another kind.
    if (textKindOf(to) !== textKindOf(file)) {
      throw new DeskError(422, 'name-refused', sayDesk('write-no-name'), { hint: sayDesk('write-no-form') });
    }
    mustBeTheirs(person, file, await findBase(writing, file, base));
    mustBeTheirs(person, to, null);
    const why = sayDesk('write-why-rename', { from: file, to });
    finish(await writing.rename({ from: file, to, base, by: byOf(person), why }));
    people.note(request, person, 'rename', file);
    response.redirect(303, urlOf(to, 'rename'));
  });

  router.post('/delete', async (request, response) => {
    const { person, file, base, sent } = readFileForm(request, response, 'publish');
    if (sent['sure'] === undefined) {
      const hint = sayDesk('write-delete-unsure-hint');
      throw new DeskError(422, 'not-sure', sayDesk('write-delete-unsure'), { hint });
    }
    mustBeTheirs(person, file, await findBase(writing, file, base));
    const changes = [{ file, bytes: null, base }];
    finish(await writing.write({ changes, by: byOf(person), why: sayDesk('write-why-delete', { file }) }));
    people.note(request, person, 'delete', file);
    response.redirect(303, `/history?${new URLSearchParams({ file, done: 'delete' })}`);
  });

  router.post('/restore', async (request, response) => {
    const { person, file, sent } = readFileForm(request, response, 'draft');
    const bytes = await writing.textOf(file, sent['revision'] ?? '');
    if (bytes === null) throw new DeskError(404, 'no-revision', sayDesk('write-history-none'));
    const now = await writing.read(file);
    if (!write.mayWrite(person, { file, before: now?.bytes ?? null, after: bytes })) notTheirs();
    const changes = [
      { file, bytes, base: now?.digest ?? null, ...(now === null ? {} : { baseBytes: now.bytes }) },
    ];
    const why = sayDesk('write-why-restore', { file });
    finish(await writing.write({ changes, by: byOf(person), why, permits: permitsOf(person) }));
    people.note(request, person, 'restore', file);
    response.redirect(303, urlOf(file, 'restore'));
  });

  router.post('/undo', async (request, response) => {
    const { person, file } = readFileForm(request, response, 'draft');
    finish(await writing.undo(byOf(person), permitsOf(person)));
    people.note(request, person, 'undo', file);
    response.redirect(
      303,
      (await writing.read(file)) === null ? `/history?${new URLSearchParams({ file })}` : urlOf(file, 'undo'),
    );
  });

  function readFileForm(request: Request, response: Response, act: 'draft' | 'publish') {
    const person = people.personOf(response);
    if (!may(person.role, act)) notTheirs();
    const sent = (request.body ?? {}) as Readonly<Record<string, string | undefined>>;
    const { file, base } = sent;
    if (
      typeof file !== 'string' ||
      textKindOf(file) === null ||
      (base !== undefined && typeof base !== 'string')
    )
      throw new DeskError(400, 'form-incomplete', sayDesk('write-no-form'));
    return { person, file: file.normalize('NFC'), base: base ?? '', sent };
  }

  const permitsOf =
    (person: Person): Permits =>
    (change) =>
      write.mayWrite(person, change);

  function mustBeTheirs(person: Person, file: string, bytes: Uint8Array | null): void {
    if (!write.mayWrite(person, { file, before: bytes, after: bytes })) notTheirs();
  }
  return router;
}

function notTheirs(): never {
  throw new DeskError(403, 'not-yours', sayDesk('write-not-yours'), {
    hint: sayDesk('write-not-yours-hint'),
  });
}

/** @throws DeskError where nothing was done, with what to do instead. */
function finish(outcome: WriteOutcome): void {
  if (outcome.kind === 'refused' && outcome.code === 'not-permitted') notTheirs();
  if (outcome.kind === 'refused')
    throw new DeskError(422, outcome.code, outcome.message, { hint: outcome.hint });
  if (outcome.kind === 'conflict')
    throw new DeskError(409, 'changed-meanwhile', sayDesk('write-conflict'), {
      hint: sayDesk('write-no-file-hint'),
    });
}
