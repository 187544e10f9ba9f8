import { MOST_TOKEN_DAYS, TOKEN_DAYS, TOKEN_RIGHTS, type TokenRight } from '../../accounts/tokens.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { UsageError } from '../command-line.ts';
import { nameOf } from './change-people.ts';
import { type DeskCall, noteAct, wholeOption } from './desk-call.ts';

/** Prints a token for programs of somebody. Returns the exit code. @throws AccountsError, UsageError */
export function makeToken(call: DeskCall): number {
  const { accounts, words, given, output } = call;
  const person = accounts.people.named(nameOf(words, 'token'));
  const right = rightOf(given.get('may'));
  const days = wholeOption(call, 'days', { most: MOST_TOKEN_DAYS, fallback: TOKEN_DAYS });
  const { secret, until } = accounts.tokens.make({
    person,
    may: right,
    days,
    label: given.get('label') ?? 'command line',
  });
  noteAct(call, 'token-made', `${person.name}: ${right}, ${days} d`);
  output.write(
    `This token is shown once, and good until ${new Date(until).toISOString().slice(0, 10)}. Programs send it as ` +
      `"Authorization: Bearer TOKEN":\n\n  ${secret}\n\n`,
  );
  return 0;
}

function rightOf(text: string | undefined): TokenRight {
  const right = TOKEN_RIGHTS.find((one) => one === text);
  if (right !== undefined) return right;
  if (text === undefined) throw new UsageError('What may it do? Give --may read, draft or publish.');
  throw new UsageError(
    `${quoteText(text)} is not what a token may do. ${didYouMean(text, TOKEN_RIGHTS)}Give read, draft or publish.`,
  );
}
