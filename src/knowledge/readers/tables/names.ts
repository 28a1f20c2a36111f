/**
 * The names that a table's columns and a record's keys may have, for all formats of rows. Of several that mean the same, those that come
 * first here win.
 */

import { normalForm } from '../../text.js';

const words = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

const STRONG = {
  question: words('question questions q 问题 标准问 标准问题 问 提问 問題 標準問 問 提問'),
  answer: words(
    'answer answers a 回答 答案 答 答复 回复 答覆 回覆 output response completion reply acceptedanswer',
  ),
};

/** Names of many other things, too: they count where no strong name is there. One for the question needs a strong name beside it, or texts that ask. */
const WEAK = {
  question: words('instruction prompt title 标题 標題 name query summary'),
  answer: words('body content contents text description 内容 內容 解决方案 解決方案 solution'),
};

const NAMES = {
  id: words('id qnaid 编号'),
  alternates: words(
    'alternates alternate 相似问 相似问题 相似问法 扩展问 相似問 相似問題 similarquestions similarquestion',
    'alternatequestions alternatequestion alternativequestions variants variant synonyms keywords keyword 关键词 關鍵詞',
  ),
  alternates_by: words('alternatesby'),
  /** What the instruction of an instruction set is about. */
  input: words('input'),
  project: words('project product 项目 專案 产品'),
  tags: words('tags tag category categories section topic 分类 分類 类别 標籤 标签'),
  links: words('links link 链接 連結 参考链接'),
  date: words('date 日期 createdat created updatedat updated lastupdated 时间 更新时间'),
  source: words('source url sourceurl htmlurl 来源 來源'),
  title: words('title sourcedisplayname'),
};

export type Field = keyof typeof NAMES | 'question' | 'answer';

/** For each field the names that serve it, the best one first, as they are written. */
export type Columns = Readonly<Record<Field, readonly string[]>>;

/** What the finding of a table without known columns says. */
export const NAMES_TAKEN =
  'a question column is called question, q, title, 问题, 标准问, instruction, ...; an answer column answer, a, 回答, 答案, output, response, ...';

/** Characters of a name that are compared. The longest that is known has 19. */
const NAME_CHARACTERS = 80;

/** `Similar_Questions 2 (optional)` and `similarquestions2` are one name. */
function keyOf(name: string): string {
  const plain = name.slice(0, NAME_CHARACTERS).normalize('NFKC').toLowerCase();
  return normalForm(plain.replace(/\([^()]*\)/g, '')) || normalForm(plain);
}

/**
 * Which of the names serve which field.
 * @param asks whether most texts under this name ask something
 */
export function columnsOf(names: readonly string[], asks: (name: string) => boolean): Columns {
  const keyed = names.map((name) => ({ name, key: keyOf(name) }));
  const called = (known: readonly string[]): readonly string[] =>
    known.flatMap((wanted) => keyed.filter(({ key }) => key === wanted).map(({ name }) => name));
  const sureAnswer = called(STRONG.answer);
  const sureQuestion = called(STRONG.question);
  const question =
    sureQuestion.length > 0
      ? sureQuestion
      : called(WEAK.question).filter((name) => sureAnswer.length > 0 || asks(name));
  const unnumbered = keyed.map(({ name, key }) => ({ name, key: key.replace(/\d+$/, '') }));
  return {
    question,
    answer: sureAnswer.length > 0 ? sureAnswer : called(WEAK.answer),
    id: called(NAMES.id),
    // Several columns may hold one wording each: 相似问1, 相似问2.
    alternates: unnumbered.filter(({ key }) => NAMES.alternates.includes(key)).map(({ name }) => name),
    alternates_by: called(NAMES.alternates_by),
    input: called(NAMES.input),
    project: called(NAMES.project),
    tags: called(NAMES.tags),
    links: called(NAMES.links),
    date: called(NAMES.date),
    source: called(NAMES.source),
    title: called(NAMES.title).filter((name) => question[0] !== name),
  };
}

/** Whether a file's name, or a key in its text, says that it is meant to hold questions. */
export function isMeantAsQuestions(path: string, text: string): boolean {
  return /faq|q-?(?:and-?|n-?)a|questions?\b|问答|常见问题/i.test(path) || QUESTION_KEY.test(text);
}

const QUESTION_KEY = /["']?(?:questions?|问题|标准问|instruction)["']?[ \t]*[:：]/i;
