import { type Finding, missing, ok, reasonOf } from './finding.ts';

/** How the native libraries are loaded and tried; tests bring some that fail. */
export interface Libraries {
  readonly pictures: () => Promise<string>;
  readonly cards: () => Promise<string>;
}

const DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>';

const LIBRARIES: Libraries = {
  async pictures() {
    const { default: sharp } = await import('sharp');
    const { info } = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
      .avif()
      .toBuffer({ resolveWithObject: true });
    return `libvips ${sharp.versions.vips} makes ${info.format === 'heif' ? 'AVIF' : info.format}`;
  },
  async cards() {
    const { Resvg } = await import('@resvg/resvg-js');
    return `resvg draws, ${new Resvg(DOT).render().asPng().length > 0 ? 'as PNG' : 'nothing'}`;
  },
};

/** Whether the two libraries that are not JavaScript load on this machine and do their work. */
export async function lookAtLibraries(libraries: Libraries = LIBRARIES): Promise<readonly Finding[]> {
  const look = async (topic: string, attempt: () => Promise<string>): Promise<Finding> => {
    try {
      return ok(topic, await attempt());
    } catch (error) {
      return missing(
        topic,
        `the library does not load (${reasonOf(error)})`,
        'Run "npm ci --omit=dev" on this machine itself: packages that were installed on another system do not run here.',
      );
    }
  };
  return [await look('pictures', libraries.pictures), await look('share cards', libraries.cards)];
}
