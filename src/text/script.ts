/** One written form for all text: full width to half width, traditional to simplified, no invisible characters. */

import { MAX_QUESTION_LENGTH } from '../contract.js';
import traditionalPairs from 'opencc-js/dict/TSCharacters';

/** Zero-width and directional marks, soft hyphen, byte order mark: pasted along, never meant. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;

export const HAN = /\p{Script=Han}/u;

/**
 * Words of computing that Taiwan and Hong Kong say otherwise, after the characters are simplified. Only applied to text
 * that was written in traditional characters: in simplified text 程式 and 网路 do not occur.
 */
const REGIONAL_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    资料库: '数据库',
    资料表: '数据表',
    资料源: '数据源',
    伺服器: '服务器',
    用户端: '客户端',
    使用者: '用户',
    程式码: '代码',
    程式: '程序',
    网路: '网络',
    介面: '接口',
    预设: '默认',
    软体: '软件',
    硬体: '硬件',
    记忆体: '内存',
    执行绪: '线程',
    行程: '进程',
    函式: '函数',
    物件: '对象',
    类别: '类',
    变数: '变量',
    参数: '参数',
    档案: '文件',
    资料夹: '文件夹',
    目录: '目录',
    连线: '连接',
    讯息: '消息',
    资讯: '信息',
    支援: '支持',
    逾时: '超时',
    位址: '地址',
    丛集: '集群',
    快取: '缓存',
    回传: '返回',
    汇入: '导入',
    汇出: '导出',
    相容: '兼容',
    套件: '包',
    专案: '项目',
    除错: '调试',
    日志: '日志',
    例外: '异常',
    模组: '模块',
    相依: '依赖',
    佇列: '队列',
    交易: '事务',
  }),
);

const REGIONAL = new RegExp([...REGIONAL_WORDS.keys()].join('|'), 'g');

let simplifiedOf: ReadonlyMap<string, string> | undefined;

/** About 4,000 characters; built on first use in 1 ms. */
function traditionalCharacters(): ReadonlyMap<string, string> {
  simplifiedOf ??= new Map(
    traditionalPairs.split('|').flatMap((pair) => {
      const [traditional, simplified] = pair.split(' ');
      return traditional && simplified && traditional !== simplified
        ? [[traditional, simplified] as const]
        : [];
    }),
  );
  return simplifiedOf;
}

function simplify(text: string): string {
  const characters = traditionalCharacters();
  let simplified = '';
  let changed = false;
  for (const character of text) {
    const other = character < '\u3400' ? undefined : characters.get(character);
    simplified += other ?? character;
    changed ||= other !== undefined;
  }
  if (!changed) return text;
  return simplified.replace(REGIONAL, (word) => REGIONAL_WORDS.get(word) ?? word);
}

/**
 * The text in Unicode's NFKC form, in simplified script, with case kept (camelCase still marks parts of identifiers).
 */
export function normaliseScript(text: string): string {
  const visible = compatible(text).replace(INVISIBLE, '');
  return HAN.test(visible) ? simplify(visible) : visible;
}

/** NFKC. One character may become eighteen there: what grows longer than any question was written to do so. */
function compatible(text: string): string {
  return text.normalize('NFKC').slice(0, Math.max(text.length, MAX_QUESTION_LENGTH));
}

const NOT_LETTERS = /[^\p{L}\p{Nd}]+/gu;

/** Letters and digits alone, in simplified script and lower case. */
export function lettersOf(text: string): string {
  return normaliseScript(text).toLowerCase().replace(NOT_LETTERS, '');
}

/** A text as it is compared with lists of words: full width as half width, in small letters, with the typewriter's apostrophe. */
export const fold = (text: string): string => compatible(text).toLowerCase().replaceAll('’', "'");

/** A text without the marks and spaces that it ends with. */
export const withoutEndMarks = (text: string): string =>
  text.replace(/(?<![\p{P}\p{S}\s])[\p{P}\p{S}\s]+$/u, '');
