const isLong = process.env['LONG'] !== undefined;

/** All cases for a long run (`LONG=1`), and for each run of the tests those that differ most. */
export const casesOf = <Case>(all: readonly Case[], short: readonly Case[]): readonly Case[] =>
  isLong ? all : short;

/** How often something is done, or how large it is: in a long run, and in each run of the tests. */
export const timesOf = (many: number, few: number): number => (isLong ? many : few);

/** All of something in a long run, else one in `share`, beginning where `turn` says, so that turns together have all. */
export const someOf = <Item>(all: readonly Item[], share: number, turn = 0): readonly Item[] =>
  isLong ? all : all.filter((_, index) => (index + turn) % share === 0);
