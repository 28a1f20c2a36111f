/** A small history with made-up projects, for the matcher's tests. */

import type { Entry, GlossaryGroup, Project, Thread } from '../../src/knowledge/model.js';

export interface Written {
  readonly id: string;
  readonly project?: string;
  readonly alternates?: readonly string[];
  /** Question and answer of each turn. */
  readonly turns: readonly (readonly [question: string, answer: string])[];
}

export function entriesOf(written: readonly Written[]): readonly Entry[] {
  return written.flatMap(({ id, project, alternates = [], turns }, place) => {
    const named = project === undefined ? {} : { project };
    const thread: Thread = {
      id,
      n: place + 1,
      tags: [],
      ...named,
      turns: turns.map(([question, answer], turn) => ({
        question,
        answer,
        alternates: turn === 0 ? alternates : [],
        links: [],
        line: 1,
      })),
      source: { path: `${id}.md`, line: 1 },
    };
    return thread.turns.map(
      (turn, at): Entry => ({
        id: `${id}.${at + 1}`,
        thread,
        turn: at,
        question: turn.question,
        alternates: turn.alternates,
        answer: turn.answer ?? '',
        links: [],
        ...named,
      }),
    );
  });
}

export const HISTORY = entriesOf([
  {
    id: 'drain',
    project: 'Porter',
    turns: [
      ['Porter 平滑下线的时候，连接会断吗？', '不会，旧进程会等长连接迁移完再退出。'],
      ['那等多久可以配置吗？', '可以，drainTimeout 默认 30 秒。'],
    ],
  },
  {
    id: 'rollback',
    project: 'Ledger',
    turns: [['Ledger 全局事务回滚以后 redo_log 什么时候清理？', '回滚成功立即删除，失败的保留七天。']],
  },
  {
    id: 'registry',
    project: 'Ledger',
    turns: [['Ledger 支持用 Consul 做注册中心吗？', '支持，把 registry.type 设成 consul。']],
  },
  {
    id: 'limit',
    project: 'Porter',
    turns: [['Porter 怎么给某个接口限流？', '在 streamFilter 里加 rateLimit，按 QPS 配。']],
  },
  {
    id: 'snapshot',
    project: 'Quorum',
    turns: [['Quorum 的快照多久做一次？', 'snapshotInterval 默认一小时，由 leader 触发。']],
  },
  {
    id: 'card',
    alternates: ['my card never came', 'how long until the plastic gets here', 'still waiting for my card'],
    turns: [['When will my new card be delivered?', 'A standard card reaches you within six working days.']],
  },
]);

export const PROJECTS: readonly Project[] = ['Porter', 'Ledger', 'Quorum'].map((name) => ({
  name,
  aliases: [`open-${name.toLowerCase()}`],
  description: { zh: '', en: '' },
}));

export const GLOSSARY: readonly GlossaryGroup[] = [
  { zh: ['回滚', '撤销'], en: ['rollback', 'roll back'] },
  { zh: ['限流'], en: ['rate limiting', 'throttle'] },
  { zh: ['快照'], en: ['snapshot'] },
  { zh: ['清理', '删除'], en: ['clean up', 'delete'] },
];
