/** What a story takes of a column, as far as it is shown there. */
export interface Copy {
  readonly headline: string;
  readonly standfirst: string | null;
  readonly hasPicture: boolean;
}

/** How a column sets its stories: letters to a line, and rem for each part. Measured over the styles of public/css/pages/front.css. */
export interface Measure {
  readonly headlineLetters: number;
  readonly headlineLine: number;
  readonly standfirstLetters: number;
  readonly standfirstLine: number;
  /** Of the picture with what is around it. */
  readonly picture: number;
  /** Kicker, time, and the space between two stories. */
  readonly around: number;
}

/** What a story takes of a column in rem, nearly: enough to see a hole before it is printed. */
export function copyHeight({ headline, standfirst, hasPicture }: Copy, measure: Measure): number {
  return (
    measure.around +
    linesOf(headline, measure.headlineLetters) * measure.headlineLine +
    (standfirst === null ? 0 : linesOf(standfirst, measure.standfirstLetters) * measure.standfirstLine) +
    (hasPicture ? measure.picture : 0)
  );
}

/** Letters as wide as two: of Chinese, Japanese and Korean. */
const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g;

/** Lines that a text fills, of so many letters each. */
export function linesOf(text: string, letters: number): number {
  const width = text.length + (text.match(WIDE)?.length ?? 0);
  return Math.max(1, Math.ceil(width / letters));
}
