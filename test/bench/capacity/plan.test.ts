import { expect, test } from 'vitest';
import { ASSUMPTIONS, type Costs, planFor } from '../../../bench/capacity/plan.ts';

const COSTS: Costs = { hit: 50, notModified: 20, file: 50, made: 1_050, pageBytes: 10_000 };

test('a month is thirty days, and its peak so many times the mean', () => {
  const plan = planFor(2_592_000, COSTS, ASSUMPTIONS);
  expect(plan.viewsPerSecond).toBe(1);
  expect(plan.peakViews).toBe(10);
  expect(plan.peakRequests).toBe(50);
  // A page of 10 kB with four files of 40 kB, ten times a second.
  expect(plan.peakMegabits).toBeCloseTo(13.6, 9);
});

test('page views cost their page, of which some are made anew, and their files', () => {
  const { alone, behindCache } = planFor(2_592_000, COSTS, ASSUMPTIONS);
  // 98 × 50 + 2 × 1,050 for a hundred pages, and 4 × 50 for the files of each.
  expect(alone).toEqual({ requests: 50, cores: expect.closeTo((10 * 270) / 1_000_000, 9), machines: 2 });
  // One view in twenty, of which every other page is made anew: 550 and 200.
  expect(behindCache.requests).toBeCloseTo(2.5, 9);
  expect(behindCache.cores).toBeCloseTo((0.5 * 750) / 1_000_000, 9);
});

test('machines are counted by what is left of their cores, and a cache is needed only where two are too few', () => {
  const few = planFor(1_000_000, COSTS, ASSUMPTIONS);
  expect([few.alone.machines, few.cacheNeededPercent]).toEqual([2, 0]);
  const many = planFor(100e9, COSTS, ASSUMPTIONS);
  // 385,802 views a second at the peak, 270 µs each; 1.5 cores of each machine.
  expect(many.alone.machines).toBe(70);
  expect(many.cacheNeededPercent).toBeCloseTo(100 * (1 - 4_000 / (1e12 / 2_592_000)), 6);
});
