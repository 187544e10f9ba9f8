import { describe, expect, test } from 'vitest';
import { openSearchDesk, story, told } from './search-desk.ts';

const { slugs, found } = openSearchDesk([
  story(
    'zh',
    '湖上渡轮九年后复航',
    '市政府周三表示，首班渡轮将于周日上午离开码头。北京的天气晴朗，游客很多。',
    { language: 'zh' },
  ),
  story(
    'ja',
    '湖のフェリー、九年ぶりに再開',
    '東京都は水曜日、最初の便が日曜日に桟橋を出ると発表した。データも公開する。',
    { language: 'ja' },
  ),
  story('ja-half', 'ﾌｪﾘｰの時刻表', '運賃は２００円。', { language: 'ja' }),
  story('ko', '호수 나룻배, 구 년 만에 운항', '시정부는 수요일 첫 배가 일요일에 떠난다고 밝혔다.', {
    language: 'ko',
  }),
  story('th', 'เรือข้ามฟากกลับมาแล่นในทะเลสาบ', 'เทศบาลแถลงเมื่อวันพุธว่าเที่ยวแรกจะออกจากท่าเรือในเช้าวันอาทิตย์ ปี ๒๕๖๙', {
    language: 'th',
  }),
  story('lo', 'ເຮືອຂ້າມຟາກກັບມາ', 'ໃນທະເລສາບ', { language: 'lo' }),
  story('km', 'សាឡាងត្រឡប់មកវិញ', 'នៅក្នុងបឹង ឆ្នាំ២០២៦', { language: 'km' }),
  story('my', 'ကူးတို့သင်္ဘော ပြန်လာပြီ', 'ကန်ထဲတွင်', { language: 'my' }),
  story('fa', 'کشتی‌های دریاچه برمی‌گردند', 'شهرداری گفت که کتاب‌ها و برنامه‌های تازه در سال ۱۴۰۵ می‌رسند.', {
    language: 'fa',
  }),
  story('fa-joined', 'کتابهای تازه', 'علی میخواهد ببیند.', { language: 'fa' }),
  story(
    'ar',
    'الحكومة تعيد العبّارة إلى البحيرة',
    'أعلنت البلدية أنّ الرحلة الأولى تنطلق يوم الأحد من المدينة القديمة.',
    { language: 'ar' },
  ),
  story('ar-plain', 'رحلة اولى الى المدينه', 'قال مسؤول محلـــي.', { language: 'ar' }),
  story('he', 'הַסְּפִינָה חוזרת לאגם', 'דובר צה״ל אמר כי ג׳ירפה תגיע ביום ראשון לדו־קיום של ארץ המים.', {
    language: 'he',
  }),
  story(
    'el',
    'Η κυβέρνηση επαναφέρει το πορθμείο',
    'Οι υπουργοί μίλησαν για τις εκλογές και τον δρόμο της πόλης.',
    { language: 'el' },
  ),
  story(
    'tr',
    'IĞDIR’da vapur seferleri başladı',
    'Bakanlığın açıklaması İzmir’de yayımlandı; hükümete göre ılık hava sürecek.',
    { language: 'tr' },
  ),
  story('uk', 'М’ята й обʼєднання міст', "Комп'ютери для депутатів.", { language: 'uk' }),
  story('vi', 'Phà hồ trở lại Đà Nẵng', 'Chính quyền thành phố thông báo.', { language: 'vi' }),
  story('de', 'Straßen am See gesperrt', 'Die Ministerien öffnen Häuser für die Bürger; die Wahlen kommen.', {
    language: 'de',
  }),
  story('hi', 'झील की नाव लौटी', 'सरकार ने चुनावों की घोषणा २०२६ में की।', { language: 'hi' }),
]);

describe.each([
  [
    'Chinese',
    ['渡轮', 'zh'],
    ['码头', 'zh'],
    ['渡轮码头', 'zh'],
    ['北京天气', 'zh'],
    ['"北京的天气"', 'zh'],
    ['"北京天气"', ''],
    ['「北京天气」', ''],
    ['《北京的天气》', 'zh'],
  ],
  [
    'Japanese',
    ['フェリー', 'ja-half ja'],
    ['ﾌｪﾘｰ', 'ja-half ja'],
    ['再開', 'ja'],
    ['データ', 'ja'],
    ['湖フェリー', 'ja'],
    ['200円', 'ja-half'],
  ],
  [
    'Korean',
    ['정부', 'ko'],
    ['나룻배', 'ko'],
    ['시정부는', 'ko'],
    ['나룻배 정부', 'ko'],
    ['배나', ''],
    ['"첫 배가"', 'ko'],
    ['정부'.normalize('NFD'), 'ko'],
  ],
  [
    'Thai',
    ['เรือ', 'th'],
    ['ทะเลสาบ', 'th'],
    ['ท่าเรือวันอาทิตย์', 'th'],
    ['"วันอาทิตย์"', 'th'],
    ['2569', 'th'],
    ['เรือบิน', ''],
  ],
  [
    'Lao, Khmer and Burmese',
    ['ທະເລສາບ', 'lo'],
    ['ເຮືອ', 'lo'],
    ['សាឡាង', 'km'],
    ['2026 បឹង', 'km'],
    ['သင်္ဘော', 'my'],
    ['ကန်', 'my'],
  ],
  [
    'Persian',
    ['کشتی', 'fa'],
    ['كشتي', 'fa'],
    ['کشتیهای', 'fa'],
    ['کشتی های', 'fa'],
    ['"کشتی‌های دریاچه"', 'fa'],
    ['کتاب', 'fa-joined fa'],
    ['کتاب‌ها', 'fa fa-joined'],
    ['می‌خواهد', 'fa-joined'],
    ['برنامه', 'fa'],
    ['1405', 'fa'],
  ],
  [
    'Arabic',
    ['حكومة', 'ar'],
    ['للحكومة', 'ar'],
    ['العبارة', 'ar'],
    ['عـبّـارة', 'ar'],
    ['مدينة', 'ar-plain ar'],
    ['المدينه', 'ar-plain ar'],
    ['أولى', 'ar-plain ar'],
    ['الي', 'ar-plain ar'],
    ['محلي', 'ar-plain'],
    ['مسءول', ''],
  ],
  [
    'Hebrew',
    ['הספינה', 'he'],
    ['צה"ל', 'he'],
    ['״צה״ל אמר״', 'he'],
    ['צהל', 'he'],
    ["ג'ירפה", 'he'],
    ['קיום', 'he'],
    ['ספינה', 'he'],
    ['אגם', 'he'],
    ['מים', 'he'],
    ['ארץ', 'he'],
    ['ארצ', ''],
  ],
  [
    'Greek',
    ['κυβερνηση', 'el'],
    ['ΚΥΒΕΡΝΗΣΗΣ', 'el'],
    ['υπουργός', 'el'],
    ['εκλογή', 'el'],
    ['δρόμος', 'el'],
  ],
  [
    'Turkish',
    ['iğdır', 'tr'],
    ['Igdir', 'tr'],
    ['İĞDİR', 'tr'],
    ['izmir', 'tr'],
    ['ızmır', 'tr'],
    ['bakanlık', 'tr'],
    ['hükümet', 'tr'],
    ['ILIK', 'tr'],
  ],
  [
    'Ukrainian',
    ["м'ята", 'uk'],
    ['мʼяти', 'uk'],
    ["об'єднання", 'uk'],
    ['комп’ютер', 'uk'],
    ['депутати', 'uk'],
    ['місто', 'uk'],
  ],
  ['Vietnamese', ['pha ho', 'vi'], ['da nang', 'vi'], ['ĐÀ NẴNG', 'vi'], ['thành phố', 'vi']],
  [
    'German',
    ['strasse', 'de'],
    ['Straße', 'de'],
    ['haus', 'de'],
    ['Wahl', 'de'],
    ['burger', 'de'],
    ['Ministerium', ''],
  ],
  ['Hindi', ['चुनाव', 'hi'], ['2026', 'hi km'], ['सरकारें', 'hi']],
])('in %s', (_, ...queries: readonly (string | string[])[]) => {
  test.each(queries as [string, string][])('%s finds %j', (query, expected) => {
    expect(slugs(query).toSorted().join(' ')).toBe(expected.split(' ').toSorted().join(' '));
  });
});

describe('what was sought is marked where it stands', () => {
  test.each([
    [
      '渡轮',
      '湖上[渡轮]九年后复航',
      '市政府周三表示，首班[渡轮]将于周日上午离开码头。北京的天气晴朗，游客很多。',
    ],
    ['정부', '호수 나룻배, 구 년 만에 운항', '시[정부]는 수요일 첫 배가 일요일에 떠난다고 밝혔다.'],
    ['حكومة', '[الحكومة] تعيد العبّارة إلى البحيرة', ''],
    ['عبارة', 'الحكومة تعيد [العبّارة] إلى البحيرة', ''],
    ['کشتی', '[کشتی\u200cهای] دریاچه برمی\u200cگردند', ''],
    ['הספינה', '[הַסְּפִינָה] חוזרת לאגם', ''],
    ['igdir', '[IĞDIR’da] vapur seferleri başladı', ''],
    ["м'ята", '[М’ята] й обʼєднання міст', ''],
    ['strasse', '[Straßen] am See gesperrt', ''],
  ])('%s', (query, title, snippet) => {
    const [hit] = found(query).hits;
    expect(told(hit?.title ?? [])).toBe(title);
    if (snippet !== '') expect(told(hit?.snippet ?? [])).toBe(snippet);
  });

  test('a snippet of a text without spaces is as long as others, and begins with a sentence', () => {
    const { found: search } = openSearchDesk([
      story(
        'long',
        '新闻',
        `${'湖面平静，山色如画。'.repeat(30)}渡轮离开码头。${'人们在岸边散步。'.repeat(40)}`,
        { language: 'zh' },
      ),
    ]);
    const snippet = told(search('渡轮').hits[0]?.snippet ?? []);
    expect(snippet).toMatch(/^… \[渡轮\]离开码头。/);
    expect(snippet.length).toBeGreaterThan(90);
    expect(snippet.length).toBeLessThan(130);
  });
});

test('suggestions are words of the same script, and none where characters are words', () => {
  const { found: search } = openSearchDesk([
    story('el', 'Η κυβέρνηση μίλησε', 'Η κυβέρνηση.', { language: 'el' }),
    story('ar', 'الحكومة تعلن', 'الحكومة', { language: 'ar' }),
    story('zh', '渡轮复航', '渡轮', { language: 'zh' }),
  ]);
  expect(search('κιβέρνηση').suggestion).toBe('κυβέρνηση');
  expect(search('الحكومم').suggestion).toBe('الحكومة');
  expect(search('渡船复航').suggestion).toBeNull();
});
