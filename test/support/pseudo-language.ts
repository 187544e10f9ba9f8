import { eachElement, ELEMENT, isPlain, readMessage } from '../../src/words/read-message.ts';
import { englishOf, WORD_KEYS } from '../../src/words/word-keys.ts';

/** A small letter as it stands in the pseudo-language: a Greek one, so that whatever is left in Latin was never translated. */
const SMALL = [...'αβψδεφγηιξκλμνοπϙρστθωχςυζ'];

/** The English of a text in letters that English has not, between brackets that show where it is cut. */
const accent = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const other = SMALL[letter.toLowerCase().charCodeAt(0) - 97] ?? letter;
    return letter === letter.toLowerCase() ? other : other.toUpperCase();
  });

/** The interface in the pseudo-language, as a newsroom would write it into labels.yaml. */
export function pseudoLabels(): string {
  return `${WORD_KEYS.map((key) => `${key}: ${JSON.stringify(pseudo(englishOf(key)))}`).join('\n')}\n`;
}

/** What is said of a message by its own parser; names of what is put in, and of plurals, stay. */
function pseudo(message: string): string {
  if (isPlain(message)) return accent(message);
  let at = 0;
  let result = '';
  for (const element of eachElement(readMessage(message, 'en').getAst())) {
    if (element.type !== ELEMENT.literal) continue;
    const found = message.indexOf(element.value, at);
    if (found < 0) throw new Error(`"${message}" is written with quotes`);
    result += message.slice(at, found) + accent(element.value);
    at = found + element.value.length;
  }
  return result + message.slice(at);
}
