import type { PictureFormat } from '../picture-format.ts';

/** What pages need to know of a picture. */
export interface PictureFacts {
  /** Px, the right way up (after the EXIF orientation). */
  readonly width: number;
  readonly height: number;
  readonly format: PictureFormat;
  /** Names what is made of these bytes in URLs: 20 hexadecimal digits (picture-hash.ts). */
  readonly hash: string;
  /** The mean of its colours, `#rrggbb`, shown while it loads (mean-colour.ts). */
  readonly color: string;
  /** Whether something shows through it; an alpha channel that is opaque everywhere does not count. */
  readonly hasAlpha: boolean;
  readonly isAnimated: boolean;
  /** Of the file. */
  readonly bytes: number;
  /** Whether the file says where it was taken; what is made of it never does. */
  readonly hasPlace: boolean;
}
