/** How often articles were read, by their ids; each id comes once. */
export type ReadingCounts = readonly (readonly [id: string, count: number])[];

/** The readings of one finished page that were not handed on yet. */
export interface ReadingCounter {
  /** The article's id. */
  readonly id: string;
  count: number;
}
