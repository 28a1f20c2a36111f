import type { Source } from '../../src/contract.js';
import type { Entry, Knowledge, Project, Thread, Turn } from '../../src/knowledge/model.js';

/** A small made-up knowledge for tests of the bot. */

export function source(path: string, date: string): Source {
  return { path, line: 10, title: `Weekly of ${date}`, date, url: `https://example.org/blog/${path}/` };
}

export function turn(question: string, answer?: string, links: Turn['links'] = []): Turn {
  return { question, alternates: [], links, line: 10, answer };
}

export function thread(id: string, project: string, turns: readonly Turn[]): Thread {
  const [post = id, n = '1'] = id.split('#');
  return {
    id,
    n: Number(n),
    asker: 'somebody',
    project,
    tags: [],
    turns,
    source: source(post, '2024-05-01'),
  };
}

export function entriesOf(threads: readonly Thread[]): readonly Entry[] {
  return threads.flatMap((of) =>
    of.turns.flatMap(({ question, alternates, answer, links }, index) =>
      answer === undefined
        ? []
        : [
            {
              id: `${of.id}.${index + 1}`,
              thread: of,
              turn: index,
              question,
              alternates,
              answer,
              links,
              project: of.project,
            },
          ],
    ),
  );
}

export const PROJECTS: readonly Project[] = [
  {
    name: 'Kestrel',
    aliases: ['kestrel-mesh'],
    description: { zh: '一个服务网格代理', en: 'A service mesh proxy' },
    repository: 'https://example.org/kestrel',
    documentation: 'https://example.org/kestrel/docs',
    issues: 'https://example.org/kestrel/issues',
  },
  {
    name: 'Heron',
    aliases: [],
    description: { zh: '一个 RPC 框架', en: 'An RPC framework' },
    repository: 'https://example.org/heron',
  },
];

const THREADS = [
  thread('w1#1', 'Kestrel', [
    turn(
      'Kestrel 支持热升级吗？',
      '支持，发送 `SIGUSR2` 即可，详见 [文档](https://example.org/kestrel/docs/hot).',
      [{ title: '文档', url: 'https://example.org/kestrel/docs/hot' }],
    ),
    turn('热升级时长连接会断吗？', '不会，连接会迁移到新进程。'),
    turn('那 Windows 上呢？'),
  ]),
  thread('w1#2', 'Heron', [turn('Heron 的超时时间怎么配置？', '在 `timeout` 里配置，单位毫秒。')]),
];

export const KNOWLEDGE: Knowledge = {
  threads: THREADS,
  entries: entriesOf(THREADS),
  tasks: [
    {
      project: 'Kestrel',
      difficulty: 'easy',
      text: '补充注释',
      details: 'https://example.org/t/1',
      source: source('w1', '2024-05-01'),
    },
    { project: 'Kestrel', difficulty: 'hard', text: '支持 QUIC', source: source('w1', '2024-05-01') },
    { project: 'Kestrel', difficulty: 'easy', text: '旧任务', source: source('w0', '2023-01-01') },
    { project: 'Heron', difficulty: 'medium', text: '写示例', source: source('w0', '2023-01-01') },
  ],
  releases: [
    { project: 'Kestrel', version: 'v1.0', changes: ['first'], source: source('w0', '2023-01-01') },
    {
      project: 'Kestrel',
      version: 'v1.1',
      changes: ['热升级', '修复'],
      url: 'https://example.org/r/1.1',
      source: source('w1', '2024-05-01'),
    },
  ],
  readings: [
    { title: 'Kestrel 源码解析', url: 'https://example.org/read/1', source: source('w1', '2024-05-01') },
    { title: 'Kestrel 源码解析', url: 'https://example.org/read/1', source: source('w0', '2023-01-01') },
    { title: 'RPC 往事', url: 'https://example.org/read/2', source: source('w0', '2023-01-01') },
  ],
  notes: [],
  findings: [],
  projects: PROJECTS,
  glossary: [],
  families: [],
};
