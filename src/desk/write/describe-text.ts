import { momentAt } from '../../domain/moment.ts';
import type { Problem } from '../../problems/problem.ts';
import { formatCodeFrame } from '../../problems/show/code-frame.ts';
import { pickLines } from '../../problems/show/pick-lines.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { deskDates } from '../desk-dates.ts';
import type { DraftPreview } from '../preview/previewer.ts';

/** A problem as the page shows it. */
export interface ShownProblem
  extends Pick<Problem, 'line' | 'column' | 'severity' | 'message' | 'hint' | 'fix'> {
  readonly place: string;
  /** Its line between its neighbours; '' for nothing to show. */
  readonly frame: string;
}

/** Something that is said of a text; `tone` is how much of a hand it needs. */
export interface TextNote {
  readonly tone: 'good' | 'hint' | 'plain';
  readonly text: string;
}

/** What a text would be on the site. */
export interface TextState {
  /** Whether anything that publishes could look at it. */
  readonly isChecked: boolean;
  readonly problems: readonly ShownProblem[];
  readonly notes: readonly TextNote[];
  /** Whether readers see it, and when, if it is saved as it is. */
  readonly status: string;
  /** As search engines show it; null where there is no page. */
  readonly search: { readonly title: string; readonly description: string; readonly url: string } | null;
  /** Path on the site of the picture that is shown where it is shared; null for none. */
  readonly card: string | null;
}

const FRAME_WIDTH = 76;
const asTyped = (_role: string, text: string): string => text;

/** Says what a text is, in the words of the desk; `preview` is null where nothing could look at it. `now` is in ms since 1970. */
export function describeText(
  text: string,
  preview: DraftPreview | null,
  { notes = [], timeZone, now }: { notes?: readonly TextNote[]; timeZone: string; now: number },
): TextState {
  const problems = preview?.problems ?? [];
  const lines = pickLines(
    text,
    problems.map(({ line }) => line),
  );
  const facts = preview?.kind === 'page' ? preview.facts : null;
  const story = facts?.story ?? null;
  const length =
    story === null
      ? []
      : [
          {
            tone: 'plain',
            text: sayDesk('write-length', { words: story.words, minutes: story.minutes }),
          } as const,
        ];
  return {
    isChecked: preview !== null,
    problems: problems.map((problem) => ({
      ...problem,
      place: sayDesk('write-place', { line: problem.line, column: problem.column }),
      frame: formatCodeFrame(problem, lines, FRAME_WIDTH, asTyped),
    })),
    notes: [...notes, ...length],
    status: statusOf(preview, timeZone, now),
    search:
      facts === null
        ? null
        : { title: facts.searchTitle, description: facts.searchDescription ?? '', url: facts.url },
    card: facts?.card ?? null,
  };
}

function statusOf(preview: DraftPreview | null, timeZone: string, now: number): string {
  if (preview === null) return '';
  if (preview.kind === 'none') return sayDesk('write-status-unreadable');
  const { story } = preview.facts;
  if (story === null) return sayDesk('write-status-public');
  if (story.isDraft) return sayDesk('write-status-draft');
  if (story.publishedMs > now)
    return sayDesk('write-status-scheduled', { time: deskDates(timeZone).moment(story.publishedMs) });
  if (story.expiresMs !== null && story.expiresMs <= now)
    return sayDesk('write-status-expired', { time: deskDates(timeZone).moment(story.expiresMs) });
  return sayDesk('write-status-public');
}

/** `2026-11-30 13:58`, in the site's zone, as front matters have it. */
export function showMinute(at: number, timeZone: string): string {
  const { day, iso } = momentAt(Temporal.Instant.fromEpochMilliseconds(Math.floor(at)), timeZone, 'minute');
  return `${day} ${iso.slice(11, 16)}`;
}
