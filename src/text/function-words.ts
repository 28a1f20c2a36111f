/** Words that hold sentences together and say nothing of the subject. Kept for ranking, left out where coverage counts. */

import { stem } from './stem.js';

const ENGLISH =
  `a an the this that these those it its i you he she we they me him her us them my your his our their mine yours
  be is are was were been being am do does did doing done have has had having will would shall should can could may
  might must ought need to of in on at by for with from into onto about as than then so if or and but nor not no yes
  there here what which who whom whose when where why how any some all both each every either neither one ones other
  another such same own too very just only also still already yet ever never again more most much many few less least
  up down out off over under while during before after since until because though although however instead get got
  getting gets go going goes make makes made let lets want wants wanted like please thanks thank hi hello hey ok okay
  don doesn didn isn aren wasn weren won wouldn couldn shouldn can't cannot ll ve re im dont cant whether between
  without within able anyone someone something anything everything nothing way thing things kind sort right now
  really actually maybe perhaps possible possibly seem seems keep keeps kept use used using`.split(/\s+/);

const CHINESE =
  `的 了 吗 呢 吧 啊 呀 么 嘛 哈 哦 喔 是 在 有 和 与 或 把 被 给 就 都 也 还 又 很 要 会 能 可以 可 我 你 他 她 它 我们 你们
  他们 这 那 哪 这个 那个 哪个 这些 那些 这里 那里 哪里 这样 那样 怎样 怎么 怎么样 如何 什么 为什么 为啥 啥 咋 多少 几 个 一个
  一下 一些 不 没 没有 不是 是不是 有没有 能不能 可不可以 会不会 要不要 是否 请问 想 请教 问 问题 时候 的话 如果 但 但是 因为
  所以 而且 然后 以及 对 对于 从 到 向 于 为 以 等 用 让 使 再 去 来 才 只 只是 而 若 因 所 之 其 此 该 并 上 下 里 中 外 前 后 时
  出 过 着 得 地 一 二 两 三 大家 自己 现在 目前 应该 需要 知道 看 说 觉得 好 跟 比 更 最 太 真 挺 直接 一直 已经 还是 或者 就是`.split(
    /\s+/,
  );

/** As written, lower case. */
export const ENGLISH_FUNCTION_WORDS: readonly string[] = ENGLISH;

const FUNCTION_WORDS: ReadonlySet<string> = new Set([...ENGLISH, ...ENGLISH.map(stem), ...CHINESE]);

/** Whether a term, as the tokeniser gives it, is a function word of Chinese or English. */
export function isFunctionWord(term: string): boolean {
  return FUNCTION_WORDS.has(term);
}
