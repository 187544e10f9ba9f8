import { writeMinute } from '../write-fields.ts';

/** What the templates of the sample are filled with. */
export interface Filling {
  /** The name of the site, as Markdown. */
  readonly name: string;
  /** IANA name of the site’s time zone. */
  readonly timeZone: string;
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Leads from the name of a story’s template to the path of its file below the content folder. */
  readonly files: ReadonlyMap<string, string>;
}

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
/** `2h`, `2h 25m`, `12m`, `1d 18:20`: hours and minutes, or days and the time of that day. */
const SPAN = /^(?:(\d+)d (\d\d:\d\d)|(?:(\d+)h ?)?(?:(\d+)m)?)$/;

/**
 * Fills a template: `{{name}}`, `{{file STORY}}`, and times in the site’s time zone, before or after now: `{{ago 2h 25m}}`,
 * `{{ago 1d 18:20}}` (yesterday at that time), `{{in 1d 06:00}}`.
 * @throws Error for another word in such braces: a slip in a template.
 */
export function fillTemplate(template: string, filling: Filling): string {
  return template.replace(PLACEHOLDER, (whole, words: string) => {
    const [word = '', ...rest] = words.split(' ');
    const said = rest.join(' ');
    if (words === 'name') return filling.name;
    const file = word === 'file' ? filling.files.get(said) : undefined;
    if (file !== undefined) return file;
    if (word === 'ago' || word === 'in') {
      const moment = momentFrom(said, word === 'ago' ? -1 : 1, filling);
      if (moment !== null) return writeMinute(moment, filling.timeZone);
    }
    throw new Error(`${whole} means nothing in a template.`);
  });
}

/** The moment so far from now, in milliseconds since 1970; null for what is no span. */
function momentFrom(span: string, direction: 1 | -1, { now, timeZone }: Filling): number | null {
  const [, days, time, hours, minutes] = SPAN.exec(span) ?? [];
  if (days !== undefined && time !== undefined) {
    const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone);
    const day = today.add({ days: direction * Number(days) });
    return day.withPlainTime(time).epochMilliseconds;
  }
  if (hours === undefined && minutes === undefined) return null;
  return now + direction * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
