import { emailFor } from '../../accounts/check-name.ts';
import type { Person, Role } from '../../accounts/person.ts';
import { isRole, ROLES } from '../../accounts/person.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { UsageError } from '../command-line.ts';
import { duration } from '../report/text-table.ts';
import { type DeskCall, noteAct } from './desk-call.ts';

/** Lets somebody in, and prints the link by which they come. Returns the exit code. @throws AccountsError, UsageError */
export function addPerson(call: DeskCall): number {
  const { accounts, settings, words, given, output } = call;
  const name = nameOf(words, 'add');
  const role = roleOf(given.get('role'), '--role');
  if (settings.desk === null) return tellNoDesk(call);
  const email = given.get('email') ?? emailFor(name, new URL(settings.desk.origin).hostname);
  const person = accounts.people.add({ name, email, role });
  noteAct(call, 'person-added', `${person.name}: ${role}`);
  output.write(`${showHidden(person.name)} is ${role} at the desk; commits carry ${showHidden(email)}.\n`);
  return printLink(call, person);
}

/** Prints a new link for somebody who lost their key; the one before it ends. @throws AccountsError, UsageError */
export function newLink(call: DeskCall): number {
  const person = call.accounts.people.named(nameOf(call.words, 'link'));
  return call.settings.desk === null ? tellNoDesk(call) : printLink(call, person);
}

/** Gives somebody another role. @throws AccountsError, UsageError */
export function changeRole(call: DeskCall): number {
  const { accounts, words, given, output } = call;
  const name = nameOf(words.slice(0, 1), 'role');
  if (words.length > 2)
    throw new UsageError(
      `${quoteText(words[2] ?? '')} is one word too many. Put quotes around a name with spaces.`,
    );
  const role = roleOf(words[1] ?? given.get('role'), 'the role');
  const person = accounts.people.setRole(accounts.people.named(name).id, role);
  noteAct(call, 'role-changed', `${person.name}: ${role}`);
  output.write(`${showHidden(person.name)} is ${role} from now on.\n`);
  return 0;
}

/** Lets somebody in no longer. @throws AccountsError, UsageError */
export function removePerson(call: DeskCall): number {
  const { accounts, words, output } = call;
  const person = accounts.people.remove(accounts.people.named(nameOf(words, 'remove')).id);
  noteAct(call, 'person-removed', person.name);
  output.write(`${showHidden(person.name)} cannot come in any more; sessions and tokens have ended.\n`);
  return 0;
}

function printLink(call: DeskCall, person: Person): number {
  const { accounts, settings, output, now } = call;
  if (settings.desk?.hasPages !== true) {
    output.write(
      'The desk has no pages (DESK_PAGES=false), so there is no link. Make a token with "dateline desk token".\n',
    );
    return 0;
  }
  const { secret, until } = accounts.invitations.make(person.id);
  noteAct(call, 'link-made', person.name);
  output.write(
    `This link works once, and for ${duration(until - now())}. Send it to nobody else:\n\n  ${settings.desk.origin}/join/${secret}\n\n`,
  );
  return 0;
}

function tellNoDesk({ errors }: DeskCall): number {
  errors.write(
    'Nothing is done: there is no desk, as DESK_PORT is not set. Set DESK_PORT, such as 3001, and DESK_URL, such as ' +
      'https://desk.example.org, for the server and for this command.\n',
  );
  return 1;
}

/** The one name among the words of a command. @throws UsageError */
export function nameOf(words: readonly string[], command: string): string {
  const [name, extra] = words;
  if (name === undefined) throw new UsageError(`Who? Write dateline desk ${command} NAME.`);
  if (extra === undefined) return name;
  throw new UsageError(`${quoteText(extra)} is one word too many. Put quotes around a name with spaces.`);
}

function roleOf(text: string | undefined, what: string): Role {
  if (text !== undefined && isRole(text)) return text;
  const known = `${ROLES.slice(0, -1).join(', ')} or ${ROLES.at(-1)}`;
  if (text === undefined) throw new UsageError(`What may they do? Give ${what}: ${known}.`);
  throw new UsageError(`${quoteText(text)} is not a role. ${didYouMean(text, ROLES)}Give ${known}.`);
}
