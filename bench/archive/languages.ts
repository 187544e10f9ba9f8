/** How the invented prose of a language is put together. */
export interface LanguageModel {
  /** BCP 47 tag. */
  readonly tag: string;
  /** Share of the archive, from 0 to 1. */
  readonly share: number;
  /** The commonest words, most frequent first. */
  readonly words: readonly string[];
  /** Parts of the rarer words. */
  readonly syllables: readonly string[];
  /** Between two words. */
  readonly space: string;
  readonly comma: string;
  readonly stop: string;
  readonly quotes: readonly [string, string];
}

const list = (text: string): string[] => text.trim().split(/\s+/);

const ENGLISH = list(`
  the of to and in a that for on is said was with by at it from as be has an are its have will this not had
  were but which or their after been would more they one also who new than two up about over last first year
  when there could into out all between against no other some what time between before most under week day
  since state while three where during because only years now part still many made may should very both such
  even next against work country public people city region government minister council court border trade
  market budget energy water school hospital railway harbour bridge road airport power gas oil bank loan tax
  price growth export import farm harvest factory workers union strike talks agreement treaty summit envoy
  committee vote election party coalition opposition reform law bill decree inquiry report figures survey
  study research university museum theatre festival concert film prize team match league season coach goal
  victory defeat record weather storm flood drought fire rescue police inspection safety health vaccine
  clinic patients doctors teachers students residents visitors tourists drivers passengers flights trains
  schedule delay repair construction project funding grant donors aid mission observers ceasefire security
  defence exercise ministry spokesman statement conference proposal plan draft deadline decision appeal
  verdict evidence witness archive heritage language culture society economy science climate forest river
  lake mountain village capital province district station line office company contract tender investment
`);

const ARMENIAN = list(`
  և է են որ ու ի մեջ համար հետ մասին այն այս նաև ըստ պետք կարող եղել նշել ասել հայտնել նրա իր մեկ երկու նոր
  տարի օր ժամ երկիր քաղաք մարզ գյուղ խորհուրդ նախարար կառավարություն համաձայնագիր բանակցություն սահման
  առևտուր շուկա բյուջե ջուր դպրոց հիվանդանոց երկաթուղի կամուրջ ճանապարհ օդանավակայան գազ բանկ վարկ հարկ գին
  աճ արտահանում բերք գործարան քվեարկություն ընտրություն օրենք զեկույց համալսարան թանգարան թատրոն փառատոն
`);

const RUSSIAN = list(`
  и в на что с по о не для к из как также это был было были будет она они он его их после до при между год
  день неделя страна город регион область село совет министр правительство соглашение переговоры граница
  торговля рынок бюджет вода школа больница железная дорога мост аэропорт газ нефть банк кредит налог цена
  рост экспорт урожай завод голосование выборы закон доклад университет музей театр фестиваль матч сезон
`);

const ARABIC = list(`
  في من على إلى أن عن مع هذا هذه التي الذي كان كانت قال وقد بعد قبل بين خلال عام يوم أسبوع مدينة منطقة قرية
  مجلس وزير حكومة اتفاق محادثات حدود تجارة سوق ميزانية مياه مدرسة مستشفى سكة جسر طريق مطار غاز نفط بنك قرض
  ضريبة سعر نمو تصدير محصول مصنع تصويت انتخابات قانون تقرير جامعة متحف مسرح مهرجان مباراة موسم
`);

const CHINESE = list(`
  的 在 和 是 了 将 与 对 为 有 一个 表示 他们 我们 政府 部长 会议 协议 谈判 边境 贸易 市场 预算 能源 水 学校
  医院 铁路 桥梁 公路 机场 天然气 银行 贷款 税收 价格 增长 出口 收成 工厂 投票 选举 法律 报告 大学 博物馆 剧院
  比赛 赛季 城市 地区 村庄 今年 去年 本周 周五
`);

const JAPANESE = list(`
  の は が を に で と も から まで より など について 政府 大臣 会議 合意 交渉 国境 貿易 市場 予算 水 学校
  病院 鉄道 橋 道路 空港 ガス 銀行 税金 価格 成長 輸出 収穫 工場 投票 選挙 法律 報告 大学 博物館 試合 都市 地域
  村 今年 昨年 今週 金曜日 した する している
`);

const KOREAN = list(`
  그리고 이 그 및 또한 대한 위해 있다 했다 말했다 정부 장관 회의 합의 협상 국경 무역 시장 예산 물 학교 병원
  철도 다리 도로 공항 가스 은행 대출 세금 가격 성장 수출 수확 공장 투표 선거 법률 보고서 대학 박물관 극장 경기
  시즌 도시 지역 마을 올해 작년 이번 주
`);

const LATIN_MARKS = { space: ' ', comma: ', ', stop: '.', quotes: ['“', '”'] } as const;

/** The languages of the archive; the first is the site's own. Their words are real, their sentences are not. */
export const LANGUAGES: readonly LanguageModel[] = [
  {
    tag: 'en',
    share: 0.8,
    words: ENGLISH,
    syllables: list(
      'an ar bel ber cal cor den dor el en fal far gal gar hol hor il in kar kel lan lor mar mel nor or pel por ral ren sal ser tal ter ul val ver wel win yar',
    ),
    ...LATIN_MARKS,
  },
  {
    tag: 'hy',
    share: 0.06,
    words: ARMENIAN,
    syllables: list('ան ար բա գա դե եր զա թա ին լա խա կա հա մա նա շա ու պա ջա ռա սա վա տա րա ցա փա քա օր'),
    ...LATIN_MARKS,
    stop: '։',
    quotes: ['«', '»'],
  },
  {
    tag: 'ru',
    share: 0.06,
    words: RUSSIAN,
    syllables: list('ан ар ба во го до ер жа за ин ка ла ма но об по ра са то ур фа ход цен чер шин яр'),
    ...LATIN_MARKS,
    quotes: ['«', '»'],
  },
  {
    tag: 'ar',
    share: 0.04,
    words: ARABIC,
    syllables: list('ا با تا جا حا خا دا را زا سا شا صا طا عا فا قا كا لا ما نا ها وا يا'),
    ...LATIN_MARKS,
    comma: '، ',
    quotes: ['«', '»'],
  },
  {
    tag: 'zh',
    share: 0.02,
    words: CHINESE,
    syllables: list('安 北 城 东 发 国 海 江 开 林 明 南 平 强 山 水 天 文 西 新 阳 云 州 中'),
    space: '',
    comma: '，',
    stop: '。',
    quotes: ['“', '”'],
  },
  {
    tag: 'ja',
    share: 0.01,
    words: JAPANESE,
    syllables: list('安 岡 加 川 木 京 小 崎 島 田 高 谷 中 野 原 福 松 宮 森 山'),
    space: '',
    comma: '、',
    stop: '。',
    quotes: ['「', '」'],
  },
  {
    tag: 'ko',
    share: 0.01,
    words: KOREAN,
    syllables: list('가 나 다 라 마 바 사 아 자 차 하 강 동 산 성 원 주 천 평 호'),
    ...LATIN_MARKS,
  },
];
