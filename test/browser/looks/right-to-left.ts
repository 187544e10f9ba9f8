import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawScene, type Scene } from '../../../src/cli/newsroom/sample/draw-scene.ts';
import { fillTemplate } from '../../../src/cli/newsroom/sample/fill-template.ts';
import { drawPhoto } from '../../../src/media/draw-photo.ts';

const TEMPLATES = new URL('./right-to-left/', import.meta.url);

const SCENES: Readonly<Record<string, Pick<Scene, 'motif' | 'palette'>>> = {
  ferry: { motif: 'sail', palette: 'noon' },
  school: { motif: 'village', palette: 'harvest' },
  grain: { motif: 'harbour', palette: 'fog' },
  'warm-lake': { motif: 'lake', palette: 'morning' },
  opera: { motif: 'town', palette: 'night' },
  train: { motif: 'train', palette: 'snow' },
  bridge: { motif: 'bridge', palette: 'evening' },
  apricots: { motif: 'orchard', palette: 'harvest' },
};

/** Writes a small newsroom in Arabic, whose interface is Arabic too, with drawn pictures. `now` is in milliseconds since 1970. */
export async function writeRightToLeft(folder: string, now: number): Promise<void> {
  const filling = { name: '', timeZone: 'Asia/Yerevan', now, files: new Map<string, string>() };
  const put = (path: string, bytes: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  for (const path of readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:md|yaml)$/.test(path)) continue;
    put(path, fillTemplate(readFileSync(new URL(path, TEMPLATES), 'utf8'), filling));
  }
  for (const [name, scene] of Object.entries(SCENES)) {
    put(`media/${name}.jpg`, await drawPhoto(drawScene(name, { ...scene, width: 1600, height: 1067 })));
  }
}
