/** What a picture may cost. The same limits hold where it is probed and where variants are made. */
export interface PictureLimits {
  /** Bytes of the file. */
  readonly maxBytes: number;
  /** Width × height, in px. */
  readonly maxPixels: number;
  /** Seconds for one decoding. */
  readonly maxSeconds: number;
}

/** 100 megapixels are probed in 0.1 to 1 s; a progressive JPEG or interlaced PNG takes 330 MB for that. */
export const PICTURE_LIMITS: PictureLimits = {
  maxBytes: 30 * 1024 * 1024,
  maxPixels: 100_000_000,
  maxSeconds: 20,
};

/** The largest side of a WebP, in px; nothing higher can be made from a picture. */
export const MAX_HEIGHT = 16_383;
