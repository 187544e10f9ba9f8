import { isMediaFile } from '../domain/media-file.ts';
import { isShadowed } from '../media/pictures/path-on-disk.ts';
import type { ContentPush, PushOutcome } from './checkout/content-push.ts';
import type { OwnWrites } from './checkout/own-writes.ts';
import type { PictureUpkeep } from './pictures/maintain-pictures.ts';
import type { FilePublisher } from './publish/publish-files.ts';
import type { Writer } from './publish/writer.ts';
import type { SettledChange } from './watch/settle-events.ts';

export interface TakePushDeps {
  readonly contentDir: string;
  readonly own: OwnWrites;
  readonly files: Pick<FilePublisher, 'push'>;
  readonly pictures: Pick<PictureUpkeep, 'changed' | 'isNamed'>;
}

/**
 * Takes pushes, each in its turn: puts its files into the folder and publishes them at once. Rejects where either fails;
 * readers see nothing of it then, and it may be handed in again.
 */
export function pushTaker(
  { inTurn, because, now, met }: Pick<Writer, 'inTurn' | 'because' | 'now' | 'met'>,
  { contentDir, own, files, pictures }: TakePushDeps,
): (push: ContentPush) => Promise<PushOutcome> {
  /** Of pictures and other files, those that nobody names are not read. */
  const isShown = (path: string): boolean =>
    isMediaFile(path) && pictures.isNamed(path) && !isShadowed(contentDir, path);
  const readPictures = ({ changed, gone }: ContentPush): void => {
    const firstEventAt = now();
    const as = (paths: readonly string[], kind: SettledChange['kind']) =>
      paths.map((path) => ({ path, kind, firstEventAt, isWhole: true }));
    const came = [...changed.keys()].filter(isShown);
    pictures.changed([...as(came, 'file'), ...as(gone.filter(isMediaFile), 'gone')]);
  };

  return (push) =>
    inTurn(async () => {
      own.begin(push);
      try {
        await push.swap();
        const outcome = await because({ way: 'git', ...push.heard }, () => files.push(push));
        readPictures(push);
        return outcome;
      } catch (error) {
        own.forget();
        met(error);
        throw error;
      }
    });
}
