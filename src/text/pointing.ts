/** Messages that ask nothing by themselves and point at another one: a name alone, "can you help here?", 这个你知道吗. */

import { isSummons } from './courtesy.js';
import { ownWords } from './question-text.js';
import { remarkOf } from './remark.js';

const THAT_EN =
  '(?:this|that|it|these|those|here|him|her|them|us|me|above|(?:this|that|the) (?:one|question|issue|thread|message))';
const POINTING_EN: readonly string[] = [
  `(?:(?:can|could|would|will) (?:you|u|the bot|anyone) )?(?:please |pls |maybe |perhaps )*(?:help|answer|assist|explain|check|look|chime in|weigh in|(?:take|have) a (?:look|stab))(?: (?:out|at|into|to|with|on|please|pls|${THAT_EN}))*`,
  `(?:do |would )?(?:you |u |the bot )?(?:maybe |perhaps |happen to )?(?:know|have)(?: (?:about|the answer(?: to)?|an answer(?: to| for)?|any ideas?|any clue|${THAT_EN}))+`,
  `(?:any|some|got any|do you have any|have you any)? ?(?:ideas?|clues?|thoughts?|hints?|suggestions?|advice|answers?)(?: (?:on|about|for|with|to|${THAT_EN}))*`,
  `(?:what|how) about (?:${THAT_EN})|what do you (?:think|say|know)(?: (?:about|of|to|${THAT_EN}))*|your turn|over to you`,
  `${THAT_EN}|same (?:question|problem|issue)(?: here)?|me too|\\+1|\\^+`,
];

/** What such a message is made of in Chinese; what begins like another stands before it. */
const WORDS_ZH = `这里 这边 这题 这 那 上一条 上面 楼上 前面 刚才 它 他 她 个 条 位 的 说说 说 问题 问
  你 您 机器人 帮帮忙 帮忙 帮 来 能不能 能否 能 可不可以 可以 可否 会 麻烦 有没有 有什么 有 啥 什么
  知不知道 知道 了解 清楚 懂 看看 看下 看 回答 解答 答案 答 解决 处理 怎么看 怎么办 怎么说 咋办 咋说 觉得 想法
  思路 建议 办法 头绪 行 一下 下`.split(/\s+/);
const POINTING_ZH: readonly string[] = [
  // One of its words must point, at somebody or something, or the message must ask. A word that was taken is not tried otherwise.
  `(?=.*(?:[你您帮这那他她它]|上面|楼上|怎么看|[怎咋]么?办|[吗么嘛]$))(?:(?=(?<word>${WORDS_ZH.join('|')}))\\k<word>)+[吗么嘛不没呢吧啊呀哈]*`,
  '同问|求解答?|求助|交给你了?',
];

const POINTING = new RegExp(`^(?:${[...POINTING_EN, ...POINTING_ZH].join('|')})$`, 'iu');
const CLAUSES =
  /(?<![.!?,;:~。！？，；、…—\n])[.!?,;:~。！？，；、…—\n]+(?:\s|$)|[。！？，；、…\n]+|(?<=\p{Script=Han})[.!?,;:~]+/u;
/** A message that says more has a subject of its own. */
const LONGEST = 80;

/** Whether a message asks nothing that can be told without another message; one without words does, thanks and assent do not. */
export function pointsElsewhere(message: string): boolean {
  if (remarkOf(message) !== undefined) return false;
  const text = ownWords(message);
  return (
    text.length <= LONGEST &&
    text.split(CLAUSES).every((clause) => POINTING.test(clause.trim()) || isSummons(clause))
  );
}
