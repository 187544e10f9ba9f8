import { z } from 'zod';
import type { ProblemLog } from '../problem-log.ts';
import { quoteText } from '../quote-text.ts';
import { isSourceMap, type LocatedData } from './located-data.ts';
import { reportUnknownKeys } from './report-unknown-keys.ts';
import { refuse, yesNoField } from './text-fields.ts';

/** The uses of `ai`, in the order in which they are told. */
export const AI_KEYS = ['train', 'search', 'input'] as const;

const YES_OR_NO = /^\s*(?:(true|yes|on|allow|allowed)|(?:false|no|off|deny|disallow|disallowed|none))\s*$/i;

/**
 * What machines may do with a text: one yes or no for all, or one each for `train`, `search` and `input`. Of a use that is not
 * named nothing is said.
 */
export function aiField() {
  const answer = yesNoField().optional();
  return z
    .union([z.string(), z.looseObject({})])
    .transform((written, context): object => {
      if (typeof written !== 'string') return written;
      const found = YES_OR_NO.exec(written);
      const all = found?.[1] === undefined ? 'no' : 'yes';
      if (found !== null) return Object.fromEntries(AI_KEYS.map((use) => [use, all]));
      return refuse(context, `${quoteText(written)} is neither yes nor no.`, {
        code: 'yes-no-invalid',
        hint: 'Write yes or no, or one each below it: train: no, search: yes, input: no.',
      });
    })
    .pipe(z.object({ train: answer, search: answer, input: answer }))
    .transform((fields) => {
      const said = Object.entries(fields).filter(([, one]) => one !== undefined);
      return Object.fromEntries(said) as { train?: boolean; search?: boolean; input?: boolean };
    });
}

/**
 * Warns of keys below `ai` that are none, and of one “no” for all: who means models would keep search engines away as well.
 * Places are those of a front matter or a settings file.
 */
export function checkAi(located: LocatedData, log: ProblemLog): void {
  if (!isSourceMap(located.data)) return;
  const written = located.data['ai'];
  reportUnknownKeys(located, written, AI_KEYS, log, ['ai']);
  if (typeof written !== 'string' || YES_OR_NO.exec(written)?.[1] !== undefined || !YES_OR_NO.test(written))
    return;
  log.warn(
    {
      code: 'ai-search-too',
      message: `ai: ${quoteText(written)} is said to search engines as well.`,
      hint: 'Write ai: {train: no, search: yes, input: no} to be found; or, if that is meant, search: no.',
      about: 'ai',
    },
    located.at(['ai']).value,
  );
}
