import { expect, test } from 'vitest';
import { createGitNewsroom, hourMs } from '../../cli/git-newsroom.ts';
import { type Machine, openMachine } from './machine.ts';
import { openRandomEditor, randomNumbers } from './random-history.ts';

const LONG = process.env['LONG'] === '1';
const FIRST = Number(process.env['SEED'] ?? 1);
const SEEDS = Array.from({ length: LONG ? 200 : 4 }, (_, nth) => FIRST + nth);
const PUSHES = LONG ? 30 : 10;

/** What every URL that was ever published leads to, where that differs from machine to machine; with what their ledgers say of it. */
function differences(machines: readonly Machine[], hour: number): string[] {
  const rows = machines.map((machine) => machine.rows());
  const paths = [...new Set(rows.flat().map(({ path }) => path))].sort();
  return paths.flatMap((path) => {
    const found = machines.map((machine) => machine.at(path, hour));
    if (new Set(found).size === 1) return [];
    const said = rows.map((own) =>
      own
        .filter((row) => row.path === path)
        .map(({ atMs, owner, file }) => `${((atMs - hourMs(0)) / 3_600_000).toFixed(2)} ${owner} ${file}`),
    );
    return [`${path}: ${found.join(' | ')}\n      ${said.map((one) => one.join(', ')).join('\n      ')}`];
  });
}

test.each(SEEDS)('machines that were up and machines that are new answer alike, seed %i', async (seed) => {
  const room = createGitNewsroom('.');
  const random = randomNumbers(seed + 1_000);
  const editor = openRandomEditor(room, seed);
  const [old, late, fresh] = [openMachine(room), openMachine(room), openMachine(room)];
  const done: string[] = [];
  try {
    let hour = 1;
    for (let push = 0; push < PUSHES; push += 1) {
      const commits = 1 + Math.floor(random() * random() * 4);
      for (let nth = 0; nth < commits; nth += 1) {
        hour += 0.1 + random() * 2;
        done.push(`${hour.toFixed(2)} ${editor.change(hour)}`);
        room.commit(hour);
      }
      done.push('push');
      hour += 0.02;
      const tip = room.git('rev-parse', 'HEAD').trim();
      if (push === 0) await old.start(tip, hour);
      else await old.push(tip, hour);
      if (push === Math.floor(PUSHES / 2)) await late.start(tip, hour);
      else if (push > PUSHES / 2) await late.push(tip, hour);
      if (random() < 0.15) {
        done.push('restart');
        await old.stop();
        await old.start(tip, hour);
      }
    }
    await fresh.start(room.git('rev-parse', 'HEAD').trim(), hour);
    expect(differences([old, late, fresh], hour), `seed ${seed}:\n${done.join('\n')}`).toEqual([]);
  } finally {
    for (const machine of [old, late, fresh]) await machine.dispose();
    room.delete();
  }
});
