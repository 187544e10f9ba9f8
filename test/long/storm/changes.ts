import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../../bench/archive/random.ts';
import {
  moveFile,
  removeFile,
  type Save,
  saveByRename,
  saveInPieces,
  saveInPlace,
  sleep,
} from '../../../bench/lib/save.ts';
import { breakText } from './breakage.ts';
import type { Newsroom } from './newsroom.ts';
import { pathOf, type Story, storyText, writeStory } from './story.ts';
import { noteVersion } from './subject.ts';

/** What a change works with. */
export interface Desk {
  readonly newsroom: Newsroom;
  readonly random: Random;
  /** Resolves when readers are shown what stands in the file of a story; false when that took too long. */
  readonly untilShown: (story: Story) => Promise<boolean>;
}

/** Changes a story that the caller has taken. Returns the kind of change; null where none was possible. */
export type Change = (desk: Desk, story: Story) => Promise<string | null>;

const CALM_MS = 2_000;
/** A file that was cut or away for longer may rightly be read, or taken down, so. */
const LONGEST_CUT_MS = 250;
const LONGEST_AWAY_MS = 1_000;

/** Saves the next version. */
export const rewrite: Change = async ({ newsroom, random }, story) => {
  const target = fileOf(newsroom, story);
  const isCalm = story.state === 'good' && performance.now() - story.changedAt > CALM_MS;
  const text = writeStory(story);
  if (isCalm && random.chance(0.25)) {
    const cutMs = await saveInPieces(target, text, random.below(20));
    if (cutMs > LONGEST_CUT_MS) story.mayBeCut = true;
    return 'in pieces';
  }
  const [kind, save] = pickSave(random);
  save(target, text);
  return kind;
};

/** Removes the file and writes the next version, or the same once more, within 300 ms. */
export const deleteAndRewrite: Change = async ({ newsroom, random }, story) => {
  const target = fileOf(newsroom, story);
  removeFile(target);
  const awayAt = performance.now();
  await sleep(random.below(300));
  if (performance.now() - awayAt > LONGEST_AWAY_MS) story.mayBeAway = true;
  saveByRename(target, writeStory(story));
  return 'deleted and rewritten';
};

/**
 * Moves the file to another folder or name, or both, and as a rule changes it at the same moment. A story
 * without an id is known by its text or its path: a new name must not come with another text.
 */
export const rename: Change = async (desk, story) => {
  const { newsroom, random } = desk;
  const keepsName = random.chance(0.3);
  const keepsText = !keepsName && (!story.hasId || random.chance(0.5));
  if (!story.hasId && (!keepsName || story.isMoved) && !(await desk.untilShown(story))) return null;
  const file = anotherFile(story, keepsName, random);
  if (existsSync(join(newsroom.contentDir, file))) return null;
  const from = fileOf(newsroom, story);
  story.file = file;
  story.isMoved = true;
  newsroom.addPath(story, pathOf(story));
  moveFile(from, fileOf(newsroom, story));
  if (!keepsText) saveByRename(fileOf(newsroom, story), writeStory(story));
  if (!story.hasId && !keepsName) await desk.untilShown(story);
  return keepsText ? 'renamed' : 'renamed and changed';
};

/** Gives the story another day, and with it another path. */
export const redate: Change = async (desk, story) => {
  const { newsroom, random } = desk;
  if (story.isMoved && !story.hasId && !(await desk.untilShown(story))) return null;
  const day = Temporal.PlainDate.from(story.outline.published.day).subtract({ days: random.below(3) });
  story.day = day.toString();
  story.isMoved = true;
  newsroom.addPath(story, pathOf(story));
  saveByRename(fileOf(newsroom, story), writeStory(story));
  return 'another date';
};

/** Puts something into the file that cannot be read, or only half of a version. */
export const spoil: Change = async (desk, story) => {
  const { newsroom, random } = desk;
  // What never was readable under its new name cannot be known as the article of the old one.
  if (story.isMoved && !(await desk.untilShown(story))) return null;
  const { name, bytes, isReadable } = breakText(storyText(story), random);
  noteVersion(story, bytes.toString(), isReadable);
  const [, save] = pickSave(random);
  save(fileOf(newsroom, story), bytes);
  story.state = 'broken';
  return `broken: ${name}`;
};

/** Saves a version that can be read, where the file is broken or gone. */
export const mend: Change = async ({ newsroom, random }, story) => {
  const kind = story.state === 'absent' ? 'restored' : 'mended';
  const save = kind === 'restored' ? saveByRename : pickSave(random)[1];
  save(fileOf(newsroom, story), writeStory(story));
  story.state = 'good';
  return kind;
};

/** Removes the file for good, or until it is restored. */
export const remove: Change = async ({ newsroom }, story) => {
  if (story.isAlways) return null;
  removeFile(fileOf(newsroom, story));
  story.state = 'absent';
  return 'removed';
};

export const fileOf = ({ contentDir }: Newsroom, { file }: Story): string => join(contentDir, file);

function pickSave(random: Random): [string, Save] {
  return random.chance(0.6) ? ['renamed into place', saveByRename] : ['rewritten in place', saveInPlace];
}

/** One of a few places that a story goes back and forth between. */
function anotherFile({ file, outline }: Story, keepsName: boolean, random: Random): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const own = outline.file.slice(outline.file.lastIndexOf('/') + 1);
  const names = [own, ...[1, 2, 3].map((number) => own.replace(/\.md$/, `-name-${number}.md`))];
  const folders = [outline.file.slice(0, outline.file.lastIndexOf('/')), 'articles', 'articles/moved/here'];
  if (keepsName) return `${random.pick(folders.filter((folder) => `${folder}/${name}` !== file))}/${name}`;
  return `${random.pick(folders)}/${random.pick(names.filter((other) => other !== name))}`;
}
