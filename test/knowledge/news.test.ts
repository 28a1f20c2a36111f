import { describe, expect, it } from 'vitest';
import { readPost } from './read.js';

const read = (text: string) => readPost(`---\nformat: weekly\nurl: https://acme.org/blog/w1/\n---\n${text}`);

describe('newcomer tasks', () => {
  it.each([
    [
      'headings of lists',
      '**Falcon**\n\n- Easy\n\n写注释\n\n添加 SDK\n\n- Hard\n\n集成 tracing\n\n**详见：**\n[https://x.org/t](https://x.org/t)\n',
    ],
    [
      'plain names, glued marks',
      'Falcon\n\n-Easy\n\n写注释；\n\n添加 SDK。\n\n-Hard\n\n集成 tracing\n\n「详细参考」：[https://x.org/t](https://x.org/t)\n',
    ],
    [
      'one paragraph',
      'Falcon\n\n- Easy\n写注释\n添加 SDK\n- Hard\n集成 tracing\n\n「详细参考」：\n\nhttps://x.org/t\n',
    ],
    [
      'nested lists in Chinese',
      'Falcon：\n\n- 简单\n  - 写注释\n  - 添加 SDK\n- 困难\n  - 集成 tracing\n\n详见：https://x.org/t\n',
    ],
  ])('reads %s', (_name, text) => {
    const { tasks } = read(
      `### Acme 新手任务计划\n\n作为技术同学，你是否想参与？\n\n${text}\n### 本周推荐阅读\n`,
    );
    expect(
      tasks.map(({ project, difficulty, text: task, details }) => [project, difficulty, task, details]),
    ).toEqual([
      ['Falcon', 'easy', '写注释', 'https://x.org/t'],
      ['Falcon', 'easy', '添加 SDK', 'https://x.org/t'],
      ['Falcon', 'hard', '集成 tracing', 'https://x.org/t'],
    ]);
  });

  it('reads tasks without a difficulty, of several projects', () => {
    const { tasks } = read(
      '### 新手任务计划\n\nHawk 新手任务：\n\n- 支持甲；\n\n- 支持乙。\n\n详见：\n\nhttps://x.org/h\n\n**Falcon**\n\n- 支持丙\n\n详见：https://x.org/f\n',
    );
    expect(tasks.map(({ project, text, details }) => [project, text, details])).toEqual([
      ['Hawk', '支持甲', 'https://x.org/h'],
      ['Hawk', '支持乙', 'https://x.org/h'],
      ['Falcon', '支持丙', 'https://x.org/f'],
    ]);
  });

  it('reads difficulty and task on one line', () => {
    const { tasks } = read(
      '### 新手任务计划\n\n**Falcon**\n\n- Easy：写文档\n- 写注释\n- **Hard**：换内核\n- 【中等】支持丙\n- 支持丁（难度：简单）；\n- 支持戊\n- 注意：先读文档\n',
    );
    expect(tasks.map(({ difficulty, text }) => [difficulty, text])).toEqual([
      ['easy', '写文档'],
      ['easy', '写注释'],
      ['hard', '换内核'],
      ['medium', '支持丙'],
      ['easy', '支持丁'],
      ['medium', '支持戊'],
      ['medium', '注意：先读文档'],
    ]);
  });

  it('finds a rule of the community beside them', () => {
    const { notes } = read(
      '### 新手任务计划\n\n**Falcon**\n\n- Easy\n\n写注释\n\n**详见：**\nhttps://x.org/t\n\n最近更新了社区晋升规则，大家都可以看看。\n\n**详见：**\nhttps://x.org/rules\n',
    );
    expect(notes).toMatchObject([
      {
        kind: 'rule',
        text: '最近更新了社区晋升规则，大家都可以看看。',
        links: [{ url: 'https://x.org/rules' }],
      },
    ]);
  });
});

describe('releases', () => {
  it.each([
    [
      'a bold announcement',
      '### 项目进展\n\n**1、发布 Falcon v1.2.0 版本，主要变更如下：**\n\n- 支持甲；\n- 修复乙。\n\n详细发布报告：\n[https://x.org/r](https://x.org/r)\n',
    ],
    [
      'the project first',
      '### 本周发布\n\n**本周发布详情如下：**\n\n**Falcon 发布 v1.2.0 版本，主要更新如下**：\n\n1. 支持甲\n2. 修复乙\n\n「详细参考」：https://x.org/r\n',
    ],
    [
      'the project in the title',
      '### Falcon 本周发布\n\n发布 v1.2.0 版本，主要变更如下：\n\n#### Features：\n\n支持甲\n\n#### Fixes：\n\n修复乙\n\n「详细参考」：[https://x.org/r](https://x.org/r)\n',
    ],
    [
      'a bold title',
      '**Falcon v1.2.0 版本发布**\n\n**发布 Falcon v1.2.0 版本，主要变更如下：**\n\n1.支持甲\n\n2.修复乙\n\n**详细发布报告**：https://x.org/r\n',
    ],
    [
      'Roman numbers',
      '### 项目进展\n\n**发布 Falcon v1.2.0，主要变更如下：**\ni. 支持甲\nii. 修复乙\n详细发布报告：\nhttps://x.org/r\n',
    ],
  ])('reads %s', (_name, text) => {
    const { releases } = read(`${text}\n### 本周推荐阅读\n`);
    expect(
      releases.map(({ project, version, changes, url }) => ({ project, version, changes, url })),
    ).toEqual([
      { project: 'Falcon', version: 'v1.2.0', changes: ['支持甲', '修复乙'], url: 'https://x.org/r' },
    ]);
  });

  it('reads several of one section', () => {
    const { releases } = read(
      '### 本周发布\n\n**本周 Falcon 发布了 v0.1.0**\n\n**包含功能：**\n\n1. 支持甲\n\n**详细参考：**https://x.org/1\n\n**本周 Hawk 发布了 3.8.0 版本。主要更新如下：**\n\n1. 升级 Lib 到 2.0.1 版本\n\n**详细参考：**\nhttps://x.org/2\n',
    );
    expect(releases.map(({ project, version, changes }) => [project, version, changes.length])).toEqual([
      ['Falcon', 'v0.1.0', 1],
      ['Hawk', '3.8.0', 1],
    ]);
  });
});

describe('reading', () => {
  it("reads links, titles above linked pictures, and completes the site's own addresses", () => {
    const { readings } = read(
      '### 本周推荐阅读\n\n- [长文](https://x.org/1)\n\n[短文](/blog/2/)\n\n- 图文\n\n[![图片](https://x.org/p.png)](https://x.org/3)\n\n更多文章请扫码关注公众号\n\n>![](https://x.org/qr.png)\n',
    );
    expect(readings.map(({ title, url }) => [title, url])).toEqual([
      ['长文', 'https://x.org/1'],
      ['短文', 'https://acme.org/blog/2/'],
      ['图文', 'https://x.org/3'],
    ]);
  });
});

describe('a reading’s title in front of its bare address', () => {
  it.each([
    ['with a colon', '《文章二》：https://x.org/2', [['《文章二》', 'https://x.org/2']]],
    ['numbered, in a list', '- 1、《文章二》: https://x.org/2', [['《文章二》', 'https://x.org/2']]],
    ['on the line above', '《文章二》：\nhttps://x.org/2', [['《文章二》', 'https://x.org/2']]],
    [
      'two on a line',
      '《甲》：https://x.org/1 、《乙》：https://x.org/2',
      [
        ['《甲》', 'https://x.org/1'],
        ['《乙》', 'https://x.org/2'],
      ],
    ],
    ['none', 'https://x.org/2', [['https://x.org/2', 'https://x.org/2']]],
  ])('%s', (_name, text, expected) => {
    const { readings } = read(`### 本周推荐阅读\n\n${text}\n`);
    expect(readings.map(({ title, url }) => [title, url])).toEqual(expected);
  });
});

describe('notes', () => {
  it('reads contributors, meetings and events', () => {
    const { notes } = read(
      '### 社区本周 Contributor\n\n![](https://x.org/c.png)\n\n### 社区会议预告\n\n**Falcon：**\n\n**时间：**周三\n\n**链接：**https://x.org/m\n\n### 社区活动报名\n\n点击[这里](https://x.org/e)报名\n',
    );
    expect(notes.map(({ kind, title, links }) => [kind, title, links.map(({ url }) => url)])).toEqual([
      ['contributor', '社区本周 Contributor', ['https://x.org/c.png']],
      ['meeting', '社区会议预告', ['https://x.org/m']],
      ['event', '社区活动报名', ['https://x.org/e']],
    ]);
  });
});
