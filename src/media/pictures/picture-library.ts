let library: ReturnType<typeof load> | undefined;

/** What makes, probes and cleans pictures; loaded with the first, since a site may do without. */
export const pictureLibrary = (): ReturnType<typeof load> => {
  library ??= load();
  return library;
};

async function load() {
  const [{ default: sharp }, { probeBytes, readPicture }, { makeVariant }, { makeCrop }, { cleanPicture }] =
    await Promise.all([
      import('sharp'),
      import('./probe-picture.ts'),
      import('./make-variant.ts'),
      import('./crop.ts'),
      import('../clean/clean-picture.ts'),
    ]);
  // Each variant is made once, and pictures must not take the readers' processor.
  sharp.cache(false);
  sharp.concurrency(1);
  const drawPng = (svg: string, width: number, height: number): Promise<Buffer> =>
    sharp(Buffer.from(svg), { density: 300 }).resize(width, height).png({ palette: true }).toBuffer();
  return { drawPng, readPicture, probeBytes, makeVariant, makeCrop, cleanPicture };
}
