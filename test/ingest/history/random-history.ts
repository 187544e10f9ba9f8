import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type GitNewsroom, hourMs } from '../../cli/git-newsroom.ts';

/** The same numbers from 0 to 1 for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) | 0;
    const mixed = state ^ (state + Math.imul(state ^ (state >>> 7), 61 | state));
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Story {
  title: string;
  date: string;
  lines: string[];
  body: string;
}

/** An editor who does something to a newsroom, the same things for the same seed. */
export interface RandomEditor {
  /** Changes one or two things, and says what; `hour` is now. */
  change(hour: number): string;
}

const SITES = [
  'name: The Courier\nlanguage: en\ntimeZone: UTC\nsections: [World]\n',
  'name: The Courier\nlanguages: [en, ru]\ntimeZone: UTC\nsections: [World]\n',
  'name: The Courier\nlanguages: [en, ru]\ntimeZone: Asia/Yerevan\nsections: [World]\n',
  'name: The Courier\nlanguages: [en, ru]\ntimeZone: UTC\nsections: [World]\noldAddresses: [/old/:slug/]\n',
];

/** Makes one; the newsroom has no file but site.yaml. */
export function openRandomEditor(room: GitNewsroom, seed: number): RandomEditor {
  const random = randomNumbers(seed);
  const pick = <Value>(values: readonly Value[]): Value => {
    const found = values[Math.floor(random() * values.length)];
    if (found === undefined) throw new Error('there is nothing to pick from');
    return found;
  };
  const stories = new Map<string, Story>();
  const removed = new Map<string, Story>();
  const pages = new Map<string, string>();
  const is = (file: string): boolean => existsSync(join(room.contentDir, file));

  const textOf = ({ title, date, lines, body }: Story): string =>
    `---\ntitle: ${title}\ndate: ${date}\n${lines.map((line) => `${line}\n`).join('')}---\n\n${body}\n`;
  const write = (file: string, story: Story): void => {
    stories.set(file, story);
    room.write(file, textOf(story));
  };
  const newFile = (): string => {
    for (;;) {
      const name = pick(['a', 'b', 'c', 'ferry', 'flood', 'vote', 'vote.ru', 'ferry.ru']);
      const file = `articles/${pick(['', 'x/', 'y/', '2016/'])}${name}.md`;
      if (!is(file)) return file;
    }
  };
  const stamp = (hour: number): string => new Date(hourMs(hour)).toISOString().slice(0, 16).replace('T', ' ');
  const date = (hour: number): string => {
    const kind = random();
    if (kind < 0.75) return pick(['2016-06-28', '2016-06-29', '2016-06-30']);
    return stamp(hour + Math.floor(random() * 12) - 2);
  };
  const extra = (hour: number): string[] => {
    const lines: string[] = [];
    if (random() < 0.2) lines.push(`slug: ${pick(['a', 'b', 'ferry', 'vote', 'omega'])}`);
    if (random() < 0.12) lines.push(`id: ${pick(['one', 'two', 'three'])}`);
    if (random() < 0.15)
      lines.push(`aliases: [${pick(['/old/one', '/old/two', '/2016/06/30/a', '/2016/06/29/b'])}]`);
    if (random() < 0.12) lines.push('draft: true');
    if (random() < 0.1) lines.push(`expires: ${stamp(hour + 1 + Math.floor(random() * 9))}`);
    if (random() < 0.15) lines.push(`language: ${pick(['ru', 'en'])}`);
    return lines;
  };
  const newStory = (hour: number): Story => ({
    title: pick(['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']),
    date: date(hour),
    lines: extra(hour),
    body: `Text ${Math.floor(random() * 1000)}.`,
  });
  const edit = (story: Story, hour: number): Story => {
    const kind = random();
    if (kind < 0.2) return { ...story, title: pick(['Alpha', 'Beta', 'Gamma', 'Zeta']) };
    if (kind < 0.4) return { ...story, date: date(hour) };
    if (kind < 0.8) return { ...story, lines: extra(hour) };
    return { ...story, body: `Text ${Math.floor(random() * 1000)}.` };
  };

  const actions: readonly [number, (hour: number) => string][] = [
    [
      6,
      (hour) => {
        const file = newFile();
        write(file, newStory(hour));
        return `add ${file}`;
      },
    ],
    [
      6,
      (hour) => {
        const file = pick([...stories.keys()]);
        write(file, edit(stories.get(file) as Story, hour));
        return `edit ${file}`;
      },
    ],
    [
      4,
      (hour) => {
        const [from, to] = [pick([...stories.keys()]), newFile()];
        const story = stories.get(from) as Story;
        stories.delete(from);
        room.remove(from);
        write(to, random() < 0.4 ? edit(story, hour) : story);
        return `move ${from} ${to}`;
      },
    ],
    [
      3,
      () => {
        const file = pick([...stories.keys()]);
        removed.set(file, stories.get(file) as Story);
        stories.delete(file);
        room.remove(file);
        return `remove ${file}`;
      },
    ],
    [
      2,
      () => {
        const file = pick([...removed.keys()].filter((one) => !is(one)));
        write(file, removed.get(file) as Story);
        return `restore ${file}`;
      },
    ],
    [
      2,
      () => {
        const file = pick([...stories.keys()]);
        room.write(file, textOf({ ...(stories.get(file) as Story), date: 'tomorrow' }));
        return `break ${file}`;
      },
    ],
    [
      2,
      () => {
        const [from, to] = [pick([...stories.keys()]), newFile()];
        write(to, stories.get(from) as Story);
        return `copy ${from} ${to}`;
      },
    ],
    [
      2,
      () => {
        const [one, other] = [pick([...stories.keys()]), pick([...stories.keys()])];
        const [first, second] = [stories.get(one) as Story, stories.get(other) as Story];
        write(one, second);
        write(other, first);
        return `swap ${one} ${other}`;
      },
    ],
    [
      2,
      () => {
        const file = `pages/${pick(['about', 'team', 'about.ru'])}.md`;
        const text = `---\ntitle: ${pick(['About', 'Team'])}\n${random() < 0.3 ? `slug: ${pick(['us', 'who'])}\n` : ''}---\n\nWords.\n`;
        pages.set(file, text);
        room.write(file, text);
        return `page ${file}`;
      },
    ],
    [
      1,
      () => {
        const file = pick([...pages.keys()]);
        pages.delete(file);
        room.remove(file);
        return `remove ${file}`;
      },
    ],
    [
      1,
      () => {
        room.write('site.yaml', pick(SITES));
        return 'site';
      },
    ],
  ];
  const total = actions.reduce((sum, [weight]) => sum + weight, 0);
  const once = (hour: number): string => {
    for (;;) {
      let left = random() * total;
      const action = actions.find(([weight]) => {
        left -= weight;
        return left < 0;
      });
      try {
        if (action !== undefined) return action[1](hour);
      } catch (error) {
        // There was nothing to do it to.
        if (!(error instanceof Error && error.message === 'there is nothing to pick from')) throw error;
      }
    }
  };
  return {
    change: (hour) => Array.from({ length: random() < 0.4 ? 2 : 1 }, () => once(hour)).join(', '),
  };
}
