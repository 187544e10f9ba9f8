import type { ResolvedFront } from '../../catalog/fronts/resolved-front.ts';
import type { Teaser } from '../../catalog/store/teaser.ts';
import type { PageContext } from '../parts/page-context.ts';
import { type Copy, copyHeight, type Measure } from './copy-height.ts';
import { fitStories } from './fit-stories.ts';
import { buildFrontStory, copyOf, type FrontStory } from './front-story.ts';

/** The top of a section’s front. */
export interface SectionTop {
  /** The seconds stand below the lead, as it has no picture to stand beside; else beside it. */
  readonly isAcross: boolean;
  readonly shape: 'section' | 'alone';
  readonly lead: FrontStory;
  readonly hanging: readonly FrontStory[];
  readonly seconds: readonly SectionSecond[];
}

/** `small`: its picture is beside its words, else above them. */
export type SectionSecond = FrontStory & { readonly isSmall: boolean };

/** In rem, of the two columns on a screen that is wide enough for the whole sheet. */
const LEAD: Measure = {
  headlineLetters: 30,
  headlineLine: 3.1,
  standfirstLetters: 68,
  standfirstLine: 1.85,
  picture: 29.5,
  around: 1,
};
const SECOND: Measure = {
  headlineLetters: 44,
  headlineLine: 1.55,
  standfirstLetters: 62,
  standfirstLine: 1.4,
  picture: 20,
  around: 3.6,
};

/** Builds the top of a section’s front; null where it has no lead. The section’s own name is not said of each story. */
export function buildSectionTop(context: PageContext, front: ResolvedFront): SectionTop | null {
  const { lead, hanging, seconds } = front;
  if (lead === null) return null;
  const leadCopy = copyOf(context, lead);
  const isBeside = leadCopy.hasPicture && seconds.length > 1;
  return {
    isAcross: !isBeside,
    shape: isBeside ? 'section' : 'alone',
    lead: buildFrontStory(context, lead, { picture: 'section-lead', standfirst: true }),
    hanging: hanging.map((teaser) => buildFrontStory(context, teaser, {})),
    seconds: isBeside
      ? besideLead(context, seconds, leadCopy)
      : seconds.map((teaser) => ({
          ...buildFrontStory(context, teaser, { picture: 'front-second', standfirst: true }),
          isSmall: false,
        })),
  };
}

function besideLead(context: PageContext, seconds: readonly Teaser[], lead: Copy): SectionSecond[] {
  const copies = seconds.map((teaser) => copyOf(context, teaser));
  const { stories } = fitStories(copies, SECOND, copyHeight(lead, LEAD));
  return seconds.map((teaser, index) => {
    const isSmall = stories[index]?.showsPicture !== true;
    const picture = isSmall ? 'front-small' : 'section-second';
    return { ...buildFrontStory(context, teaser, { picture, standfirst: true }), isSmall };
  });
}
