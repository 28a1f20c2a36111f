import { describe, expect, it } from 'vitest';
import { questionText, withoutQuotes } from '../../src/text/question-text.js';
import { wordTokens } from '../../src/text/tokenise.js';

const KNOWN = new Set(['Transactional']);
const isTerm = (name: string): boolean => KNOWN.has(name);

describe('questionText', () => {
  it.each([
    // Emoji.
    ['how do I upgrade :pray: :+1:', 'how do I upgrade'],
    ['it runs now:slightly_smiling_face:', 'it runs now'],
    [':wave::skin-tone-2: how do I upgrade', 'how do I upgrade'],
    ['<:pepe:123456> how do I upgrade <a:dance:98765>', 'how do I upgrade'],
    ['[捂脸]这个怎么升级[呲牙]', '这个怎么升级'],
    ['how do I upgrade :D ;P', 'how do I upgrade'],
    ['[Bug] starts at 10:30:45 on host:8080:tx', '[Bug] starts at 10:30:45 on host:8080:tx'],
    ['what does a::b mean, and foo : Int -> Int', 'what does a::b mean, and foo : Int -> Int'],
    // Mentions.
    ['<@U012|maria> can <!subteam^S1|@ops> upgrade', 'can   upgrade'],
    ['how do I post to <#C012|help> on <t:1700000000:R>', 'how do I post to   on'],
    ['@U012ABCDEF how do I post to #C012ABCDEF', 'how do I post to'],
    ['how do I upgrade @maria @小李', 'how do I upgrade'],
    ['@here how do I upgrade', 'how do I upgrade'],
    ['@Transactional 不生效', '@Transactional 不生效'],
    ['how do I mock a @SofaReference', 'how do I mock a @SofaReference'],
    ['which @angular/core, and who is me@host.org', 'which @angular/core, and who is me@host.org'],
    // Addresses.
    ['what of https://a.slack.com/archives/C1/p123?thread_ts=1', 'what of'],
    ['what of https://discord.com/channels/1/2/3', 'what of'],
    ['what of https://github.com/seata/issues?q=is%3Aopen', 'what of  /seata/issues'],
    ['what of https://seata.io/docs#L12', 'what of  seata.io/docs'],
    ['is foo%2Fbar right', 'is foo bar right'],
    ['why %E4%BD%A0', 'why'],
    // Quotes.
    ['> MOSN 支持 eureka 吗\n支持的，看文档', '支持的,看文档'],
    ['&gt; does it run\nhow do I upgrade', 'how do I upgrade'],
    ['how do I upgrade\n>>> does it run\nall of this is quoted', 'how do I upgrade'],
    ['> does it run', '> does it run'],
    ['> [WARN] reset stream\nhow do I stop this', '> [WARN] reset stream\nhow do I stop this'],
    ['why\n```\n> (run)\n```', 'why\n```\n> (run)\n```'],
    // Politeness.
    ['Hi all! How do I upgrade node.js to 1.4.2? Thanks in advance', 'How do I upgrade node.js to 1.4.2?'],
    ['how do I upgrade thanks', 'how do I upgrade'],
    ['How do I upgrade? Any help is much appreciated.', 'How do I upgrade?'],
    ['大佬们早，求大佬解答，undo_log 什么时候删，在线等', 'undo_log 什么时候删,'],
    ['请问怎么升级？感谢各位老师的解答！', '怎么升级?'],
    ['怎么升级谢谢大家', '怎么升级'],
    ['how do I say thanks to contributors', 'how do I say thanks to contributors'],
    ['管理员', '管理员'],
    ['锁', '锁'],
  ])('%s gives %s', (message, expected) => {
    expect(questionText(message, isTerm)).toBe(expected);
  });

  it.each([
    'fair enough :slightly_smiling_face:',
    '<@U012> oh, I see. Thank you!',
    'ok :D',
    'hi all',
    'please',
    '谢谢大家',
    '好的，我试试',
    '哈哈哈哈[捂脸]',
    '在吗',
    '@小李 @maria',
    '> does it run\n:+1: thanks',
    'https://a.slack.com/archives/C1/p123',
    '2',
    '%2F',
    '1️⃣ 2️⃣',
    '?!',
    'y',
    '',
  ])('%s asks nothing', (message) => {
    expect(questionText(message)).toBe('');
  });

  it('takes no long over a message made to be slow', () => {
    for (const piece of ['哈', '请问', '@a ', '谢谢大家', ':a', '<', 'a/?', 'ok ', '> ', '@a-', '%2F']) {
      const begun = performance.now();
      questionText(piece.repeat(4000 / piece.length));
      expect(performance.now() - begun).toBeLessThan(1000);
    }
  });
});

describe('withoutQuotes', () => {
  it('keeps what the question is spoken with', () => {
    expect(withoutQuotes('> does it run\n@maria thanks :+1:')).toBe('@maria thanks :+1:');
  });
});

it('a lone underscore of code is no term', () => {
  expect(wordTokens('perform _ __init__').map(({ term }) => term)).toEqual(['perform', '__init__']);
});
