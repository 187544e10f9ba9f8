import type { Moment } from '../../domain/moment.ts';
import { checkAi } from '../../problems/reading/ai-field.ts';
import { isSourceMap, valueAt } from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { fixOfValue } from '../../problems/value-fix.ts';
import { reportUnknownKeys } from '../../problems/reading/report-unknown-keys.ts';
import type { WrittenTime } from './article-fields.ts';
import { CREATED } from '../front-matter/date-keys.ts';
import { checkAuthors } from './check-authors.ts';
import { checkText } from '../document/check-text.ts';
import { MAX_TITLE } from '../document/text-lengths.ts';
import { findPictureFaults } from '../markdown/inspect/find-address-faults.ts';
import type { WrittenIn } from '../markdown/inspect/body-finding.ts';
import type { Document } from '../document/read-document.ts';
import type { FileName } from './read-file-name.ts';
import { type ArticleFields, NESTED_KEYS } from './schema.ts';
import { TIME_EXAMPLE } from '../times/time-hint.ts';

export interface CheckedArticle extends WrittenIn {
  readonly document: Document<ArticleFields>;
  readonly name: FileName;
  /** When the text was made, by other systems’ keys, where nothing else gives a date; else null. */
  readonly created: Moment | null;
  /** Headline that the body gave, where the front matter has none. */
  readonly headline: string | null;
  /** Headline that the file's name made, where neither has one. */
  readonly nameTitle: string | null;
}

/** Logs what fields mean together, and what no single field can tell. */
export function checkArticle(checked: CheckedArticle, log: ProblemLog): void {
  checkTitle(checked, log);
  checkDate(checked, log);
  checkOrder(checked, log);
  checkSlug(checked, log);
  checkPicture(checked, log);
  checkText(checked.document, log);
  const { located } = checked.document;
  if (!isSourceMap(located.data)) return;
  reportUnknownKeys(located, located.data['image'], NESTED_KEYS.image, log, ['image']);
  reportUnknownKeys(located, located.data['series'], NESTED_KEYS.series, log, ['series']);
  reportUnknownKeys(located, located.data['source'], NESTED_KEYS.source, log, ['source']);
  checkAi(located, log);
  const corrections = located.data['corrections'];
  if (Array.isArray(corrections)) {
    corrections.forEach((correction, index) => {
      reportUnknownKeys(located, correction, NESTED_KEYS.corrections, log, ['corrections', index]);
    });
  }
  checkAuthors(checked.document, log);
}

function checkTitle({ document, headline, nameTitle }: CheckedArticle, log: ProblemLog): void {
  const { fields, located } = document;
  if (fields.title !== undefined) return;
  if (headline !== null && headline.length > MAX_TITLE) log.warn(HEADING_SHORTENED);
  if (headline !== null || valueAt(located.data, ['title']) !== undefined) return;
  const isEmpty = located.has(['title']);
  const missing = isEmpty ? 'title: is empty' : 'The article has no title';
  const place = isEmpty ? located.at(['title']).key : undefined;
  const hint = isEmpty
    ? 'Write the headline after it, in quotes if it has symbols.'
    : 'Add a line "title: …" to the front matter between two lines of ---.';
  if (nameTitle === null) {
    log.error(
      { code: 'title-missing', message: `${missing}, nor has the file’s name letters for one.`, hint },
      place,
    );
    return;
  }
  const message = `${missing}; its headline was made of the file’s name: ${quoteText(nameTitle)}.`;
  log.warn({ code: 'title-from-name', message, hint, about: 'title' }, place);
}

const HEADING_SHORTENED = {
  code: 'value-shortened',
  message: `The first heading is longer than ${MAX_TITLE} characters; the headline was cut there.`,
  hint: 'Add a shorter "title: …" to the front matter.',
  about: 'title',
};

function checkDate({ document, name, created }: CheckedArticle, log: ProblemLog): void {
  const { fields, located } = document;
  const isGiven = isSourceMap(located.data) && located.data['date'] !== undefined;
  if (!isGiven && name.refusal !== null) {
    const { message, hint } = name.refusal;
    log.error({ code: 'date-invalid', message: `The file name says when: ${message}`, hint });
  } else if (!isGiven && name.day === null && created !== null) {
    const at = located.at([CREATED]);
    log.warn(
      {
        code: 'date-created',
        message: `The article has no date; it was given that of when the text was made, ${created.day}.`,
        hint: 'Write it as "date", or begin the file name with it.',
      },
      at.key,
    );
  } else if (!isGiven && name.day === null) {
    const isEmpty = located.has(['date']);
    log.error(
      {
        code: 'date-missing',
        message: isEmpty ? 'date: is empty.' : 'The article has no date.',
        hint: isEmpty
          ? `Write it as ${TIME_EXAMPLE}.`
          : `Add a line "date: ${TIME_EXAMPLE}" to the front matter, or begin the file name with 2026-11-22-.`,
      },
      located.at(['date']).key,
    );
  }
  for (const key of ['date', 'updated', 'expires'] as const) {
    const time = fields[key];
    if (time !== undefined && /[\u00a0\u202f\u2007\u3000]/.test(time.written)) {
      const at = located.at([key]).value;
      const spaced = time.written.replace(/[\u00a0\u202f\u2007\u3000]/g, ' ');
      log.warn({ ...oddSpace(key, time), ...fixOfValue(document.text, at, time.written, spaced) }, at);
    }
    if (time?.isSkippedByClock) log.warn(skippedByClock(key, time), located.at([key]).value);
    if (time?.other != null) log.warn(eitherDay(key, time), located.at([key]).value);
  }
  fields.corrections?.forEach(({ date }, index) => {
    const path = ['corrections', index, 'date'];
    if (date.other !== null) log.warn(eitherDay('date', date), located.at(path).value);
  });
}

function checkOrder({ document, name, created }: CheckedArticle, log: ProblemLog): void {
  const { fields, located } = document;
  const dated = fields.date?.moment ?? name.day ?? created;
  if (dated == null) return;
  const { from } = document.limits;
  const published = from !== null && from.epochMs > dated.epochMs ? from : dated;
  if (fields.expires !== undefined && fields.expires.moment.epochMs <= published.epochMs) {
    log.warn(
      {
        code: 'expires-before-date',
        message: `expires: ${quoteText(fields.expires.written)} is not after the date, so that no one will ever see the article.`,
        hint: 'Correct one of the two, or write draft: true.',
        about: 'expires',
      },
      located.at(['expires']).value,
    );
  }
  const updated = fields.updated;
  const isEarlier = updated !== undefined && updated.moment.epochMs < dated.epochMs;
  // A day alone begins at midnight, which is no contradiction to a date later that day.
  if (isEarlier && !(updated.moment.precision === 'day' && updated.moment.day === dated.day)) {
    log.warn(
      {
        code: 'updated-before-date',
        message: `updated: ${quoteText(updated.written)} is before the date; it was ignored.`,
        hint: 'Correct one of the two.',
      },
      located.at(['updated']).value,
    );
  }
}

function checkSlug({ document, name, file }: CheckedArticle, log: ProblemLog): void {
  const { fields, located } = document;
  if (fields.slug !== undefined && fields.slug.slug !== fields.slug.written) {
    const at = located.at(['slug']).value;
    log.warn(
      {
        code: 'slug-changed',
        message: `slug: ${quoteText(fields.slug.written)} was read as ${quoteText(fields.slug.slug)}.`,
        hint: `Write "slug: ${fields.slug.slug}".`,
        ...fixOfValue(document.text, at, fields.slug.written, fields.slug.slug),
      },
      at,
    );
  } else if (fields.slug === undefined && name.slug === '') {
    log.error({
      code: 'slug-invalid',
      message: `The file name ${quoteText(file.split('/').at(-1) ?? '')} has no letters or digits for the URL.`,
      hint: 'Rename the file, or add a line "slug: …".',
    });
  }
}

function checkPicture({ document, file, isOwnHost, isPictureHost }: CheckedArticle, log: ProblemLog): void {
  const image = document.fields.image;
  if (image === undefined) return;
  const { located } = document;
  for (const { severity: _severity, ...fault } of findPictureFaults(image.src, image.alt ?? '', {
    file,
    isOwnHost,
    isPictureHost,
  })) {
    const isAboutAlt = fault.code === 'picture-alt-missing';
    const hint = isAboutAlt ? 'Add alt below src: say what the picture shows.' : fault.hint;
    const message = isAboutAlt
      ? fault.message
      : fault.message.replace(/; (?:a link|its text) stands .*$/, '; it was left out.');
    log.warn({ ...fault, message: `image: ${message}`, hint }, located.at(['image', 'src']).value);
  }
}

const oddSpace = (key: string, { written }: WrittenTime) => ({
  code: 'space-odd',
  message: `${key}: ${quoteText(written)} has a no-break space in it; it was read as a space.`,
  hint: 'Type it again with the space bar.',
});

/** The warning for a day whose two numbers may stand the other way round. */
const eitherDay = (key: string, { written, moment, other }: WrittenTime) => ({
  code: 'date-either-way',
  about: key,
  message: `${key}: ${quoteText(written)} was read as ${moment.day}; with day and month the other way round it is ${other?.day}.`,
  hint: 'Write the one that is meant, the year first.',
});

/** The warning for a local time that the clocks leave out. */
export function skippedByClock(key: string, { written, moment }: WrittenTime) {
  return {
    code: 'date-skipped',
    message: `${key}: ${quoteText(written)} does not exist, because clocks go forward then; it was read as ${moment.iso}.`,
    hint: 'Write a time before or after that hour.',
  };
}
