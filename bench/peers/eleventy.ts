import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildOptions } from '../lib/child.ts';
import type { Peer, PeerSite } from './peer.ts';

const CONFIG = `module.exports = (config) => {
  config.addGlobalData('layout', 'article.njk');
  config.addTemplate('index.njk', '{% for story in collections.all | reverse %}{% if loop.index < 31 %}<li><a href="{{ story.url }}">{{ story.data.title }}</a></li>{% endif %}{% endfor %}', { title: 'The Bench Courier', permalink: '/index.html', eleventyExcludeFromCollections: true });
  return { markdownTemplateEngine: false, dir: { input: 'content/articles', includes: '../../includes', output: 'public-eleventy' } };
};
`;

const LAYOUT =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><h1>{{ title }}</h1><time>{{ page.date.toISOString() }}</time>{{ content | safe }}</body></html>\n';

/**
 * Eleventy with templates as plain as can be, from the folder that ELEVENTY_DIR names (the one that holds
 * its node_modules), or as npx finds it; null where it is not installed.
 */
export function findEleventy(folder: string | undefined): Peer | null {
  const [command, ...first] =
    folder === undefined
      ? ['npx', '--no-install', '@11ty/eleventy']
      : [process.execPath, join(folder, 'node_modules', '@11ty', 'eleventy', 'cmd.cjs')];
  const { status, stdout } = spawnSync(command as string, [...first, '--version'], { encoding: 'utf8' });
  if (status !== 0) return null;
  const run = (site: PeerSite, args: readonly string[]): ChildOptions => ({
    command: command as string,
    args: [...first, '--config=eleventy.config.cjs', '--quiet', ...args],
    cwd: site.folder,
  });
  const server = (name: string, extra: readonly string[]) => ({
    name,
    start: (site: PeerSite, port: number) => run(site, ['--serve', `--port=${port}`, ...extra]),
  });
  return {
    name: `eleventy ${stdout.trim()}`,
    prepare: (site) => {
      mkdirSync(join(site.folder, 'includes'), { recursive: true });
      writeFileSync(join(site.folder, 'includes', 'article.njk'), LAYOUT);
      writeFileSync(join(site.folder, 'eleventy.config.cjs'), CONFIG);
    },
    build: (site) => run(site, []),
    servers: [server('eleventy --serve', []), server('eleventy --serve --incremental', ['--incremental'])],
  };
}
