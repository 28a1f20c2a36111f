/** The sections of a weekly post, by the words of their titles. */

import type { Source } from '../../../contract.js';
import type { Line } from '../markdown/lines.js';
import { readClosing } from './threads/closings.js';
import { readHeader } from './threads/headers.js';
import { afterAnswerMark } from './marks.js';

export type SectionKind =
  | 'questions'
  | 'tasks'
  | 'releases'
  | 'reading'
  | 'contributor'
  | 'meeting'
  | 'event'
  | 'rule'
  | 'other';

/** Lines of a section that are no thread's. */
export interface Section {
  readonly kind: SectionKind;
  /** The title's line; absent for what stands above the first. */
  readonly title?: Line;
  readonly lines: Line[];
}

/** What the readers of single sections need of the file. */
export interface SectionContext {
  /** The place of a line. */
  readonly at: (line: Line) => Source;
  /** An address in full; absent where it leads to no web page. */
  readonly absolute: (url: string) => string | undefined;
}

const RULE = /晋升|社区规则|治理|行为准则|code of conduct|promotion rule/i;

/** First match decides: "社区会议回顾" is a meeting, though 回顾 alone is reading. */
const KINDS: readonly (readonly [SectionKind, RegExp])[] = [
  ['questions', /问答|答疑|Q\s*&\s*A|\bQA\b|issue\s*精选|提问精选|\bFAQ\b|questions/i],
  ['tasks', /新手任务|任务计划|good first|newcomer|新手.*(?:任务|issue)/i],
  ['meeting', /会议|例会|周会|月会|community (?:meeting|call)/i],
  ['contributor', /contributors?\b|贡献|committer|big\s*news|社区之星/i],
  ['rule', RULE],
  ['releases', /发布(?!会)|项目进展|版本更新|新版本|\breleases?\b/i],
  [
    'reading',
    /阅读|文章|合辑|合集|集锦|系列|特辑|好文|解析|回顾|招聘|开源(?:项目|系列)|\breading\b|\barticles?\b/i,
  ],
  ['event', /活动|直播|报名|预告|meetup|福利|channel|开源之夏|峰会|论坛|\bevents?\b/i],
];

/** Longest title of a section, in characters. */
const MAX_TITLE = 40;

/** The kind of a section, from its title. */
export function kindOf(title: string): SectionKind {
  return KINDS.find(([, words]) => words.test(title))?.[0] ?? 'other';
}

/** Whether a sentence is about the community's rules, whatever else it is about. */
export function isAboutRules(sentence: string): boolean {
  return RULE.test(sentence);
}

const PLAIN_TITLE =
  /^(?:(?:本周|每周|相关|社区|近期|云原生|SOFA\w*|MOSN|Layotto)[\s&]*)+(?:推荐)?(?:阅读|文章|发布|贡献|活动|会议|直播|任务)(?:推荐|预告|回顾|计划|报名)?$|^(?:SOFA|社区).{0,16}(?:项目进展|新手任务计划|会议预告|会议回顾|本周贡献|issue 精选)$|^.{0,8}读者问答.{0,4}$|^[A-Za-z][\w -]{1,24} v?\d[\d.]* (?:版本)?发布$/i;

/** Words at the foot of a post, below which nothing belongs to a thread. */
const FOOT = /扫码关注|^欢迎(?:扫码)?关注|关注.{0,20}公众号|长按.{0,10}二维码|^往期(?:回顾|推荐)?[:：]?$/;

export function isFoot(line: Line): boolean {
  return line.quoted === 0 && line.kind === 'text' && line.plain.length <= MAX_TITLE && FOOT.test(line.plain);
}

/**
 * The section that a line opens, or absent when it opens none. Headings do, unless they are headers of a thread; a
 * paragraph of one bold line does when its words say so, and a plain one when it is nothing but such words.
 */
export function sectionAt(line: Line): SectionKind | undefined {
  if (line.quoted > 0 || line.plain === '' || line.marker !== '') return undefined;
  if (readHeader(line)?.strength === 'strong' || afterAnswerMark(line.markdown) !== undefined)
    return undefined;
  if (line.kind === 'heading') return readClosing(line) ? undefined : kindOf(line.plain);
  if (line.kind !== 'text' || !line.alone || line.plain.length > MAX_TITLE || line.links.length > 0)
    return undefined;
  if (PLAIN_TITLE.test(line.plain)) return kindOf(line.plain);
  if (!line.bold || /[:：。，,；;]\s*$/.test(line.plain) || /^(?:\d+[、.]|[-•])/.test(line.plain))
    return undefined;
  const kind = kindOf(line.plain);
  return kind === 'other' ? undefined : kind;
}
