import { counted } from '../report/check-report.ts';
import type { BroughtPictures } from './bring-pictures.ts';
import type { PicturePlan } from './plan-pictures.ts';

/** Hosts and failures that are listed. */
const SHOWN = 20;

/** What is going to be done, for people; ends with a line break. */
export function describePlan({ there, pictures, keptBytes, others }: PicturePlan): string {
  const lines: string[] = [];
  if (there + pictures.length === 0) {
    lines.push(
      'The texts show no picture of a host that site.yaml names: pictures: {hosts: [cdn.example.org]}.',
    );
  } else if (pictures.length === 0) {
    lines.push(`${counted(there, 'picture')} of other hosts: all are in media/ already.`);
  } else {
    const kept = pictures.filter((one) => one.kept !== null).length;
    const parts = [
      ...(there === 0 ? [] : [`${there} in media/ already`]),
      ...(kept === 0 ? [] : [`${kept} to be copied from DATA_DIR (${megabytes(keptBytes)})`]),
      ...(kept === pictures.length ? [] : [`${pictures.length - kept} to be fetched`]),
    ];
    lines.push(`${counted(there + pictures.length, 'picture')} of other hosts: ${parts.join(', ')}.`);
    const hosts = [...Map.groupBy(pictures, ({ target }) => target.split('/').slice(0, 2).join('/'))];
    const shown = hosts.sort(([, a], [, b]) => b.length - a.length).slice(0, SHOWN);
    for (const [folder, all] of shown) lines.push(`  ${all[0]?.host ?? ''}: ${all.length} → ${folder}/`);
    if (hosts.length > SHOWN) lines.push(`  and ${counted(hosts.length - SHOWN, 'host')} more`);
  }
  if (others.length > 0) {
    const named = others.slice(0, 5).map(([host, count]) => `${host} (${count})`);
    lines.push(
      `Left alone, as site.yaml does not name them: ${named.join(', ')}${others.length > 5 ? ', …' : ''}.`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** What was done, for people; ends with a line break. */
export function describeBrought({ brought, failed }: BroughtPictures): string {
  const lines = [
    `${counted(brought, 'picture')} came into media/. Leave the hosts in site.yaml: by them the texts find ${brought === 1 ? 'it' : 'them'} there.`,
  ];
  if (failed.length > 0) lines.push(`${counted(failed.length, 'picture')} did not:`);
  for (const { picture, reason } of failed.slice(0, SHOWN)) {
    lines.push(`  ${picture.url} (${picture.file}): ${reason}`);
  }
  if (failed.length > SHOWN) lines.push(`  and ${failed.length - SHOWN} more`);
  return `${lines.join('\n')}\n`;
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
