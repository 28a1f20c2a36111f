import { describe, expect, it } from 'vitest';
import { createIntentReader } from '../../src/bot/intent.js';
import type { Project } from '../../src/knowledge/model.js';

const project = (name: string, ...aliases: string[]): Project => ({
  name,
  aliases,
  description: { zh: '', en: '' },
});
const read = createIntentReader([
  project('SOFAStack'),
  project('SOFARPC', 'sofa-rpc', 'sofa rpc'),
  project('Layotto'),
  project('MOSN'),
  project('Seata'),
]);

describe('requests for the rest of the knowledge', () => {
  it.each([
    ['/tasks', { kind: 'tasks' }],
    ['/tasks layotto easy', { kind: 'tasks', project: 'Layotto', difficulty: 'easy' }],
    ['/TASKS  Layotto 困难', { kind: 'tasks', project: 'Layotto', difficulty: 'hard' }],
    ['/releases sofa-rpc', { kind: 'releases', project: 'SOFARPC' }],
    ['/project', { kind: 'project' }],
    ['/project mosn', { kind: 'project', project: 'MOSN', asked: 'mosn' }],
    ['/project nothing', { kind: 'project', asked: 'nothing' }],
    ['/reading', { kind: 'reading' }],
    ['/why', { kind: 'why' }],
    ['/help', { kind: 'help' }],
    ['／help', { kind: 'help' }],
    ['/taks', { kind: 'unknown-command', command: '/taks' }],
    ['有没有适合新手的任务', { kind: 'tasks' }],
    ['有没有适合新手的任务？', { kind: 'tasks' }],
    ['newcomer tasks for layotto, easy', { kind: 'tasks', project: 'Layotto', difficulty: 'easy' }],
    ['Are there any good first issues for MOSN?', { kind: 'tasks', project: 'MOSN' }],
    ['layotto 有哪些简单的任务可以做', { kind: 'tasks', project: 'Layotto', difficulty: 'easy' }],
    ['SOFARPC 最近发布了什么', { kind: 'releases', project: 'SOFARPC' }],
    ['sofa rpc 最新版本是什么', { kind: 'releases', project: 'SOFARPC' }],
    ['What was released recently?', { kind: 'releases' }],
    ["what's new in the latest Layotto release", { kind: 'releases', project: 'Layotto' }],
    ['MOSN 的仓库在哪', { kind: 'project', project: 'MOSN' }],
    ['where is the repository of Seata?', { kind: 'project', project: 'Seata' }],
    ['Layotto 文档地址', { kind: 'project', project: 'Layotto' }],
    ['SOFARPC 是什么', { kind: 'project', project: 'SOFARPC' }],
    ['推荐几篇文章看看', { kind: 'reading' }],
    ['any recommended reading?', { kind: 'reading' }],
    ['有啥活适合新人干', { kind: 'tasks' }],
    ['any easy issues I could pick up to start contributing?', { kind: 'tasks', difficulty: 'easy' }],
    ['layotto 发过哪些版本', { kind: 'releases', project: 'Layotto' }],
    ['怎么成为 layotto 的维护者', { kind: 'notes', about: 'rule' }],
    ['How do I become a maintainer of MOSN?', { kind: 'notes', about: 'rule' }],
    ['下次社区会议什么时候', { kind: 'notes', about: 'meeting' }],
    ['any upcoming events?', { kind: 'notes', about: 'event' }],
    ['本周贡献者有哪些', { kind: 'notes', about: 'contributor' }],
    ['谢谢大佬！', { kind: 'thanks' }],
    ['你好', { kind: 'help' }],
    ['  ', { kind: 'help' }],
  ])('%s', (text, intent) => {
    expect(read(text)).toEqual(intent);
  });
});

describe('questions with a subject of their own are left to the matcher', () => {
  it.each([
    'Seata 1.5 什么时候发布',
    'MOSN 最新版本支持 eureka 吗',
    'SOFARPC 的版本和 SOFABoot 的版本要一致吗',
    'SOFARPC 发布服务时 uniqueId 起什么作用',
    '新手任务提交 PR 之后多久会被 review',
    'MOSN 的源码里 Endstream 方法有什么作用',
    'Layotto 的文档里说的 actuator 是做什么的',
    'How do I release a global lock in Seata?',
    'where does SOFARPC read its configuration from',
    '/home/admin/logs 下面没有日志',
    '/ask-something is broken when the server restarts',
  ])('%s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
