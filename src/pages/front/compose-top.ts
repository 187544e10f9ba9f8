import { type Copy, copyHeight, linesOf, type Measure } from './copy-height.ts';
import { type FittedStory, fitStories } from './fit-stories.ts';

/**
 * How the top of a front stands on a wide screen. `three`: lead, seconds and the lists beside them in three columns. `two`: the lead,
 * and a column of all else. `head`: a lead without a picture across two columns, the seconds in a row below it, the lists beside.
 * `alone`: each a band across the page.
 */
export type TopShape = 'three' | 'two' | 'head' | 'alone';

export interface TopPlan {
  readonly shape: TopShape;
  /** Which of the seconds show their picture, and which their standfirst. */
  readonly seconds: readonly FittedStory[];
  /** Partner news is a band below the columns where it would be much longer than they are. */
  readonly partnersBelow: boolean;
}

export interface TopCopy {
  readonly lead: Copy;
  readonly hanging: readonly string[];
  readonly seconds: readonly Copy[];
  readonly topStories: readonly string[];
  readonly latest: readonly string[];
  /** The titles of each outlet. */
  readonly partners: readonly (readonly string[])[];
}

/** In rem, of columns on a screen that is wide enough for the whole sheet. */
const LEAD: Measure = {
  headlineLetters: 25,
  headlineLine: 3.1,
  standfirstLetters: 56,
  standfirstLine: 1.85,
  picture: 25.5,
  around: 2.5,
};
const WIDE_LEAD: Measure = { ...LEAD, headlineLetters: 34, standfirstLetters: 75, picture: 33.5 };
const SECOND: Measure = {
  headlineLetters: 27,
  headlineLine: 1.55,
  standfirstLetters: 37,
  standfirstLine: 1.4,
  picture: 12.3,
  around: 5.6,
};
const WIDE_SECOND: Measure = { ...SECOND, headlineLetters: 38, standfirstLetters: 50, picture: 16 };
const HANGING = { letters: 30, line: 1.4, around: 1 };
/** Lists of the third column, and of a wider one. */
const LISTS = { numbered: 26, timed: 22, partner: 30 };
const WIDE_LISTS = { numbered: 42, timed: 38, partner: 46 };

/** Rem: a column may end so much before the longest one, as columns of a paper do. */
const MOST_HOLE = 17;

/** Rem: so much longer than all else the lists may be before partner news goes below. */
const LONGER = 8;

/** Plans the top so that no column ends far before the others: by what there is to say, as on paper. Pure. */
export function composeTop(copy: TopCopy): TopPlan {
  if (copy.lead.hasPicture) return composeThree(copy) ?? composeTwo(copy) ?? composeAlone(copy);
  return composeHead(copy) ?? composeAlone(copy);
}

function composeThree(copy: TopCopy): TopPlan | null {
  if (copy.seconds.length === 0) return null;
  const lead = copyHeight(copy.lead, LEAD) + hangingHeight(copy.hanging);
  const fitted = fitStories(copy.seconds, SECOND, lead);
  const height = Math.max(lead, fitted.height);
  const lists = listsHeight(copy, LISTS);
  const partners = partnersHeight(copy.partners, LISTS.partner);
  const partnersBelow = lists > 0 && lists + partners > height + LONGER;
  const columns = [lead, fitted.height, partnersBelow ? lists : lists + partners];
  return holeOf(columns) > MOST_HOLE ? null : { shape: 'three', seconds: fitted.stories, partnersBelow };
}

function composeTwo(copy: TopCopy): TopPlan | null {
  const lead = copyHeight(copy.lead, WIDE_LEAD) + hangingHeight(copy.hanging);
  const lists = listsHeight(copy, WIDE_LISTS);
  const partners = partnersHeight(copy.partners, WIDE_LISTS.partner);
  const fitted = fitStories(copy.seconds, WIDE_SECOND, lead - lists);
  const beside = fitted.height + lists;
  const partnersBelow = beside > 0 && beside + partners > lead + LONGER;
  const columns = [lead, partnersBelow ? beside : beside + partners];
  return holeOf(columns) > MOST_HOLE ? null : { shape: 'two', seconds: fitted.stories, partnersBelow };
}

function composeHead(copy: TopCopy): TopPlan | null {
  const seconds = all(copy.seconds);
  const lead = copyHeight(copy.lead, WIDE_LEAD) + hangingHeight(copy.hanging);
  const row = Math.max(0, ...copy.seconds.map((second) => copyHeight(second, SECOND)));
  const main = lead + row;
  const lists = listsHeight(copy, LISTS);
  const partners = partnersHeight(copy.partners, LISTS.partner);
  const partnersBelow = lists > 0 && lists + partners > main + LONGER;
  const columns = [main, partnersBelow ? lists : lists + partners];
  return holeOf(columns) > MOST_HOLE ? null : { shape: 'head', seconds, partnersBelow };
}

const composeAlone = ({ seconds }: TopCopy): TopPlan => ({
  shape: 'alone',
  seconds: all(seconds),
  partnersBelow: false,
});

const all = (seconds: readonly Copy[]): TopPlan['seconds'] =>
  seconds.map(() => ({ showsPicture: true, showsStandfirst: true }));

const holeOf = (columns: readonly number[]): number => Math.max(...columns) - Math.min(...columns);

/** Two beside each other. */
function hangingHeight(headlines: readonly string[]): number {
  const heights = headlines.map((each) => linesOf(each, HANGING.letters) * HANGING.line + HANGING.around);
  return heights.reduce((sum, height) => sum + height, 0) / 2 + (heights.length === 0 ? 0 : 2);
}

function listsHeight({ topStories, latest }: TopCopy, letters: typeof LISTS): number {
  const lists = listHeight(topStories, letters.numbered, 1.2) + listHeight(latest, letters.timed, 1);
  return Math.max(0, lists - SPACE_BEFORE);
}

const partnersHeight = (outlets: TopCopy['partners'], letters: number): number =>
  outlets.length === 0
    ? 0
    : LIST_HEAD + outlets.reduce((sum, titles) => sum + 2 + linesHeight(titles, letters, 0.6), 0);

/** A list’s heading and the space before it, which the first has not. */
const LIST_HEAD = 4.7;
const SPACE_BEFORE = 2.5;

const listHeight = (texts: readonly string[], letters: number, around: number): number =>
  texts.length === 0 ? 0 : LIST_HEAD + linesHeight(texts, letters, around);

const linesHeight = (texts: readonly string[], letters: number, around: number): number =>
  texts.reduce((sum, text) => sum + linesOf(text, letters) * 1.28 + around, 0);
