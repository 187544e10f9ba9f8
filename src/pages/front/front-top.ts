import type { ResolvedFront } from '../../catalog/fronts/resolved-front.ts';
import type { Teaser } from '../../catalog/store/teaser.ts';
import { ARCHIVE_PATH } from '../../domain/urls.ts';
import type { Link, PageContext } from '../parts/page-context.ts';
import type { Sidebar } from '../parts/sidebar-view.ts';
import { composeTop, type TopPlan, type TopShape } from './compose-top.ts';
import { buildFrontStory, copyOf, type FrontStory } from './front-story.ts';

/** The top of a front: its lead with what hangs on it, the seconds, and the lists beside them. */
export interface FrontTop {
  readonly shape: TopShape;
  /** The seconds stand below the lead, beside each other; else below each other, beside it. */
  readonly isAcross: boolean;
  readonly lead: FrontStory;
  readonly hanging: readonly FrontStory[];
  readonly seconds: readonly FrontStory[];
  readonly latest: readonly FrontStory[];
  /** Where all stories are. */
  readonly all: Link;
  readonly partnersBelow: boolean;
}

/** Builds the top of a front, beside which `sidebar` stands; null where it has no lead, as a site without stories. */
export function buildFrontTop(context: PageContext, front: ResolvedFront, sidebar: Sidebar): FrontTop | null {
  const { lead, hanging, seconds, latest } = front;
  if (lead === null) return null;
  const plan = planTop(context, front, lead, sidebar);
  return {
    shape: plan.shape,
    isAcross: plan.shape === 'head' || plan.shape === 'alone',
    partnersBelow: plan.partnersBelow,
    lead: buildFrontStory(context, lead, {
      picture: plan.shape === 'three' ? 'front-lead' : 'front-lead-wide',
      standfirst: true,
      section: true,
    }),
    hanging: hanging.map((teaser) => buildFrontStory(context, teaser, {})),
    seconds: seconds.map((teaser, index) =>
      buildFrontStory(context, teaser, {
        picture: plan.seconds[index]?.showsPicture === true ? 'front-second' : null,
        standfirst: plan.seconds[index]?.showsStandfirst === true,
        section: true,
      }),
    ),
    latest: latest.map((teaser) => buildFrontStory(context, teaser, {})),
    all: { text: context.words.plain('front-all'), url: context.at(ARCHIVE_PATH) },
  };
}

function planTop(context: PageContext, front: ResolvedFront, lead: Teaser, sidebar: Sidebar): TopPlan {
  return composeTop({
    lead: copyOf(context, lead),
    hanging: front.hanging.map(({ title }) => title),
    seconds: front.seconds.map((teaser) => copyOf(context, teaser)),
    topStories: sidebar.topStories.map(({ text }) => text),
    latest: front.latest.map(({ title }) => title),
    partners: sidebar.partners.map(({ items }) => items.map(({ text }) => text)),
  });
}
