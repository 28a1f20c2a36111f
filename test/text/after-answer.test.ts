import { describe, expect, it } from 'vitest';
import { afterAnswer } from '../../src/text/after-answer.js';

describe('plain words after an answer', () => {
  it.each([
    'why?',
    'Why',
    'but why?',
    'how come?',
    'why this answer',
    'why did you answer that',
    'Why did you say so?',
    'why are you telling me this',
    'how did you come up with that?',
    'what makes you think so?',
    '<@U12345678> why did you answer that?',
    '> MOSN supports eureka.\nwhy?',
    '为什么？',
    '为啥呢',
    '為什麼這麼回答',
    '为什么这么回答？',
    '你怎么会这么说',
    '为什么给我这个答案',
    '回答的依据是什么？',
  ])('asks for the reason: %s', (text) => {
    expect(afterAnswer(text)).toEqual({ kind: 'why' });
  });

  it.each([
    'that is wrong',
    'No, that’s wrong.',
    'wrong answer',
    'this is outdated',
    'not helpful',
    'not what I asked',
    "that doesn't help",
    'it did not work',
    "this doesn't help, we use k8s",
    "still doesn't work for me",
    'you misunderstood me',
    '不对',
    '不对吧？',
    '这个回答不对',
    '你答错了',
    '答非所问',
    '这不是我想问的',
    '我问的不是这个',
    '没用',
    '对我没什么帮助',
    '试了还是不行',
    '没解决我的问题',
    '不对，我们用的是 k8s',
    '不对 我们用的是 k8s',
    '已经过时了',
    '完全不相关',
  ])('objects: %s', (text) => {
    expect(afterAnswer(text)).toEqual({ kind: 'unhelpful', reason: text, asks: false });
  });

  it.each(['答非所问，我问的是怎么配置 eureka', 'that is wrong, how do I use it with k8s?'])(
    'objects and asks: %s',
    (text) => {
      expect(afterAnswer(text)).toEqual({ kind: 'unhelpful', reason: text, asks: true });
    },
  );

  it.each([
    'that helped',
    'That helped, thanks!',
    'this worked for me, thank you',
    'it works now',
    'works now, thx',
    'solved',
    'that is what I needed',
    '解决了谢谢',
    '解决了，谢谢大家',
    '问题解决了',
    '搞定了',
    '有用，多谢',
    '很有帮助',
    '可以了，谢谢',
  ])('was helped: %s', (text) => {
    expect(afterAnswer(text)).toEqual({ kind: 'helpful' });
  });

  it.each([
    '',
    '为什么 mosn 不支持 eureka',
    '为什么不支持？',
    '为什么报错',
    '为什么启动的时候不对',
    '那为什么我的配置不生效',
    'why does the agent crash',
    "why doesn't it work with nacos",
    'why not?',
    'why did the release slip',
    'why is the answer cached twice',
    'how did you configure eureka?',
    'what is this option based on in the config',
    'does it work now?',
    'that helped?',
    'is that wrong?',
    'is this outdated?',
    'it does not work with nacos 2.0',
    'wrong port in my config',
    '配置不对怎么办',
    '端口不对',
    '怎么回答这个报错',
    '没用过 eureka',
    '解决了，是我配置写错了',
    '自己解决了，谢谢',
    'nvm, I solved it myself',
    '谢谢',
    'thanks',
    'ok',
    '好的，我试试',
    '支持吗',
    '可以了解一下吗',
    'no',
    'helpful links for k8s',
    'works with nacos too',
  ])('leaves alone: %s', (text) => {
    expect(afterAnswer(text)).toBeUndefined();
  });
});
