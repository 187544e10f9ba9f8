/** How often articles were read, by their ids; each id comes once. */
export type PageViewCounts = readonly (readonly [id: string, count: number])[];

/** The page views of one finished page that were not handed on yet. */
export interface PageViewCounter {
  /** The article's id. */
  readonly id: string;
  count: number;
}
