import { describe, expect, it } from 'vitest';
import { questionsIn } from '../../src/text/questions.js';

describe('questionsIn', () => {
  it.each([
    ['How do I upgrade?', ['How do I upgrade?']],
    ['it just stopped', ['it just stopped']],
    [
      'I use MOSN 1.2 with istio. How do I enable tracing?',
      ['I use MOSN 1.2 with istio. How do I enable tracing?'],
    ],
    ['Does it run on 1.x? I am on node.js 18.', ['Does it run on 1.x? I am on node.js 18.']],
    ['MOSN 支持 eureka 吗？undo_log 什么时候删除？', ['MOSN 支持 eureka 吗？', 'undo_log 什么时候删除？']],
    ['MOSN 支持 eureka 吗，undo_log 什么时候删除', ['MOSN 支持 eureka 吗', 'undo_log 什么时候删除']],
    [
      'How do I enable TLS and how is the lock released?',
      ['How do I enable TLS', 'how is the lock released?'],
    ],
    ['What of https://a.org/b?x=1 is read?', ['What of https://a.org/b?x=1 is read?']],
    [
      '请教几个问题：\n1. MOSN eureka\n2. undo_log 什么时候删除\n3. 超时怎么配置\n谢谢',
      ['请教几个问题： MOSN eureka', 'undo_log 什么时候删除', '超时怎么配置 谢谢'],
    ],
    ['1、MOSN 支持 eureka 吗；2、超时怎么配置', ['MOSN 支持 eureka 吗', '超时怎么配置']],
    ['- Does it run?\n- When is undo_log deleted?', ['Does it run?', 'When is undo_log deleted?']],
    [
      '1. start the server\n2. start the client\nwhy does it fail',
      ['start the server start the client why does it fail'],
    ],
    ['can a biz of Ark 1.x run on 2.0?', ['can a biz of Ark 1.x run on 2.0?']],
  ])('%s', (message, questions) => {
    expect(questionsIn(message)).toEqual(questions);
  });

  it('leaves clauses together where only sentences end a question', () => {
    expect(questionsIn('跟合并部署是一回事吗，哪个省内存', 'sentence')).toHaveLength(1);
  });

  it('takes no long over a message made to be slow', () => {
    for (const piece of ['吗，', ' ', '\n', '1. ', 'x\n1. ', ', and how ', '? ', 'http://a?b']) {
      const begun = performance.now();
      questionsIn(piece.repeat(4000 / piece.length));
      expect(performance.now() - begun).toBeLessThan(1000);
    }
  });
});
