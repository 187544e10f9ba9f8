import type { z } from 'zod';
import { type DataPath, isSourceMap, type SourceData, valueAt } from './located-data.ts';
import type { Finding } from '../problem-log.ts';
import { quoteText } from '../quote-text.ts';

/** What a custom Zod issue of ours carries in `params`. */
export interface IssueParams {
  readonly code: string;
  readonly hint: string;
  /** What the problem is about, where that is not the field. */
  readonly about?: string;
}

/** Words a Zod issue for an editor; `path` is the whole path of the value inside `root`. */
export function describeIssue(issue: z.core.$ZodIssue, path: DataPath, root: SourceData): Finding {
  return { about: keyOf(path), ...wordIssue(issue, path, root) };
}

function wordIssue(issue: z.core.$ZodIssue, path: DataPath, root: SourceData): Finding {
  const name = nameOf(path);
  const value = valueAt(root, path);
  if (issue.code === 'custom') {
    const params = (issue.params ?? {}) as Partial<IssueParams>;
    return {
      code: params.code ?? 'value-invalid',
      message: `${name}: ${issue.message}`,
      hint: params.hint ?? 'Correct the value.',
      ...(params.about === undefined ? {} : { about: params.about }),
    };
  }
  if (issue.code === 'invalid_type' && value === undefined) {
    return {
      code: 'value-missing',
      message: `${name}: is missing.`,
      hint: `Add a line "${String(path.at(-1))}: …".`,
    };
  }
  if (issue.code === 'too_big') {
    const unit = typeof value === 'string' ? 'characters' : 'entries';
    return {
      code: 'value-too-long',
      message: `${name}: is longer than ${issue.maximum} ${unit}.`,
      hint: 'Shorten it.',
    };
  }
  const expected = issue.code === 'invalid_type' ? FORMS[issue.expected] : undefined;
  return {
    code: 'value-form',
    message: `${name}: ${describeForm(value)} stands where ${expected ?? 'another form'} is expected.`,
    hint:
      expected === 'text'
        ? 'Write plain text, in quotes if it has symbols.'
        : 'Write it in the form that the README’s table of front matter shows.',
  };
}

const FORMS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function describeForm(value: SourceData | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return quoteText(value);
  return isSourceMap(value) ? 'a map' : 'a list';
}

/** `image.src`, `topics`: a path without the places in lists, for what problems of many files are about. */
export const keyOf = (path: DataPath): string => path.filter((step) => typeof step === 'string').join('.');

/** `image.src`, `topics[2]`; lists count from 1, as editors do. */
export function nameOf(path: DataPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step + 1}]` : index === 0 ? step : `.${step}`))
    .join('');
}
