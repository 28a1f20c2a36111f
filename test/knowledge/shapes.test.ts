import { describe, expect, it } from 'vitest';
import { threadsOf, type Compact } from './read.js';

const REPO = '[https://github.com/acme/falcon](https://github.com/acme/falcon)';
const QA = '### 每周读者问答提炼\n\n';

function thread(asker: string | null, project: string | null, ...turns: Compact['turns']): Compact {
  return { asker, project, turns };
}

/** Name of the shape, the post, and what must be found. */
const CASES: readonly (readonly [string, string, readonly Compact[]])[] = [
  [
    'the usual post',
    `${QA}**1、@小林** 提问：\n\n> 如何启动?\n\nA：运行 start。\n\nFalcon：${REPO}\n\n### 本周推荐阅读\n\n- [x](https://x.org)\n`,
    [thread('小林', 'Falcon', ['如何启动?', '运行 start。'])],
  ],
  [
    'A inside the quote as a lazy continuation',
    `${QA}**@Kay** 提问：\n\n> 支持 TLS 吗？\nA：支持。\n\n「Falcon」：${REPO}\n`,
    [thread('Kay', 'Falcon', ['支持 TLS 吗？', '支持。'])],
  ],
  [
    'A inside the quote behind a blank quoted line',
    `${QA}@Kay 提问：\n\n> 支持 TLS 吗？\n>\n> A：支持。\n>\n> 1.2 起。\n`,
    [thread('Kay', null, ['支持 TLS 吗？', '支持。 1.2 起。'])],
  ],
  [
    'A behind a break in the question',
    `${QA}**@Kay** 提问：\n\n>支持 TLS 吗？<br/>A：支持。<br />\nFalcon：${REPO}<br/>\n`,
    [thread('Kay', 'Falcon', ['支持 TLS 吗？', '支持。'])],
  ],
  [
    'a question’s number in front of its asker',
    `${QA}**Q1：@小林** 提问\n\n> 慢？\n\nA：看日志。\n\n**Q2：Kay 提问**：\n\n> 还慢？\n\nA：换机器。\n\n**问题三：@Lee**\n\n> 还？\n\nA：没办法。\n`,
    [
      thread('小林', null, ['慢？', '看日志。']),
      thread('Kay', null, ['还慢？', '换机器。']),
      thread('Lee', null, ['还？', '没办法。']),
    ],
  ],
  [
    'A twice',
    `${QA}**1. 小白**\n\n>要升级吗？\n\nA：A：要。\n`,
    [thread('小白', null, ['要升级吗？', '要。'])],
  ],
  [
    'several answers to one question',
    `${QA}**@Kay** 提问：\n\n> 慢怎么办？\n\nA：看日志。\n\nA ：或者加内存。\n\nＡ：再不行就换机器。\n`,
    [thread('Kay', null, ['慢怎么办？', '看日志。 或者加内存。 再不行就换机器。'])],
  ],
  [
    'bold marks of answers',
    `${QA}**@Kay** 提问：\n\n> 慢？\n\n**A：** 看日志。\n\n> 还慢？\n\n**A**：换机器。\n\n> 还？\n\n**A：没办法。**\n`,
    [thread('Kay', null, ['慢？', '看日志。'], ['还慢？', '换机器。'], ['还？', '没办法。'])],
  ],
  [
    'no mark at all',
    `${QA}**@Kay** 提问：\n\n> 慢？\n\n看日志。\n\n> 还慢？\n\n换机器。\n\nFalcon：${REPO}\n`,
    [thread('Kay', 'Falcon', ['慢？', '看日志。'], ['还慢？', '换机器。'])],
  ],
  [
    'an answer that is only a link, with and without a mark',
    `${QA}@Kay 提问：\n\n> 文档在哪？\n\nA：[https://x.org/a](https://x.org/a)\n\n> 英文的呢？\n\n[https://x.org/b](https://x.org/b)\n`,
    [thread('Kay', null, ['文档在哪？', 'https://x.org/a'], ['英文的呢？', 'https://x.org/b'])],
  ],
  [
    'a question over two quotes with a picture between',
    `${QA}@Kay 提问：\n\n> 报错如下\n\n![](https://x.org/1.png)\n\n> 是配置不对吗？\n\nA：是。\n`,
    [thread('Kay', null, ['报错如下 是配置不对吗？', '是。'])],
  ],
  [
    'a question with a code fence between quote and answer',
    '### 问答\n\n@Kay 提问：\n\n> 这样写对吗？\n\n```yaml\nport: 1\n```\n\nA：对，也可以：\n\n```yaml\nport: 2\n```\n',
    [thread('Kay', null, ['这样写对吗？ port: 1', '对，也可以： port: 2'])],
  ],
  [
    'a code fence between two quotes of a question',
    '### 问答\n\n@Kay 提问：\n\n> 这样写\n\n```\nport: 1\n```\n\n> 对吗？\n\nA：对。\n',
    [thread('Kay', null, ['这样写 port: 1 对吗？', '对。'])],
  ],
  [
    'a code fence inside the quote',
    '### 问答\n\n@Kay 提问：\n\n> 这样写\n>\n> ```\n> port: 1\n> ```\n>\n> 对吗？\n\nA：对。\n',
    [thread('Kay', null, ['这样写 port: 1 对吗？', '对。'])],
  ],
  [
    'pictures quoted between answer and closing line',
    `${QA}@Kay 提问：\n\n> 怎么配？\n\nA：参考下图，\n\n>![a](https://x.org/1.png)<br/>\n>![b](https://x.org/2.png)\n\n「Falcon」：${REPO}\n`,
    [thread('Kay', 'Falcon', ['怎么配？', '参考下图，'])],
  ],
  [
    'nested quotes',
    `${QA}@Kay 提问：\n\n> 上次说\n>> 要重启\n>\n> 真的吗？\n\nA：真的。\n`,
    [thread('Kay', null, ['上次说 要重启 真的吗？', '真的。'])],
  ],
  [
    'literal tags',
    `${QA}@Kay 提问：\n\n> <scope> 写什么？\n\nA：写 <scope>test</scope> 就行。\n`,
    [thread('Kay', null, ['<scope> 写什么？', '写 <scope>test</scope> 就行。'])],
  ],
  [
    'numbers outside of the bold, bold that does not close properly',
    `${QA}1、**@Kay** 提问：\n\n> 一？\n\nA：1。\n\n2**、@Lee **提问：\n\n> 二？\n\nA：2。\n\n**3、@Max **提问\n\n> 三？\n\nA：3。\n`,
    [
      thread('Kay', null, ['一？', '1。']),
      thread('Lee', null, ['二？', '2。']),
      thread('Max', null, ['三？', '3。']),
    ],
  ],
  [
    'headers without bold, without @, without colon, with a space behind @',
    `${QA}1.@Kay 提问：\n\n> 一？\n\nA：1。\n\n2. Lee 提问\n\n> 二？\n\nA：2。\n\n3、@ Max 提问:\n\n> 三？\n\nA：3。\n\n**4. 小 明**\n\n> 四？\n\nA：4。\n`,
    [
      thread('Kay', null, ['一？', '1。']),
      thread('Lee', null, ['二？', '2。']),
      thread('Max', null, ['三？', '3。']),
      thread('小 明', null, ['四？', '4。']),
    ],
  ],
  [
    'issue headers',
    `### SOFA GitHub issue 精选\n\n**1. @kay-1 #22**\n\n>Why?\n\nA：Because.\n\n**2.@lee** **#23**\n\n>How?\n\nA：So.\n\n**3. #24**\n\n>When?\n\nA：Now.\n`,
    [
      thread('kay-1', null, ['Why?', 'Because.']),
      thread('lee', null, ['How?', 'So.']),
      thread(null, null, ['When?', 'Now.']),
    ],
  ],
  [
    'issues without quotes',
    `### GitHub issue 精选\n\n1.@kay #22\n\n启动报错\n\n环境是 Linux：\n\n看不到日志。\n\nA：加参数。\n\n**「Falcon」**：*${REPO}*\n`,
    [thread('kay', 'Falcon', ['启动报错 环境是 Linux： 看不到日志。', '加参数。'])],
  ],
  [
    'asker on the line after the number or after a title',
    `${QA}**1、**\n**@Kay** 提问：\n\n> 一？\n\nA：1。\n\n**2、关于 Falcon 的几个问题：**\n\n**@Lee** 提问：\n\n> 二？\n\nA：2。\n`,
    [thread('Kay', null, ['一？', '1。']), thread('Lee', null, ['二？', '2。'])],
  ],
  [
    'asker on the line after 提问',
    `${QA}**1、提问：**\n\n**@Kay**\n\n> 一？\n\nA：1。\n`,
    [thread('Kay', null, ['一？', '1。'])],
  ],
  [
    'the question on the line of the header',
    `${QA}**1、@Kay** 提问：支持 TLS 吗？\n\nA：支持。\n`,
    [thread('Kay', null, ['支持 TLS 吗？', '支持。'])],
  ],
  [
    'the closing line glued to the answer by a line break, and on the same line',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\nFalcon：${REPO}\n\n@Lee 提问：\n\n> 二？\n\nA：2。「Falcon」：${REPO}\n\n@Max 提问：\n\n> 三？\n\nA：3。FalconRPC：${REPO}\n`,
    [
      thread('Kay', 'Falcon', ['一？', '1。']),
      thread('Lee', 'Falcon', ['二？', '2。']),
      thread('Max', 'FalconRPC', ['三？', '3。']),
    ],
  ],
  [
    'the closing line inside a quote, and with its address on the next line',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\n\n> 「Falcon」：${REPO}\n\n@Lee 提问：\n\n> 二？\n\nA：2。\n\n「Hawk」：\n\n*${REPO}*\n`,
    [thread('Kay', 'Falcon', ['一？', '1。']), thread('Lee', 'Hawk', ['二？', '2。'])],
  ],
  [
    'the closing line in the middle of a thread',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\n\nFalcon：${REPO}\n\n> 那二呢？\n\nA：2。\n\nHawk：https://github.com/acme/hawk\n`,
    [thread('Kay', 'Falcon', ['一？', '1。'], ['那二呢？', '2。'])],
  ],
  [
    'closing lines with odd colons and brackets',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\n\n「Falcon」${REPO}\n\n@Lee 提问：\n\n> 二？\n\nA：2。\n\n**「Falcon」：** *${REPO}*\n\n@Max 提问：\n\n> 三？\n\nA：3。\n\n「 Falcon 」: <https://github.com/acme/falcon>\n\n@Ned 提问：\n\n> 四？\n\nA：4。\n\n[「Falcon」](https://github.com/acme/falcon)\n`,
    [
      thread('Kay', 'Falcon', ['一？', '1。']),
      thread('Lee', 'Falcon', ['二？', '2。']),
      thread('Max', 'Falcon', ['三？', '3。']),
      thread('Ned', 'Falcon', ['四？', '4。']),
    ],
  ],
  [
    'links with a label that close nothing',
    `${QA}@Kay 提问：\n\n> 有例子吗？\n\nA：有。\n\nDemo：[https://github.com/acme/falcon/tree/main/demo](https://github.com/acme/falcon/tree/main/demo)\n\n详细 issue：\nhttps://github.com/acme/falcon/issues/3\n\n相关阅读：[长文](https://x.org/long)\n\nFalcon：${REPO}\n`,
    [
      thread('Kay', 'Falcon', [
        '有例子吗？',
        '有。 Demo：https://github.com/acme/falcon/tree/main/demo 详细 issue： https://github.com/acme/falcon/issues/3 相关阅读：长文 (https://x.org/long)',
      ]),
    ],
  ],
  [
    'section headings only in bold, or plain',
    `**每周读者问答提炼**\n\n@Kay 提问：\n\n> 一？\n\nA：1。\n\n**本周推荐阅读**\n\n[x](https://x.org)\n\n本周推荐阅读\n\n[y](https://y.org)\n`,
    [thread('Kay', null, ['一？', '1。'])],
  ],
  [
    'quoted text that is no question',
    `> 本期由社区整理\n\n${QA}> 欢迎留言\n\n@Kay 提问：\n\n> 一？\n\nA：1。\n\n更多文章请扫码关注公众号\n\n> 长按识别\n`,
    [thread('Kay', null, ['一？', '1。'])],
  ],
  [
    'an unanswered last turn',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\n\n> 好的，谢谢\n\nFalcon：${REPO}\n`,
    [thread('Kay', 'Falcon', ['一？', '1。'], ['好的，谢谢', null])],
  ],
  ['a post with no question', '### 本周推荐阅读\n\n- [x](https://x.org)\n', []],
  [
    'an answer with lists and an unmarked second paragraph',
    `${QA}@Kay 提问：\n\n> 步骤？\n\nA：如下：\n\n1. 装\n2. 跑\n   - 先 a\n   - 再 b\n\n然后就好了。\n`,
    [thread('Kay', null, ['步骤？', '如下： 1. 装 2. 跑 - 先 a - 再 b 然后就好了。'])],
  ],
  [
    'a list as the question, its number kept',
    `${QA}@Kay 提问：\n\n> 两个问题\n>\n> 1. 慢吗？\n> 1. 稳吗？\n\nA：1、不慢。2、稳。\n`,
    [thread('Kay', null, ['两个问题 1. 慢吗？ 1. 稳吗？', '1、不慢。2、稳。'])],
  ],
  [
    'choices in a question that begin with A',
    `${QA}@Kay 提问：\n\n> 选哪个？\n> A：甲\n> B：乙\n\nA：选乙。\n`,
    [thread('Kay', null, ['选哪个？ A：甲 B：乙', '选乙。'])],
  ],
  [
    'a bare address that runs into Chinese text',
    `${QA}@Kay 提问：\n\n> 文档？\n\nA：见 https://x.org/a，里面有。\n`,
    [thread('Kay', null, ['文档？', '见 https://x.org/a，里面有。'])],
  ],
  [
    'a quote without a header',
    `${QA}> 如何启动?\n\nA：运行 start。\n\nFalcon：${REPO}\n`,
    [thread(null, 'Falcon', ['如何启动?', '运行 start。'])],
  ],
  [
    'Q and A marks without quotes',
    `${QA}Q1：如何启动？\n\nA1：运行 start。\n\n**Q2：如何停止？**\n\nA2：运行 stop。\n`,
    [thread(null, null, ['如何启动？', '运行 start。']), thread(null, null, ['如何停止？', '运行 stop。'])],
  ],
  [
    'headers as headings',
    `## 每周读者问答\n\n#### 1、@Kay 提问：\n\n> 一？\n\nA：1。\n\n#### 2、@Lee 提问：\n\n> 二？\n\nA：2。\n\n## 本周发布\n\n> 无\n`,
    [thread('Kay', null, ['一？', '1。']), thread('Lee', null, ['二？', '2。'])],
  ],
  [
    'headers as items of a list',
    `${QA}1. @Kay 提问：\n\n   > 一？\n\n   A：1。\n\n   Falcon：${REPO}\n\n2. @Lee 提问：\n\n> 二？\n\nA：2。\n`,
    [thread('Kay', 'Falcon', ['一？', '1。']), thread('Lee', null, ['二？', '2。'])],
  ],
  [
    'a rule under the closing line',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\nFalcon：${REPO}\n---\n@Lee 提问：\n\n> 二？\n\nA：2。\n`,
    [thread('Kay', 'Falcon', ['一？', '1。']), thread('Lee', null, ['二？', '2。'])],
  ],
  [
    'a break alone above a header',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。<br/>\n\n<br/>\n**@Lee** 提问：\n\n> 二？\n\nA：2。\n`,
    [thread('Kay', null, ['一？', '1。']), thread('Lee', null, ['二？', '2。'])],
  ],
  [
    'an answer that cites in a quote',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：文档里写着：\n\n> 先装再跑\n\n照做就行。\n\n> 那二呢？\n\nA：2。\n`,
    [thread('Kay', null, ['一？', '文档里写着： 先装再跑 照做就行。'], ['那二呢？', '2。'])],
  ],
  [
    'one closing line for the threads above it that speak of its project',
    `${QA}@Kay 提问：\n\n> Falcon 快吗？\n\nA：快。\n\n@Lee 提问：\n\n> 网关呢？\n\nA：也行。\n\n@Max 提问：\n\n> 三？\n\nA：3。\n\nFalcon：${REPO}\n`,
    [
      thread('Kay', 'Falcon', ['Falcon 快吗？', '快。']),
      thread('Lee', null, ['网关呢？', '也行。']),
      thread('Max', 'Falcon', ['三？', '3。']),
    ],
  ],
  [
    'a member who answers by name',
    `${QA}**@Kay** 提问：\n\n> 一？\n\n**@Lee** 回复：1。\n\n> 二？\n\n答：2。\n`,
    [thread('Kay', null, ['一？', '1。'], ['二？', '2。'])],
  ],
  [
    'an answer that speaks of asking',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：不支持。\n\n可以在群里提问\n\n@Lee\n\n> 二？\n\nA：2。\n`,
    [thread('Kay', null, ['一？', '不支持。 可以在群里提问']), thread('Lee', null, ['二？', '2。'])],
  ],
  [
    'questions in bold without quotes',
    `### 直播 Q&A\n\n**1、如何启动？**\n\nA：运行 start。\n\n**2、如何停止**\n\nA：运行 stop。\n\n或者关机。\n`,
    [
      thread(null, null, ['如何启动？', '运行 start。']),
      thread(null, null, ['如何停止', '运行 stop。 或者关机。']),
    ],
  ],
  [
    'an asker whose questions lost their quotes',
    `${QA}@Kay 提问：\n\n一？\n\nA：1。\n\n那二呢？\n\nA：2。\n`,
    [thread('Kay', null, ['一？', '1。'], ['那二呢？', '2。'])],
  ],
  [
    'addresses that an answer lists',
    `${QA}@Kay 提问：\n\n> 选哪个？\n\nA：有两个：\n\nFalcon：${REPO}\nHawk：https://github.com/acme/hawk\n\n选一个即可。\n\n「Owl」：https://github.com/acme/owl\n`,
    [
      thread('Kay', 'Owl', [
        '选哪个？',
        '有两个： Falcon：https://github.com/acme/falcon Hawk：https://github.com/acme/hawk 选一个即可。',
      ]),
    ],
  ],
  [
    'several projects in the closing line, and names in two scripts',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\n\nFalcon：${REPO} Hawk：https://github.com/acme/hawk\n\n@Lee 提问：\n\n> 二？\n\nA：2。\n\n猎鹰/Falcon：${REPO}\n`,
    [thread('Kay', 'Falcon', ['一？', '1。']), thread('Lee', '猎鹰/Falcon', ['二？', '2。'])],
  ],
  [
    'a rule between the last answer and a word of thanks',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\n\n---\n\n感谢大家的参与，下周见。\n`,
    [thread('Kay', null, ['一？', '1。'])],
  ],
  [
    'news among the questions, numbered like them',
    `${QA}1、@Kay 提问：\n\n> 一？\n\nA：1。\n\nFalcon：${REPO}\n\n2、之前有人问怎么平滑升级，欢迎看这篇文档！\n\n[https://x.org/up](https://x.org/up)\n\n「Hawk」：https://github.com/acme/hawk\n`,
    [
      thread('Kay', 'Falcon', ['一？', '1。']),
      thread(null, 'Hawk', ['之前有人问怎么平滑升级，欢迎看这篇文档！', 'https://x.org/up']),
    ],
  ],
  [
    'headers and answers within quotes',
    `${QA}> **@Kay** 提问：\n> 一？\n>\n> A：1。\n\n> **@Lee** 提问：\n>\n> 二？\n\n> A：2。\n`,
    [thread('Kay', null, ['一？', '1。']), thread('Lee', null, ['二？', '2。'])],
  ],
  [
    'askers with brackets, links, issue numbers in brackets',
    `${QA}**1、@[kay](https://github.com/kay)** 提问：\n\n> 一？\n\nA：1。\n\n**2、来自 @Lee 的提问：**\n\n> 二？\n\nA：2。\n\n**3. @max（#33）**\n\n> 三？\n\nA：3。\n\n**【@Ned】提问：**\n\n> 四？\n\nA：4。\n`,
    [
      thread('kay', null, ['一？', '1。']),
      thread('Lee', null, ['二？', '2。']),
      thread('max', null, ['三？', '3。']),
      thread('Ned', null, ['四？', '4。']),
    ],
  ],
  [
    'a new quoted question right below a lazy answer',
    `${QA}@Kay 提问：\n\n> 一？\nA：1。\n> 二？\nA：2。\nFalcon：${REPO}\n谢谢大家。\n`,
    [thread('Kay', 'Falcon', ['一？', '1。'], ['二？', '2。'])],
  ],
  [
    'a lazy answer without a mark',
    `${QA}@Kay 提问：\n\n> 一？\n1。\n\nFalcon：${REPO}\n\n@Lee 提问：\n\n> 日志如下\n报错了\n\nA：2。\n`,
    [thread('Kay', 'Falcon', ['一？', '1。']), thread('Lee', null, ['日志如下 报错了', '2。'])],
  ],
  [
    'a bold title of unknown words above a list of articles',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\n\n**云原生好物**\n\n- [长文](https://x.org/1)\n- [短文](https://x.org/2)\n`,
    [thread('Kay', null, ['一？', '1。'])],
  ],
  [
    'a topic in the middle of a thread',
    `${QA}@Kay 提问：\n\n> 一？\n\nA：1。\n\n**关于扩容：**\n\n> 二？\n\nA：2。\n\n**3、直播 QA 整理**\n回顾地址：https://x.org/v\n\n**@Lee** 提问：\n\n> 三？\n\nA：3。\n`,
    [thread('Kay', null, ['一？', '1。'], ['二？', '2。']), thread('Lee', null, ['三？', '3。'])],
  ],
];

describe('weekly posts', () => {
  it.each(CASES)('reads %s', (_name, text, expected) => {
    expect(threadsOf(text)).toEqual(expected);
  });
});
