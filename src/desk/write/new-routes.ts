import { type Request, Router } from 'express';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { showMinute } from './describe-text.ts';
import { newFile, numberedFile, type Template, TEMPLATES } from './new-text.ts';
import type { WriteRoutesDeps } from './write-routes-deps.ts';

/** The template of a name, or that of stories. */
export function templateNamed(name: string): Template {
  const found = TEMPLATES.find((one) => one.name === name) ?? TEMPLATES[0];
  if (found === undefined) throw new Error('there are no templates');
  return found;
}

/** So many files of one name are looked for. */
const MOST_NUMBERS = 50;

/** Where something new begins: nothing is written before it is saved. */
export function createNewRoutes({ write, pages, people }: WriteRoutesDeps): Router {
  const router = Router({ caseSensitive: true });
  router.get('/new', async (request: Request, response) => {
    const person = people.personOf(response);
    const { title = '', template = '', by = person.name } = texts(request);
    const wish = {
      template: templateNamed(template),
      title: title.replace(/\s+/gu, ' ').trim().normalize('NFC'),
    };
    if (wish.title !== '') {
      const minute = showMinute(write.now(), write.site().timeZone);
      const named = newFile({ ...wish, minute }, pages.place);
      if (named === null) {
        const hint = sayDesk('write-new-no-name-hint');
        throw new DeskError(422, 'no-name', sayDesk('write-new-no-name'), { hint });
      }
      const file = await freeFile(named);
      const query = new URLSearchParams({ file, template: wish.template.name, title: wish.title, by });
      response.redirect(303, `/write?${query}`);
      return;
    }
    pages.show(request, response, {
      view: 'new',
      title: sayDesk('write-new-title'),
      current: '/new',
      page: {
        by,
        templates: TEMPLATES.map(({ name, label }, nth) => ({
          name,
          label: sayDesk(label),
          isFirst: nth === 0,
        })),
      },
    });
  });

  async function freeFile(file: string): Promise<string> {
    for (let nth = 1; nth < MOST_NUMBERS; nth += 1) {
      const numbered = numberedFile(file, nth);
      if ((await write.writing.read(numbered)) === null) return numbered;
    }
    return file;
  }
  return router;
}

function texts({ query }: Request): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
