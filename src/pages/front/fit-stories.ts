import { type Copy, copyHeight, type Measure } from './copy-height.ts';

/** What a story of a column shows besides its headline. */
export interface FittedStory {
  readonly showsPicture: boolean;
  readonly showsStandfirst: boolean;
}

/** The stories of a column, and how long it is with them, in rem. */
export interface FittedColumn {
  readonly height: number;
  readonly stories: readonly FittedStory[];
}

/** Gives stories their pictures, then their standfirsts, from the first on, as long as the column ends hardly later than `room` rem. */
export function fitStories(stories: readonly Copy[], measure: Measure, room: number): FittedColumn {
  const shown = stories.map(({ headline }): Copy => ({ headline, standfirst: null, hasPicture: false }));
  const height = (): number => shown.reduce((sum, each) => sum + copyHeight(each, measure), 0);
  const offer = (index: number, more: Partial<Copy>): void => {
    const before = shown[index];
    if (before === undefined) return;
    shown[index] = { ...before, ...more };
    if (height() > room + measure.around) shown[index] = before;
  };
  for (const [index, { hasPicture }] of stories.entries()) if (hasPicture) offer(index, { hasPicture });
  for (const [index, { standfirst }] of stories.entries())
    if (standfirst !== null) offer(index, { standfirst });
  return {
    height: height(),
    stories: shown.map(({ hasPicture, standfirst }) => ({
      showsPicture: hasPicture,
      showsStandfirst: standfirst !== null,
    })),
  };
}
