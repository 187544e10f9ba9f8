import { showHidden } from '../../problems/show/visible-text.ts';
import { atMost, UsageError } from '../command-line.ts';
import { ago, duration, textTable } from '../report/text-table.ts';
import { type DeskCall, noteAct, wholeOption } from './desk-call.ts';

/** Prints who may come in, and with what. Returns the exit code. @throws UsageError */
export function listPeople({ accounts, words, output, now }: DeskCall): number {
  atMost(0, words, 'is one word too many: everybody is listed.');
  const people = accounts.people.list();
  if (people.length === 0) {
    output.write('Nobody may come in yet. Add somebody with "dateline desk add NAME --role admin".\n');
    return 0;
  }
  const rows = people.map((one) => [
    one.name,
    one.role,
    keysOf(one),
    one.seenAt === null ? 'never' : ago(now() - one.seenAt),
    one.email,
  ]);
  output.write(textTable(['NAME', 'ROLE', 'KEYS', 'LAST HERE', 'E-MAIL'], rows));
  return 0;

  function keysOf({ passkeys, hasPassword, invitedUntil }: (typeof people)[number]): string {
    const keys = [
      ...(passkeys === 0 ? [] : [passkeys === 1 ? 'passkey' : `${passkeys} passkeys`]),
      ...(hasPassword ? ['password'] : []),
      ...(invitedUntil === null ? [] : [`link for ${duration(invitedUntil - now())}`]),
    ];
    return keys.length === 0 ? 'none' : keys.join(', ');
  }
}

/** Prints who is logged in where, everybody or one; with `--end` it ends those of one. @throws AccountsError, UsageError */
export function tellSessions(call: DeskCall): number {
  const { accounts, words, given, output, now } = call;
  const [name] = atMost(1, words, 'is one word too many. Put quotes around a name with spaces.');
  const person = name === undefined ? null : accounts.people.named(name);
  if (given.has('end') && person !== null) {
    const ended = accounts.sessions.endAll(person.id);
    noteAct(call, 'sessions-ended', person.name);
    output.write(`${showHidden(person.name)} is logged out everywhere; sessions that ended: ${ended}.\n`);
    return 0;
  }
  if (given.has('end')) throw new UsageError('Whose? Write dateline desk sessions NAME --end.');
  const sessions = accounts.sessions.list(person?.id);
  if (sessions.length === 0) {
    output.write('Nobody is logged in.\n');
    return 0;
  }
  const rows = sessions.map((one) => [
    one.person,
    one.way,
    ago(now() - one.startedAt),
    ago(now() - one.usedAt),
    one.address ?? '',
    one.browser ?? '',
  ]);
  output.write(textTable(['NAME', 'BY', 'SINCE', 'LAST USED', 'FROM', 'BROWSER'], rows));
  return 0;
}

const MOST_ENTRIES = 100_000;

/** Prints what was done at the desk, the newest last. @throws UsageError */
export function tellAudit(call: DeskCall): number {
  atMost(0, call.words, 'is one word too many: the log is of everybody.');
  const most = wholeOption(call, 'most', { most: MOST_ENTRIES, fallback: 100 });
  const entries = call.accounts.audit.latest(most).toReversed();
  const rows = entries.map(({ at, person, act, file, detail, address }) => [
    new Date(at).toISOString(),
    person ?? '-',
    act,
    address ?? 'command line',
    [file, detail].filter((text) => text !== undefined).join(' · '),
  ]);
  call.output.write(
    rows.length === 0
      ? 'Nothing was done yet.\n'
      : textTable(['WHEN', 'WHO', 'WHAT', 'FROM', 'OF WHAT'], rows),
  );
  return 0;
}
