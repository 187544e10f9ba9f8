import { sortProblems } from '../../problems/sort-problems.ts';
import { type NamedFiles, readNamedFiles, resolveNamedFiles } from '../read/named-files.ts';
import { eventTurns } from '../watch/event-turns.ts';
import type { PublishContext } from './publish-context.ts';

/**
 * What the files of a folder say now, ready for one batch; `stored` is what they said before. Files that are being
 * written stay as they were, and nothing is taken down while the folder is away or cannot be read; null where nothing
 * is left to say then. `mayStay` says which of those that would stay are not what one that was added has become.
 */
export async function readNamedFolder<Made extends { readonly file: string }>(
  { writer, folder, publisher, log, readSite }: PublishContext,
  kind: NamedFiles<Made>,
  stored: readonly Made[],
  mayStay: (old: Made, added: readonly Made[]) => boolean = () => true,
) {
  const { isDirty } = folder;
  const { reads, folderProblems } = readNamedFiles(kind, folder, readSite(), writer.now());
  await eventTurns();
  log.folders(folderProblems);
  const listed = new Set(reads.map(({ file }) => file));
  const isHidden = folder.isAway() || folderProblems.some(({ code }) => code === 'folder-unreadable');
  const stays = (file: string): boolean => isDirty(file) || (isHidden && !listed.has(file));
  const settled = reads.filter(({ file }) => !isDirty(file));
  if (isHidden && settled.length === 0) return null;
  const added = settled.flatMap(({ file, made }) =>
    made === null || stored.some((old) => old.file === file) ? [] : [made],
  );
  const kept = stored.filter((old) => stays(old.file) && mayStay(old, added));
  const goneSources = publisher.sources
    .below(kind.folder)
    .filter((file) => !listed.has(file) && !stays(file));
  const { made, read } = resolveNamedFiles(kind, settled, stored, kept);
  const links = new Map(settled.map((one) => [one.file, one.links]));
  const sources = read.sources.map((source) => {
    const ofLinks = publisher.checkLinks(source.file, links.get(source.file) ?? [], Math.floor(writer.now()));
    return ofLinks.length === 0
      ? source
      : { ...source, problems: sortProblems([...source.problems, ...ofLinks]) };
  });
  return { made, read: { ...read, sources, goneSources } };
}
