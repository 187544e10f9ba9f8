import type { Figures } from './measure.ts';
import type { Ratio } from './report.ts';

/** What serving pages aims at; a quotient is left out where one of its two did not take part. */
export function servingRatios(pages: readonly Figures[], conditional: readonly Figures[]): Ratio[] {
  const [dateline, dateline304] = [find(pages, 'Dateline'), find(conditional, 'Dateline')];
  const [bare, bare304] = [find(pages, 'bare'), find(conditional, 'bare')];
  const nginx = find(pages, 'nginx');
  const express = find(pages, 'Dateline through Express');
  const first = find(pages, 'cache as');
  return [
    atLeast('Dateline ÷ bare node:http, requests/s', dateline.perSecond / bare.perSecond, 0.95),
    atLeast('Dateline ÷ tutorial, requests/s', dateline.perSecond / find(pages, 'tutorial').perSecond, 60),
    atLeast('nginx ÷ Dateline, CPU per request', nginx.cpu / dateline.cpu, 0.6),
    atLeast('Dateline’s 304 ÷ its 200, requests/s', dateline304.perSecond / dateline.perSecond, 1),
    atLeast('Dateline’s 304 ÷ bare 304, requests/s', dateline304.perSecond / bare304.perSecond, null),
    atMost('through Express ÷ Dateline, CPU per request', express.cpu / dateline.cpu, 2),
    atMost('first middleware ÷ Dateline, CPU per request', first.cpu / dateline.cpu, null),
  ].filter(({ value }) => !Number.isNaN(value));
}

/** What several workers aim at: to cost no more than one. */
export function workersRatio(one: Figures, several: Figures): Ratio {
  return atMost(`${several.name} ÷ ${one.name}, CPU per request`, several.cpu / one.cpu, 1.1);
}

const NOBODY: Figures = { name: '', perSecond: NaN, cpu: NaN, cores: NaN, p50: NaN, p99: NaN, failures: 0 };

const find = (figures: readonly Figures[], start: string): Figures =>
  figures.find(({ name }) => name.startsWith(start)) ?? NOBODY;

const atLeast = (name: string, value: number, target: number | null): Ratio => ({
  name,
  value,
  target,
  wanted: 'at least',
});
const atMost = (name: string, value: number, target: number | null): Ratio => ({
  name,
  value,
  target,
  wanted: 'at most',
});
