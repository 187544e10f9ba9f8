import type { Catalog } from '../../catalog/read/catalog.ts';
import type { ComingMoment } from '../../catalog/store/newsroom-queries.ts';
import { frontFileOf } from '../../content/fronts/front-files.ts';
import { frontIn, HOME_FRONT } from '../../domain/front.ts';
import { editionFileName, TOP_STORIES } from '../../content/source/edition-file.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { type DeskDates, deskDates } from '../desk-dates.ts';
import { writeUrl } from '../desk-urls.ts';
import { withQuery } from '../query-text.ts';
import { type CalendarDay, calendarMonth } from './calendar-month.ts';

export interface ScheduleContext {
  readonly catalog: Catalog;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** As asked for: `2026-12`; '' for the present one. */
  readonly month: string;
  readonly draftsSkipped: number;
  /** Whether who looks at it may change when stories are seen. */
  readonly mayChange: boolean;
}

/** What was done or refused, above the calendar. */
export interface ScheduleNotice {
  readonly tone: 'good' | 'fault';
  readonly text: string;
  /** The name of what may be taken back; null for nothing. */
  readonly undo: string | null;
}

/** What a form sends back of a moment. */
interface MomentForm {
  readonly file: string;
  readonly key: 'date' | 'expires';
  readonly was: string;
  readonly at: string;
  /** The first is what Enter does. */
  readonly acts: readonly { readonly name: string; readonly text: string }[];
}

/** Everything that the schedule shows, as the view prints it. */
export type SchedulePage = ReturnType<typeof buildSchedulePage>;

const MOST_MOMENTS = 1_000;
const MOST_DRAFTS = 30;

/** Builds a month with what comes by the clock in it, day by day, and the drafts. */
export function buildSchedulePage(context: ScheduleContext) {
  const { catalog, now, month: asked, mayChange } = context;
  const { timeZone, editions = [] } = catalog.site();
  const dates = deskDates(timeZone);
  const month = calendarMonth(asked, now, timeZone);
  const days = month.weeks.flat();
  const [from, to] = [days[0]?.fromMs ?? now, days.at(-1)?.toMs ?? now];
  const coming = catalog.comingMoments(from, to, MOST_MOMENTS);
  const rows = coming.map((moment, index) =>
    momentRow(moment, { id: `m${index}`, now, dates, mayChange, hasEditions: editions.length > 0 }),
  );
  const today = dates.iso(now).slice(0, 10);
  const dayModel = (day: CalendarDay) => ({
    iso: day.iso,
    number: String(day.number),
    name: dates.day(day.fromMs),
    isToday: day.iso === today,
    isOther: day.isOther,
    isPast: day.toMs <= now,
    note: clockNote(day, dates),
    moments: rows.filter(({ atMs }) => atMs >= day.fromMs && atMs < day.toMs),
  });
  const weeks = month.weeks.map((week) => week.map(dayModel));
  return {
    month: month.name,
    title: monthName(month.name),
    zone: sayDesk('schedule-zone', { zone: timeZone }),
    before: { url: withQuery('/schedule', { month: month.before }), text: monthName(month.before) },
    after: { url: withQuery('/schedule', { month: month.after }), text: monthName(month.after) },
    weekdays: month.weeks[0]?.map(({ fromMs }) => weekday(fromMs, timeZone)) ?? [],
    weeks,
    agenda: weeks.flat().filter(({ moments }) => moments.length > 0),
    isCut: coming.length >= MOST_MOMENTS,
    mayChange,
    drafts: draftRows(context, dates),
  };
}

interface RowContext {
  readonly id: string;
  readonly now: number;
  readonly dates: DeskDates;
  readonly mayChange: boolean;
  readonly hasEditions: boolean;
}

function momentRow(
  { atMs, kind, file, title, edition }: ComingMoment,
  { id, now, dates, mayChange, hasEditions }: RowContext,
) {
  const isKept = file !== null && atMs > now && mayChange;
  const form: MomentForm | null =
    !isKept || (kind !== 'appears' && kind !== 'expires')
      ? null
      : {
          file,
          key: kind === 'appears' ? 'date' : 'expires',
          was: String(atMs),
          at: dates.local(atMs),
          acts:
            kind === 'appears'
              ? [act('move'), act('now'), act('draft')]
              : [act('move'), { name: 'keep', text: sayDesk('schedule-keep') }],
        };
  const front = kind === 'front-ends' && title !== null ? title : HOME_FRONT;
  const list =
    kind === 'pin-ends' ? editionFileName(TOP_STORIES, edition) : frontFileOf(frontIn(edition, front));
  const place = file ?? list;
  return {
    id,
    atMs,
    iso: dates.iso(atMs),
    time: dates.minute(atMs),
    what: sayDesk(`board-comes-${kind}`),
    title: title ?? '',
    file: place,
    edition: hasEditions && edition !== '' ? edition : '',
    url: writeUrl(place),
    isEnd: kind !== 'appears' && kind !== 'changes',
    isPast: atMs <= now,
    form,
  };
}

function draftRows({ catalog, now, draftsSkipped, mayChange, month }: ScheduleContext, dates: DeskDates) {
  const drafts = catalog.drafts(MOST_DRAFTS, draftsSkipped);
  const tomorrow = dates.local(dates.startOfDay(now, 1)).slice(0, 11);
  return {
    rows: drafts.map(({ file, title, modifiedMs }, index) => ({
      id: `d${index}`,
      title,
      file,
      url: writeUrl(file),
      note: sayDesk('board-draft-changed', { time: dates.moment(modifiedMs) }),
      form: !mayChange
        ? null
        : ({
            ...{ file, key: 'date', was: '', at: `${tomorrow}06:00` },
            acts: [{ name: 'move', text: sayDesk('schedule-schedule') }, act('now')],
          } satisfies MomentForm),
    })),
    next:
      drafts.length < MOST_DRAFTS
        ? null
        : withQuery('/schedule', { month, drafts: String(draftsSkipped + MOST_DRAFTS) }),
  };
}

const act = (name: 'move' | 'now' | 'draft') => ({ name, text: sayDesk(`schedule-${name}`) });

/** Of a day on which the clocks are changed: what they do, and when; '' for others. */
function clockNote({ change }: CalendarDay, dates: DeskDates): string {
  if (change === null) return '';
  const time = dates.minute(change.atMs - 60_000);
  const minutes = String(Math.abs(change.minutes));
  return sayDesk(change.minutes > 0 ? 'schedule-clocks-forward' : 'schedule-clocks-back', { time, minutes });
}

const monthName = (name: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${name}-01T00:00Z`),
  );
const weekday = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone }).format(ms);
