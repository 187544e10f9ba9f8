import type { Site } from '../../config/site.ts';

/** Whether a byline is the newsroom itself: the site by its name, or who publishes it. */
export const isNewsroom = (
  name: string,
  { name: ofSite, publisher }: Pick<Site, 'name' | 'publisher'>,
): boolean => name === ofSite || name === publisher.name;
