/** Whether a message tells the bot to be quiet. */

import { normaliseScript } from './script.js';

const POLITELY =
  '(?:(?:please|pls|just|ok|hey|bot|can you|could you|would you|请|拜托|麻烦|你|能不能|可以|下次|以后|这里|大家在聊天)[\\s,，]{0,3}){0,4}';
const QUIET_EN =
  '(?:(?:be|keep|stay) )?quiet|stop(?: (?:it|that|talking|posting|answering|replying|spamming|interrupting))?|shut up|shush|hush|go away|leave us alone|nobody asked(?: you)?';
const QUIET_ZH =
  '闭嘴|住口|住嘴|安静(?:点|一点|一下|会儿)?|(?:别|不要)(?:再)?(?:说|讲|吵|插嘴|插话|回复?|发|闹|刷屏)[话了啦嘴]{0,2}|(?:太|好)吵了?|消停(?:点|会儿)?|没(?:人)?问你';
const QUIET = new RegExp(
  `^\\s{0,3}${POLITELY}(?:${QUIET_EN}|${QUIET_ZH})(?:[\\s,，]{0,3}(?:please|pls|thanks|吧|啊|行吗|好吗|谢谢))?[\\s.!。！~?？了]{0,9}$`,
  'iu',
);

/** Characters; what is longer says more. */
const LONGEST = 80;

/** @param words what the member says, without the bot's name */
export function asksForQuiet(words: string): boolean {
  return words.length <= LONGEST && QUIET.test(normaliseScript(words));
}
