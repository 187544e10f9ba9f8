import { writtenAddress } from '../../../domain/marks/file-marks.ts';
import { classifyMedia } from '../../../domain/picture-source.ts';
import { quoteText } from '../../../problems/quote-text.ts';
import { type BodyFinding, type WrittenIn, warning } from './body-finding.ts';

/** What an editor should know about a film or recording that is written as a picture. */
export function findClipFaults(
  address: string,
  title: string,
  { file, isOwnHost }: WrittenIn,
): BodyFinding[] {
  const src = writtenAddress(address);
  const source = classifyMedia(address, file, isOwnHost);
  if (source.kind === 'web') {
    const fault = warning(
      'clip-external',
      `The clip ${quoteText(src)} is on another site; a link stands in its place.`,
      'Save it in content/media and write /media/its-name.mp4.',
    );
    return [URL.canParse(source.href) ? { ...fault, about: new URL(source.href).host } : fault];
  }
  if (source.kind !== 'served') {
    return [
      warning(
        'clip-elsewhere',
        `The clip ${quoteText(src)} is neither in content/media nor beside the article; its title stands in its place.`,
        'Move it to content/media and write /media/its-name.mp4.',
      ),
    ];
  }
  if (title.trim() !== '') return [];
  return [
    warning(
      'clip-title-missing',
      `The clip ${quoteText(src)} has no title; readers see the name of its file.`,
      'Say what it is: ![The last crossing](/media/crossing.mp4).',
    ),
  ];
}
