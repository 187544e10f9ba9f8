import { type Request, type Response, Router } from 'express';
import { AccountsError } from '../../accounts/accounts-error.ts';
import { emailFor } from '../../accounts/check-name.ts';
import type { ListedPerson } from '../../accounts/people.ts';
import { isRole, type Person, type Role, ROLES } from '../../accounts/person.ts';
import { isDeskWord, sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { textField } from './log-in-routes.ts';
import { LOGIN_PAGE } from './login-page.ts';
import type { LoginDeps } from './login-deps.ts';
import { addressOf, personOf, requires } from './person-of.ts';

interface Typed {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

interface PeopleView {
  readonly notice: { readonly text: string; readonly isFault: boolean } | null;
  /** A link that was just made, and is shown this once. */
  readonly link?: { readonly text: string; readonly url: string };
  readonly typed?: Typed;
  readonly status?: number;
}

/** Who may come in, for admins: to let somebody in, change a role, make a new link, remove. */
export function createPeopleRoutes({ accounts, origin, show, dates, now }: LoginDeps): Router {
  const { people, invitations } = accounts;
  const routes = Router({ caseSensitive: true });
  routes.use('/people', requires('people'));

  routes.get('/people', (request, response) => {
    const key = `people-done-${String(request.query['done'])}`;
    showPeople(request, response, {
      notice: isDeskWord(key) ? { text: sayDesk(key), isFault: false } : null,
    });
  });

  routes.post('/people', (request, response) => {
    const [name, email] = [textField(request, 'name'), textField(request, 'email').trim()];
    const role = roleOf(request);
    orTell(request, response, { name, email, role }, () => {
      const address = email === '' ? emailFor(name, new URL(origin).hostname) : email;
      const person = people.add({ name, email: address, role });
      note(request, response, 'person-added', `${person.name}: ${role}`);
      showLink(request, response, person);
    });
  });

  routes.post('/people/link', (request, response) => {
    showLink(request, response, subjectOf(request));
  });

  routes.post('/people/role', (request, response) => {
    const person = subjectOf(request);
    const role = roleOf(request);
    orTell(request, response, null, () => {
      people.setRole(person.id, role);
      note(request, response, 'role-changed', `${person.name}: ${role}`);
      response.redirect(303, '/people?done=role');
    });
  });

  // Without a script nothing asks back but a page.
  routes.get('/people/remove/:id', (request, response) => {
    const person = people.get(request.params.id);
    if (person === null) throw gone();
    const title = sayDesk('people-remove-title', { name: person.name });
    const page = { id: person.id, title, name: person.name };
    show(request, response, { ...LOGIN_PAGE, view: 'remove-person', title, page });
  });

  routes.post('/people/remove', (request, response) => {
    const person = subjectOf(request);
    orTell(request, response, null, () => {
      people.remove(person.id);
      note(request, response, 'person-removed', person.name);
      response.redirect(303, '/people?done=removed');
    });
  });

  return routes;

  function note(request: Request, response: Response, act: string, detail: string): void {
    const { name } = personOf(response);
    accounts.audit.note({ at: now(), person: name, act, detail, address: addressOf(request) });
  }

  /** @throws DeskError 404 for somebody who is no longer there. */
  function subjectOf(request: Request): Person {
    const person = people.get(textField(request, 'id'));
    if (person === null) throw gone();
    return person;
  }

  function orTell(request: Request, response: Response, typed: Typed | null, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof AccountsError)) throw error;
      const notice = { text: error.message, isFault: true };
      showPeople(request, response, { notice, status: 422, ...(typed === null ? {} : { typed }) });
    }
  }

  function showLink(request: Request, response: Response, person: Person): void {
    const { secret, until } = invitations.make(person.id);
    note(request, response, 'link-made', person.name);
    const text = sayDesk('people-link-once', { name: person.name, until: dates().moment(until) });
    showPeople(request, response, { notice: null, link: { text, url: `${origin}/join/${secret}` } });
  }

  function showPeople(
    request: Request,
    response: Response,
    { notice, link, typed = { name: '', email: '', role: 'editor' }, status = 200 }: PeopleView,
  ): void {
    const own = personOf(response).id;
    const page = {
      notice,
      link: link ?? null,
      typed,
      roles: ROLES.map((role) => ({ value: role, text: sayDesk(`desk-role-${role}`) })),
      people: people.list().map((one) => ({
        id: one.id,
        name: one.name,
        email: one.email,
        role: one.role,
        isYou: one.id === own,
        keys: keysOf(one),
        seen: one.seenAt === null ? sayDesk('people-never') : dates().moment(one.seenAt),
      })),
    };
    show(request, response, {
      ...LOGIN_PAGE,
      current: '/people',
      view: 'people',
      title: sayDesk('people-title'),
      page,
      status,
    });
  }

  function keysOf({ passkeys, hasPassword, invitedUntil }: ListedPerson): readonly string[] {
    const keys = [
      ...(passkeys === 0 ? [] : [sayDesk('people-keys-passkeys', { count: passkeys })]),
      ...(hasPassword ? [sayDesk('people-keys-password')] : []),
      ...(invitedUntil === null
        ? []
        : [sayDesk('people-keys-link', { until: dates().moment(invitedUntil) })]),
    ];
    return keys.length === 0 ? [sayDesk('people-keys-none')] : keys;
  }
}

/** @throws DeskError 400 for a role that is none: no page of ours sends one. */
function roleOf(request: Request): Role {
  const role = textField(request, 'role');
  if (isRole(role)) return role;
  throw new DeskError(400, 'role-unknown', sayDesk('desk-error-400'));
}

const gone = (): DeskError => new DeskError(404, 'person-gone', sayDesk('people-gone'));
