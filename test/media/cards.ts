import { readFileSync } from 'node:fs';
import { readCardColours } from '../../src/media/cards/card-colours.ts';
import type { CardText } from '../../src/media/cards/card-text.ts';

export const colours = readCardColours(
  readFileSync(new URL('../../public/css/tokens.css', import.meta.url), 'utf8'),
);

export const card: CardText = {
  siteName: 'Example Daily',
  kicker: 'World',
  headline: 'Armenia and Georgia agree to open two more border crossings before the winter',
  date: '22 November 2026',
  host: 'www.example.org',
  direction: 'ltr',
};

export const LONGEST =
  'Parliament adopts a sweeping judicial reform after an all-night session in which the opposition walked out twice, the speaker adjourned the sitting three times and thousands gathered in front of the building to demand that the vote be put off until an independent commission has reported its findings';

/** Headlines that a card has to hold whole. */
export const HEADLINES: readonly string[] = [
  'Earthquake',
  'A',
  card.headline,
  LONGEST,
  'Կառավարությունը հաստատել է Սյունիքի մարզի գյուղական համայնքների ճանապարհների վերանորոգման և ջրամատակարարման արդիականացման հնգամյա ծրագիրը',
  'Центробанк Армении сохранил ставку рефинансирования и ухудшил прогноз роста экономики на будущий год',
  'Η Ελλάδα και η Κύπρος συμφωνούν για την ηλεκτρική διασύνδεση',
  'Tàu cao tốc Bắc–Nam của Việt Nam sẽ khởi công vào cuối năm nay',
  'وزراء الخارجية يتفقون على فتح معبرين حدوديين جديدين قبل حلول الشتاء، و«السلامة أولاً»',
  'مجلس طرح تازه\u200cای برای بازسازی راه\u200cهای روستایی تصویب کرد که می\u200cگویند از همه چیز مهم\u200cتر است',
  'המעבורת Victoria חוזרת לנמל ב־15 ביולי אחרי שלושה חודשי תיקונים',
  'პარლამენტმა სოფლის გზების რეაბილიტაციის ხუთწლიანი პროგრამა დაამტკიცა',
  'What العربية, שלום and ქართული have in common',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  'x'.repeat(300),
  'Ж'.repeat(150),
  '“</svg>” ]]> & <script>alert(1)</script> &amp; <![CDATA[ {{x}} $y \\',
  'W'.repeat(3) + ' i'.repeat(120),
];
