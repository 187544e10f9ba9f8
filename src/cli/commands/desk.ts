import { AccountsError } from '../../accounts/accounts-error.ts';
import { accountsFile, openAccounts } from '../../accounts/open-accounts.ts';
import { readEnvironment } from '../../config/environment.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { type CommandDeps, type CommandLine, type Output, runCommand, UsageError } from '../command-line.ts';
import { addPerson, changeRole, newLink, removePerson } from '../desk/change-people.ts';
import { DESK_OPTIONS, type DeskCall, type DeskOption } from '../desk/desk-call.ts';
import { makeToken } from '../desk/make-token.ts';
import { listPeople, tellAudit, tellSessions } from '../desk/tell-desk.ts';

const USAGE = `Usage: dateline desk add NAME --role ROLE    let somebody in, and print the one-time link by which they come
       dateline desk link NAME               print a new link for somebody who lost their key
       dateline desk list                    who may come in, and with what
       dateline desk role NAME ROLE          give somebody another role
       dateline desk remove NAME             let somebody in no longer; sessions and tokens end
       dateline desk sessions [NAME]         who is logged in where
       dateline desk token NAME --may RIGHT  print a token for programs
       dateline desk audit                   what was done, the newest last

  --role    viewer, contributor (drafts only), editor (all but site.yaml and partners.yaml) or admin
  --email   the address that commits carry; NAME@ the desk's host by default
  --may     read, draft or publish
  --days    how long a token is good, 90 by default
  --label   what a token is for
  --end     ends all sessions of NAME
  --most    how many entries of the log, 100 by default
  --help    print this

Example: dateline desk add "Harbour desk" --role editor

Exit code: 0, 1 for a failure, 2 for a wrong call.
`;

/** Each command, and the options that it takes. */
const COMMANDS: Readonly<
  Record<string, { readonly run: (call: DeskCall) => number; readonly options: readonly DeskOption[] }>
> = {
  add: { run: addPerson, options: ['role', 'email'] },
  link: { run: newLink, options: [] },
  list: { run: listPeople, options: [] },
  role: { run: changeRole, options: ['role'] },
  remove: { run: removePerson, options: [] },
  sessions: { run: tellSessions, options: ['end'] },
  token: { run: makeToken, options: ['may', 'days', 'label'] },
  audit: { run: tellAudit, options: ['most'] },
};

/**
 * Says who may come into the desk, whether it runs or not. Returns the exit code: 0, 1 for a failure, which `errors` is told with its
 * cure, 2 for a wrong call. @throws EnvironmentError for a wrong environment.
 */
export async function desk(
  args: readonly string[],
  output: Output,
  errors: Output,
  { env, now = Date.now }: CommandDeps = {},
): Promise<number> {
  return runCommand(
    args,
    { name: 'desk', usage: USAGE, options: DESK_OPTIONS },
    output,
    errors,
    async (line) => {
      const run = commandOf(line);
      const settings = readEnvironment(env);
      try {
        const accounts = openAccounts(accountsFile(settings.dataDir), now);
        using _ = { [Symbol.dispose]: () => accounts.close() };
        return run({
          accounts,
          settings,
          words: line.words.slice(1),
          given: line.given,
          output,
          errors,
          now,
        });
      } catch (error) {
        if (!(error instanceof AccountsError)) throw error;
        errors.write(`${showHidden(error.message)}\n`);
        return 1;
      }
    },
  );
}

/** @throws UsageError for words that are no command, or an option that it does not take. */
function commandOf({ words, given }: CommandLine<DeskOption>): (call: DeskCall) => number {
  const [word] = words;
  const names = Object.keys(COMMANDS);
  if (word === undefined)
    throw new UsageError(
      `What is to be done at the desk? Say ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`,
    );
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (command === undefined)
    throw new UsageError(`${quoteText(word)} is not one of its commands. ${didYouMean(word, names)}`.trim());
  for (const name of given.keys()) {
    if (!command.options.includes(name))
      throw new UsageError(`desk ${word} does not take --${name}. Leave it out.`);
  }
  return command.run;
}
