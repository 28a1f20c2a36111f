import { describe, expect, it } from 'vitest';
import { pointsElsewhere } from '../../src/text/pointing.js';
import { quotedLines } from '../../src/text/question-text.js';
import { remarkOf } from '../../src/text/remark.js';

/** Thousands of times what it takes; an expression that goes back over all ways to read a text takes years. */
const MOST_MILLISECONDS = 2000;

describe('a remark', () => {
  it.each([
    // The bot's own name is taken out before.
    ['hey folks,  is pretty cool', 'thanks', true],
    [' 谢谢', 'thanks', true],
    ['thanks !', 'thanks', true],
    ['ok thanks a lot', 'thanks', true],
    ['谢谢大家', 'thanks', true],
    ['good bot', 'thanks', true],
    ['love this bot', 'thanks', true],
    ['is really helpful', 'thanks', true],
    ['这个机器人真好用', 'thanks', true],
    ['太强了', 'thanks', true],
    ['搞定了', 'thanks', true],
    ['it works now', 'thanks', true],
    ['> how do I upgrade\n谢谢', 'thanks', true],
    ['好的，我试试', 'assent', true],
    ['got it, will do', 'assent', true],
    ['👍', 'assent', true],
    [':+1:', 'assent', true],
    ['解决了，是我配置写错了', 'thanks', false],
    ['it works now, the port was wrong', 'thanks', false],
    ['thanks for the great docs on eureka', 'thanks', false],
    ['ok, the port was wrong', 'assent', false],
  ])('%j is %s, and nothing else: %o', (message, kind, isWhole) => {
    expect(remarkOf(message)).toEqual({ kind, isWhole });
  });

  it.each([
    'thanks, how do I upgrade?',
    '谢谢，支持热升级吗',
    'is it good?',
    '它好用吗',
    '智能合约怎么部署',
    'is not good',
    'that is wrong',
    'no',
    'hmm',
    'hi all',
    '在吗',
    'please help',
    'how do I upgrade',
    '',
    '?',
  ])('%j is none', (message) => expect(remarkOf(message)).toBeUndefined());
});

describe('a message', () => {
  it.each([
    '',
    '@maria',
    '?',
    'hi',
    '在吗',
    'can you help here?',
    'can you answer this question please',
    'any idea ?',
    'any thoughts on this?',
    'do you know this one?',
    'what about this?',
    'hey, can you take a look?',
    'please help',
    '这个你知道吗',
    '你怎么看',
    '能回答一下吗',
    '请帮忙看看',
    '帮忙看下这个问题',
    '上面这个怎么办',
    '同问',
    'can you help here?\n> does it support eureka',
  ])('%j points elsewhere', (message) => expect(pointsElsewhere(message)).toBe(true));

  it.each([
    'can you help me to upgrade?',
    'any idea how to upgrade?',
    'do you know eureka',
    'what about consul?',
    'why?',
    'that is wrong',
    'what can you do',
    '这个支持吗',
    '支持吗',
    '怎么升级',
    '你知道 eureka 吗',
    'eureka',
    'thanks',
    'ok',
    'no',
    '> does it support eureka',
  ])('%j does not', (message) => expect(pointsElsewhere(message)).toBe(false));

  it.each(['看', '问题', '能不能', '哥们', '谢谢', '求大家', 'very ', 'this ', 'any ', 'hi there ', '好'])(
    'that repeats %j is read in no time',
    (word) => {
      const begun = performance.now();
      const text = word.repeat(80).slice(0, 78);
      for (const end of ['', 'x', '的x']) {
        pointsElsewhere(text + end);
        remarkOf(text + end);
      }
      expect(performance.now() - begun).toBeLessThan(MOST_MILLISECONDS);
    },
  );

  it('is told apart from the lines that it quotes, but for prompts and logs', () => {
    expect(quotedLines('&gt; does it run\n&gt; on Linux?\nyes')).toBe('does it run\non Linux?');
    expect(quotedLines('```\n> npm start\n```\n> ERROR: no such file\nwhy')).toBe('');
    expect(quotedLines('see\n>>> a\nb')).toBe('a\nb');
  });
});
