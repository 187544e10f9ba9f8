import type { PictureFormat } from './picture-format.ts';

/** What pages need to know of a picture. */
export interface PictureFacts {
  /** Px, the right way up (after the EXIF orientation). */
  readonly width: number;
  readonly height: number;
  readonly format: PictureFormat;
  /** Names these bytes in URLs: the first 20 hexadecimal digits of their SHA-256. */
  readonly hash: string;
  /** The colour that most of it has, `#rrggbb`, shown while it loads. */
  readonly color: string;
  /** Whether something shows through it; an alpha channel that is opaque everywhere does not count. */
  readonly hasAlpha: boolean;
  readonly isAnimated: boolean;
  /** Of the file. */
  readonly bytes: number;
}
