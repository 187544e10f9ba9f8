import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import type { IssueParams } from './describe-issue.ts';
import { knownLanguage } from '../known-language.ts';
import { quoteText } from '../quote-text.ts';
import { toWebAddress } from '../web-address.ts';

/** Where a transform says what is wrong with a value. */
export type Refusals = Pick<z.RefinementCtx, 'addIssue'>;

/** A text that `read` turns into the value of the field. */
export const stringField = <Value>(read: (written: string, refusals: Refusals) => Value) =>
  z.string().transform(read);

/** Refuses a value inside a Zod transform, with a code and a cure. */
export function refuse(context: Refusals, message: string, params: IssueParams): never {
  context.addIssue({ code: 'custom', message, params: { ...params } });
  return z.NEVER;
}

/**
 * One line of plain text, cleaned, of at most `limit` characters; empty is refused. `clean` returns null for what
 * it has refused.
 */
export function textField(
  limit: number,
  clean: (text: string, context: Refusals) => string | null = cleanText,
) {
  return stringField((written, context): string => {
    const text = clean(written, context);
    if (text === null) return z.NEVER;
    if (text === '') return refuse(context, 'is empty.', { code: 'value-missing', hint: 'Write its text.' });
    if (text.length <= limit) return text;
    return refuse(context, `has ${text.length} characters; ${limit} are allowed.`, {
      code: 'value-too-long',
      hint: 'Shorten it.',
    });
  });
}

/** An absolute http(s) URL. */
export function webAddressField() {
  return stringField((written, context): string => {
    const url = toWebAddress(written.trim());
    if (url !== null) return url;
    return refuse(context, `${quoteText(written)} is not a web address.`, {
      code: 'url-invalid',
      hint: 'Write a whole address that begins with https:// or http://.',
    });
  });
}

/** Nor what nobody sees: control characters, changes of direction, halves of characters. */
const EMAIL =
  /^[^\s@<>"\p{Cc}\p{Cf}\p{Cs}]{1,64}@[^\s@<>"\p{Cc}\p{Cf}\p{Cs}]+\.[^\s@<>".\p{Cc}\p{Cf}\p{Cs}]{2,}$/u;

/** An e-mail address. */
export function emailField() {
  return stringField((written, context): string => {
    const address = written.trim();
    if (EMAIL.test(address) && address.length <= 254) return address;
    return refuse(context, `${quoteText(written)} is not an e-mail address.`, {
      code: 'email-invalid',
      hint: 'Write it as news@example.com.',
    });
  });
}

/** A BCP 47 tag of a language that exists, in canonical form. */
export function languageField() {
  return stringField((written, context): string => {
    const tag = knownLanguage(written.trim().replaceAll('_', '-'));
    if (tag !== null) return tag;
    return refuse(context, `${quoteText(written)} is not a language tag.`, {
      code: 'language-invalid',
      hint: 'Write a BCP 47 tag such as en, hy or pt-BR.',
    });
  });
}

const YES_AND_NO: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

/** `true`, `yes`, `on` and their opposites, in any case. */
export function yesNoField() {
  return stringField((written, context): boolean => {
    const answer = YES_AND_NO.get(written.trim().toLowerCase());
    if (answer !== undefined) return answer;
    return refuse(context, `${quoteText(written)} is neither yes nor no.`, {
      code: 'yes-no-invalid',
      hint: 'Write true or false.',
    });
  });
}
