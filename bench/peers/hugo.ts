import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Peer, PeerSite } from './peer.ts';

const CONFIG = `baseURL = "http://127.0.0.1/"
title = "The Bench Courier"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
`;

const HEAD =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>';

const LIST = `${HEAD}<h1>{{ .Title }}</h1><ul>{{ range first 30 .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>
`;

const FILES = {
  'config.toml': CONFIG,
  'layouts/index.html': LIST,
  'layouts/_default/list.html': LIST,
  'layouts/_default/single.html': `${HEAD}<h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02 15:04" }}</time>{{ .Content }}</body></html>
`,
} as const;

/** Hugo with templates as plain as can be; null where `hugo` is not installed. */
export function findHugo(): Peer | null {
  const { status, stdout } = spawnSync('hugo', ['version'], { encoding: 'utf8' });
  if (status !== 0) return null;
  const command = (args: readonly string[], { folder }: PeerSite) => ({
    command: 'hugo',
    args: [...args, '--source', folder, '--contentDir', join('content', 'articles')],
  });
  return {
    name: `hugo ${/v([\d.]+)/.exec(stdout)?.[1] ?? ''}`,
    prepare: ({ folder }) => {
      for (const [file, text] of Object.entries(FILES)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
    },
    build: (site) => command(['--quiet', '--destination', 'public-hugo'], site),
    servers: [
      {
        name: 'hugo server',
        start: (site, port) => command(['server', '--bind', '127.0.0.1', '--port', String(port)], site),
      },
    ],
  };
}
