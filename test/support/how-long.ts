const isLong = process.env['LONG'] !== undefined;

/** All cases for a long run (`LONG=1`), and for each run of the tests those that differ most. */
export const casesOf = <Case>(all: readonly Case[], short: readonly Case[]): readonly Case[] =>
  isLong ? all : short;

/** How often something is done: in a long run, and in each run of the tests. */
export const timesOf = (many: number, few: number): number => (isLong ? many : few);
