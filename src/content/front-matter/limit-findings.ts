import type { DataPath, SourceData } from '../../problems/reading/located-data.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { TIME_EXAMPLE } from '../times/time-hint.ts';
import type { LimitMeaning } from './limit-keys.ts';
import type { LimitVerdict } from './read-limit.ts';

const nameOf = (path: DataPath): string => path.join(': ');
const shown = (value: SourceData): string =>
  quoteText(typeof value === 'string' ? value : JSON.stringify(value));

/** Tells of a value that hides. */
export function heldBack(path: DataPath, value: SourceData): Finding {
  return {
    code: 'held-back',
    message: `${nameOf(path)}: ${shown(value)} keeps this off the site: nobody sees it, on lists or by its address.`,
    hint: 'Remove the line to publish it; to keep it back, leave it, or write "draft: true".',
    about: nameOf(path),
  };
}

/** Tells of a value that limits and cannot be read. */
export function limitUnreadable(path: DataPath, value: SourceData, { kind }: LimitMeaning): Finding {
  return {
    code: 'limit-unreadable',
    message: `${nameOf(path)}: ${shown(value)} limits who may see this, or when, and cannot be read; it is held back.`,
    hint: `${CURES[kind]} Or remove the line.`,
    about: nameOf(path),
  };
}

const CURES: Readonly<Record<LimitMeaning['kind'], string>> = {
  from: `Write a time, such as ${TIME_EXAMPLE}.`,
  until: `Write a time, such as ${TIME_EXAMPLE}.`,
  shows: `Write true or false, or a time such as ${TIME_EXAMPLE}.`,
  hides: 'Write true or false.',
  status: 'Write published to publish it, or draft.',
  secret: 'Write "draft: true" to keep it back.',
  audience: 'Write public to publish it.',
  robots: 'Write index to publish it.',
  part: 'Write true or false.',
};

/** Tells of a key that is a slip of the pen for the limit `name`. */
export function limitMisspelt(key: string, name: string, verdict: LimitVerdict): Finding {
  const until =
    verdict.kind === 'from'
      ? `it is not public before ${verdict.moment.iso}`
      : verdict.kind === 'until'
        ? `it is not public from ${verdict.moment.iso} on`
        : 'it is held back';
  return {
    code: 'limit-misspelt',
    message: `${quoteText(key)} is not a known key, and looks like ${quoteText(name)}, which would hide this; ${until}.`,
    hint: `Did you mean "${name}"? Correct or remove it.`,
    about: key,
  };
}
