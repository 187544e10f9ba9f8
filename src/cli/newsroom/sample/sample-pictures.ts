import { drawScene } from './draw-scene.ts';
import { SCENES } from './scenes.ts';

/**
 * Draws the pictures of the sample one after another: the path of each below the content folder, and its JPEG. Every run
 * gives the same drawings; all of them take some seconds.
 */
export async function* samplePictures(): AsyncGenerator<readonly [string, Uint8Array]> {
  const { drawPhoto } = await import('../../../media/draw-photo.ts');
  for (const [name, scene] of Object.entries(SCENES)) {
    yield [`media/${name}.jpg`, await drawPhoto(drawScene(name, scene))];
  }
}
