import { describe, expect, it } from 'vitest';
import { createCheck } from '../../src/drafting/checks.js';
import { codesIn } from '../../src/drafting/literals.js';
import { versionsIn } from '../../src/text/versions.js';
import { entriesOf, knowledgeOf } from './entries.js';

const ENTRIES = entriesOf(
  {
    id: 'reload',
    question: 'How do I reload the configuration of the gateway?',
    answer: 'Send it a SIGHUP.',
  },
  { id: 'ports', question: '网关怎么修改监听的端口？', answer: '改 listen 一项。', alternates: ['换端口'] },
  { id: 'upgrade', question: 'What breaks when I upgrade the gateway to 5.8.0?', answer: 'Old plugins.' },
  { id: 'code', question: 'Why does the gateway print RPC-02412 at the start?', answer: 'No registry.' },
  {
    id: 'restart',
    question: '怎样不重启就让网关的插件生效？',
    answer: '用热加载。',
    drafted: ['插件不重启热插拔'],
  },
  { id: 'memory', question: 'How much memory does one thousand idle connections take?', answer: '40 MB.' },
);
const entry = (id: string) => {
  const found = ENTRIES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
};

describe('a draft is dropped', () => {
  it.each([
    ['reload', 'How do I reload the configuration of the gateway', 'repeat'],
    ['reload', '換端口？', 'repeat'],
    ['reload', '插件 不重启热插拔', 'repeat'],
    ['reload', '?!', 'question'],
    ['reload', '  ', 'question'],
    ['reload', 'reload '.repeat(60), 'question'],
    ['reload', '网关怎么改监听端口', 'elsewhere'],
    ['reload', 'how much memory do idle connections take', 'elsewhere'],
    ['upgrade', 'what is broken after the upgrade of the gateway', 'version'],
    ['upgrade', 'upgrade to 5.7.6 breaks things', 'version'],
    ['code', 'the gateway prints an error when it starts', 'code'],
    ['code', 'the gateway prints RPC-02413 when it starts', 'code'],
    ['restart', '网关插件怎样生效', 'negation'],
    ['restart', 'how to apply gateway plugins after a restart', 'negation'],
  ])('%s: %s', async (id, draft, reason) => {
    expect(await createCheck(knowledgeOf(ENTRIES))(entry(id), [draft])).toEqual({
      kept: [],
      dropped: [reason],
    });
  });
});

describe('a draft is kept', () => {
  it.each([
    ['reload', 'make it pick up my edits while it runs', 'shares no word with anything'],
    ['reload', 'changed a setting, nothing happens until it is started again', 'a symptom'],
    ['reload', '改了设置怎么马上起作用', 'another language'],
    ['upgrade', '升到 v5.8.0 以后什么用不了', 'the version as people write it'],
    ['upgrade', 'gateway 5.8 breaking changes', 'the version less exactly'],
    ['code', 'rpc-02412 on startup', 'the code in lower case'],
    ['restart', 'apply gateway plugins without a restart', 'the negation in another language'],
    ['restart', '插件免重启', 'the negation by another word'],
    ['restart', '插件不重启热插拔', 'its own draft of an earlier run'],
  ])('%s: %s (%s)', async (id, draft) => {
    expect(await createCheck(knowledgeOf(ENTRIES))(entry(id), [draft])).toEqual({
      kept: [draft],
      dropped: [],
    });
  });

  it('on one line, without what a list and quotes add to it', async () => {
    const check = createCheck(knowledgeOf(ENTRIES));
    const drafts = ['1. apply edits\nlive', '- “pick up my edits”', '"edits" and "settings"'];
    expect((await check(entry('reload'), drafts)).kept).toEqual([
      'apply edits live',
      'pick up my edits',
      '"edits" and "settings"',
    ]);
  });

  it('once, whichever entry it was drafted for', async () => {
    const check = createCheck(knowledgeOf(ENTRIES));
    const first = await check(entry('reload'), ['apply my edits', 'Apply my edits!']);
    expect(first).toEqual({ kept: ['apply my edits'], dropped: ['repeat'] });
    expect((await check(entry('memory'), ['apply my edits'])).dropped).toEqual(['repeat']);
  });

  it('once, when two entries are checked at the same time', async () => {
    const check = createCheck(knowledgeOf(ENTRIES));
    const both = await Promise.all(['reload', 'memory'].map((id) => check(entry(id), ['apply my edits'])));
    expect(both.map(({ dropped }) => dropped)).toEqual([[], ['repeat']]);
  });

  it('whatever wordings other entries have', async () => {
    const [reload, ...others] = ENTRIES;
    if (reload === undefined) throw new Error('an entry');
    const drafted = ['apply edits to settings of the gateway at once', 'edits of settings of the gateway'];
    const entries = [
      reload,
      ...others.map((one) => ({ ...one, drafted: one.id === 'ports' ? drafted : [] })),
    ];
    const draft = 'edits of the gateway settings at once';
    expect((await createCheck(knowledgeOf(entries))(reload, [draft])).kept).toEqual([draft]);
  });
});

describe('literals', () => {
  it.each<[string, readonly string[]]>([
    ['SOFABoot v3.10.0 和 3.2 的区别', ['3.10.0', '3.2']],
    ['支持 jdk 17 吗', ['17']],
    ['JDK17', ['17']],
    ['image:v1.0.0-1.10.6', ['1.0.0', '1.10.6']],
    ['at 127.0.0.1:8080 after 0.5 秒, 1.5 GB, 99.9%, 2.5ms', []],
    ['two of 3 nodes', []],
  ])('versions: %s', (text, found) => expect(versionsIn(text)).toEqual(found));

  it.each<[string, readonly string[]]>([
    ['RPC-010060032 and ORA-00942, 0x80004005', ['rpc-010060032', 'ora-00942', '0x80004005']],
    ['状态码 502，error code: 1045', ['502', '1045']],
    ['HTTP/1.1 and HTTP2 on port 8080', []],
  ])('codes: %s', (text, found) => expect(codesIn(text)).toEqual(found));
});
