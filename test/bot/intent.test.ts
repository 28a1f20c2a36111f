import { describe, expect, it } from 'vitest';
import { createFollower, createIntentReader } from '../../src/bot/intent/intent.js';
import type { ListedKnowledge, ListIntent } from '../../src/bot/intent/model.js';
import type { Note, Project } from '../../src/knowledge/model.js';

const project = (name: string, ...aliases: string[]): Project => ({
  name,
  aliases,
  description: { zh: '', en: '' },
});
const projects = [
  project('SOFAStack'),
  project('SOFARPC', 'sofa-rpc', 'sofa rpc'),
  project('Layotto'),
  project('MOSN'),
  project('Seata'),
];
const source = { path: 'w', line: 1 };
const note = (kind: Note['kind']): Note => ({ kind, title: '', text: '', links: [], source });
const held: ListedKnowledge = {
  projects,
  tasks: [{ text: 'docs', source }],
  releases: [{ changes: [], source }],
  readings: [
    { title: 'Layotto 源码解析', url: 'https://example.org/1', source },
    { title: 'Service Mesh 落地', url: 'https://example.org/2', source },
  ],
  notes: [note('rule'), note('meeting'), note('event'), note('contributor')],
};
const read = createIntentReader(held);

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
    ['怎么成为 layotto 的维护者', { kind: 'notes', about: 'rule', project: 'Layotto' }],
    ['How do I become a maintainer of MOSN?', { kind: 'notes', about: 'rule', project: 'MOSN' }],
    ['下次社区会议什么时候', { kind: 'notes', about: 'meeting' }],
    ['any upcoming events?', { kind: 'notes', about: 'event' }],
    ['本周贡献者有哪些', { kind: 'notes', about: 'contributor' }],
    ['/tasks foo', { kind: 'unknown-argument', command: '/tasks', argument: 'foo' }],
    ['/tasks SOFARPC impossible', { kind: 'unknown-argument', command: '/tasks', argument: 'impossible' }],
    ['/releases foo', { kind: 'unknown-argument', command: '/releases', argument: 'foo' }],
    ['/releases layotto v0.2.0', { kind: 'releases', project: 'Layotto', version: '0.2.0' }],
    ['/reading wasm', { kind: 'reading', topic: 'wasm' }],
    ['SOFARPC 有没有难一点的任务', { kind: 'tasks', project: 'SOFARPC', difficulty: 'hard' }],
    ['我想给 SOFARPC 贡献代码，有什么简单的活吗', { kind: 'tasks', project: 'SOFARPC', difficulty: 'easy' }],
    ["I'm new, what can I work on?", { kind: 'tasks' }],
    ['新人可以做点啥', { kind: 'tasks' }],
    ['有什么我能帮忙的吗', { kind: 'tasks' }],
    ['怎么参与贡献', { kind: 'tasks' }],
    ['How can I contribute?', { kind: 'tasks' }],
    ['how do I get involved with MOSN', { kind: 'tasks', project: 'MOSN' }],
    ['我想参与 Layotto 开发', { kind: 'tasks', project: 'Layotto' }],
    [
      'is there anything simple I could do for SOFARPC',
      { kind: 'tasks', project: 'SOFARPC', difficulty: 'easy' },
    ],
    ['what can I help with?', { kind: 'tasks' }],
    ['layotto tasks', { kind: 'tasks', project: 'Layotto' }],
    ['Layotto 0.2.0 有什么新功能', { kind: 'releases', project: 'Layotto', version: '0.2.0' }],
    ["what's new in layotto 0.2.0", { kind: 'releases', project: 'Layotto', version: '0.2.0' }],
    ['Layotto v0.4.0 release notes', { kind: 'releases', project: 'Layotto', version: '0.4.0' }],
    ['上周发布了啥', { kind: 'releases' }],
    ['what did you release last month', { kind: 'releases' }],
    ['在哪提 issue', { kind: 'project' }],
    ['MOSN 怎么提 bug', { kind: 'project', project: 'MOSN' }],
    ['where can I report a bug for SOFARPC?', { kind: 'project', project: 'SOFARPC' }],
    ['有没有源码解析的文章', { kind: 'reading', topic: '源码解析' }],
    ['Service Mesh 有什么文章推荐', { kind: 'reading', topic: 'service mesh' }],
    ['Layotto 有没有源码解析的文章', { kind: 'reading', project: 'Layotto', topic: '源码解析' }],
    ['你会做什么', { kind: 'help' }],
    ['bot 你是谁', { kind: 'help' }],
    ['who are you', { kind: 'help' }],
    ['社区晋升规则', { kind: 'notes', about: 'rule' }],
    ['怎么晋升为 maintainer', { kind: 'notes', about: 'rule' }],
    ['谁贡献了 layotto 这周', { kind: 'notes', about: 'contributor', project: 'Layotto' }],
    ['who contributed this week', { kind: 'notes', about: 'contributor' }],
    ['社区会议什么时候开', { kind: 'notes', about: 'meeting' }],
    ['when is the next community meeting?', { kind: 'notes', about: 'meeting' }],
    ['你好', { kind: 'help' }],
    ['  ', { kind: 'help' }],
    ['2', { kind: 'help' }],
    ['%2F', { kind: 'help' }],
    ['5.8.0', { kind: 'help' }],
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
    '那我可以怎么做呢',
    'Seata 1.5 发布了吗',
    'MOSN 有没有和 Envoy 对比的文章',
    'How do I contribute a new codec to SOFARPC?',
    'how hard is it to do',
    'MOSN 的 issue 里说的超时怎么解决',
    '/ask-something is broken when the server restarts',
  ])('%s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('short and mistyped names, versions and topics', () => {
  const rich = createIntentReader({
    ...held,
    projects: [
      ...projects,
      project('SOFARegistry', 'SOFA Registry'),
      project('SOFABoot'),
      project('SOFABolt'),
      project('Kata Containers'),
    ],
    releases: [
      { project: 'SOFARPC', version: 'v5.8.0', changes: ['nacos 由 1.0.0 升级到 2.0.3'], source },
      { project: 'Seata', version: '1.5', changes: [], source },
    ],
    readings: [{ title: '服务网格落地', url: 'https://example.org/1', source }],
    glossary: [{ zh: ['服务网格'], en: ['service mesh'] }],
  });
  it.each<[string, ListIntent | undefined]>([
    ['rpc 的 github 地址', { kind: 'project', project: 'SOFARPC' }],
    ['registry docs', { kind: 'project', project: 'SOFARegistry' }],
    ['kata repo', { kind: 'project', project: 'Kata Containers' }],
    ['layoto 仓库地址', { kind: 'project', project: 'Layotto' }],
    ['mson github', { kind: 'project', project: 'MOSN' }],
    ['sofa registery 文档', { kind: 'project', project: 'SOFARegistry' }],
    ['sofabot 仓库', undefined],
    ['registry 是什么', undefined],
    ['registry 在哪', undefined],
    ['registry 的地址怎么配置', undefined],
    ['Seata 1.5 发布了吗', { kind: 'releases', project: 'Seata', version: '1.5' }],
    ['Seata 1.6 发布了吗', undefined],
    ['sofarpc 5.8.0', { kind: 'releases', project: 'SOFARPC', version: '5.8.0' }],
    ['SOFARPC 5.8.0 把 nacos 升到哪个版本', { kind: 'releases', project: 'SOFARPC', version: '5.8.0' }],
    ['SOFARPC 5.8.0 把 zookeeper 升到哪个版本', undefined],
    ['想学习 service mesh 有什么资料', { kind: 'reading', topic: 'service mesh' }],
  ])('%s', (text, intent) => {
    expect(rich(text)).toEqual(intent);
  });
});

it('a request for what the knowledge does not hold is left to the matcher', () => {
  const bare = createIntentReader({ projects: [], tasks: [], releases: [], readings: [], notes: [] });
  for (const text of [
    'How can I contribute?',
    '最近发布了什么',
    '在哪提 issue',
    '推荐几篇文章看看',
    '周会几点开',
  ]) {
    expect(bare(text)).toBeUndefined();
  }
});

describe('a message that only names a project repeats the last list', () => {
  const follow = createFollower([...projects, project('SOFABoot', 'SOFA Boot')]);
  const tasks: ListIntent = { kind: 'tasks', project: 'MOSN', difficulty: 'easy' };
  it.each<[string, ListIntent, ListIntent | undefined]>([
    ['那 SOFARPC 呢？', tasks, { kind: 'tasks', project: 'SOFARPC', difficulty: 'easy' }],
    ['what about Layotto?', tasks, { kind: 'tasks', project: 'Layotto', difficulty: 'easy' }],
    ['难一点的呢', tasks, { kind: 'tasks', project: 'MOSN', difficulty: 'hard' }],
    ['那 rpc 呢', tasks, { kind: 'tasks', project: 'SOFARPC', difficulty: 'easy' }],
    ['Layotto', { kind: 'releases', version: '1.0' }, { kind: 'releases', project: 'Layotto' }],
    ['and seata', { kind: 'project', asked: 'mosn' }, { kind: 'project', project: 'Seata' }],
    ['那 SOFARPC 怎么配置超时呢', tasks, undefined],
    ['那怎么配置呢', tasks, undefined],
    ['还有吗', tasks, undefined],
  ])('%s', (text, last, expected) => {
    expect(follow(text, last)).toEqual(expected);
  });
});
