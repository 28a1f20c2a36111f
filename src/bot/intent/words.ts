/**
 * The words by which a request for a list is recognised: general Chinese and English, no names of any community. Latin
 * words match as whole words, with or without a plural `s`; spaces inside a phrase match any white space.
 */

import type { Difficulty } from '../../knowledge/model.js';

/** @param lines phrases between commas and line ends. */
function phrases(lines: string): readonly string[] {
  return lines
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}

/** Something is asked for. */
export const WHAT = phrases(`
  什么, 啥, 哪些, 哪个, 几个, 几篇, 多少, 谁, 有木有, 吗, 么, 没, 求, 给, 来, 列, 列表, 清单, 汇总,
  告诉, 看看, 看下, 想看, 找, 查, 发我, 发下, 发一下
  what, which, who, whose, any, anything, something, some, show, list, give, tell, find, see, share, send, is there, are there, has, have, did, do you know
`);
/** What was last. */
export const RECENT = phrases(`
  最近, 最新, 近期, 近来, 最后, 上次, 上一次, 上个, 上一个, 这一, 前面, 本周, 这周, 上周, 上一周, 最近一周, 本月, 这个月, 上个月, 上月, 今年, 这期, 本期, 今天, 昨天, 历史
  latest, recent, recently, lately, newest, last, this week, this month, this year, last week, last month, today, yesterday, history
`);
const WHERE = phrases(`
  哪儿, 哪, 怎么找, 如何找, where, how to find, how do i find, how can i find
`);
export const ASKING = [...WHAT, ...RECENT, ...WHERE];

/** How something is done. No filler: most questions about a subject of their own have one of these. */
export const HOW = phrases('怎么, 怎么才能, 怎样, 怎样才能, 如何, 如何才能, 咋, how, how to');

/** Words that carry no subject of their own in such a request. */
export const FILLERS = [
  ...ASKING,
  ...phrases(`
  请, 请问, 麻烦, 想问, 问下, 问一下, 一下, 大佬, 大佬们, 各位, 你好, 您好, 知道, 谢谢, 帮忙, 呢, 嘛, 啊, 呀, 吧, 呗, 哦, 了, 的, 得, 地, 着, 过, 是, 有, 在, 会, 能,
  可以, 可, 我, 我们, 你们, 咱们, 大家, 帮, 想, 要, 需要, 打算, 准备, 就, 也, 还, 都, 又, 再, 和, 或, 与, 及, 以及, 跟, 对, 为, 给, 到, 去, 从, 里, 里面, 中, 上,
  下, 把, 被, 已, 已经, 刚, 这, 那, 其他, 其它, 别的, 现在, 目前, 当前, 新, 各, 所有, 几, 个, 点, 些, 一些, 一个, 一份, 份, 出, 发, 做, 看, 适合,
  值得, 比较, 最, 更, 好, 内容, 情况, 说明, 记录, 地方, 社区, 开源, 项目, 组件, 框架, 语言, 周报, 官方
  please, pls, plz, thanks, hi, hello, hey, guys, folks, a, an, the, of, for, in, on, to, with, about, from, by, at, as, into, and, or,
  so, if, is, are, was, were, be, been, being, am, do, does, did, can, could, would, will, should, had, you, your, i, me, my, we, us, our, it,
  its, that, this, these, those, there, here, d, m, s, ve, re, ll, get, got, know, need, want, wanted, like, looking, all, more, other, one, just,
  now, currently, yet, far, up, out, came, new, good, best, still, week, weekly, month, year, project, community, component, library, official, thing, look, take, everything, point
`),
];

export const DIFFICULTIES: Readonly<Record<Difficulty, readonly string[]>> = {
  easy: phrases('easy, easiest, simple, simplest, 简单, 容易, 初级, 低难度'),
  medium: phrases('medium, intermediate, moderate, 中等, 中级, 一般'),
  hard: phrases(
    'hard, hardest, difficult, challenging, advanced, 困难, 高级, 难, 高难度, 难度高, 难度大, 有难度, 有点难度, 有挑战, 有挑战性',
  ),
};

/** Says by itself that a task is meant. */
export const TASK = phrases(
  '任务, task, to do, good first, good first issue, good-first-issue, first issue, help wanted, starter issue',
);
/** Is a task to somebody who is new or wants one, or beside a difficulty. */
export const MAYBE_TASK = phrases('issue, 活, 活儿, 事, 坑, 难度, difficulty, work');
export const NEWCOMER = phrases(`
  新手, 新人, 萌新, 小白, 初学者, 入门, 练手, 好上手, 学生, 新来的, 刚来, 刚加入, 第一次
  newcomer, beginner, newbie, student, starter, first, first time, first-time, first timer, first-timer, contributor, i'm new, i am new, im new, new here, just joined
`);
export const TAKES = phrases(`
  领, 领取, 认领, 接, 没人领, 缺人, 缺人手, 提 pr, 提pr, 贡献, 参与, 上手, pick up, take on, work on, contribute, contributing, help with, help out
`);
/** Beside a newcomer or a difficulty: what there is to do. */
export const DOES = phrases(
  '做, 干, 帮忙, do, start with, begin with, help, pick up, take on, work on, contribute, contribute to, 参与, 贡献',
);
/** Somebody offers a hand, without saying that they are new. */
export const OFFERER = phrases(
  '我, 我们, 大家, 缺人, 缺人手, i, we, someone, anyone, hands, a hand, needs help, need help',
);
export const OFFERS = phrases(`
  帮忙, 能帮, 可以帮, 帮上忙, 帮得上忙, 贡献, 出份力, 出力, 能参与, 可以参与, 能干的, 能做的, 可以做的, 能干点, 能做点, 可以做点, 认领
  i can help, can i help, could i help, i could help, can we help, help out, work on, get involved, do to help, lend a hand, needs help, need help
`);
export const CONTRIBUTES = phrases(`
  贡献, 贡献代码, 参与贡献, 参与开源, 参与开发, 参与社区, 参与项目, 参与进来, 参与建设, 参与 开发, 参与 建设, 加入社区, 加入开发, 加入 开发, 共建
  contribute, contributing, get involved, getting involved, help out, take part, can i help, could i help, can we help, lend a hand, join the development
`);
export const WANTS = [
  ...HOW,
  ...phrases('想, 可以, 打算, 从哪, 入手, where, want, like to, can i, could i, can we, start, looking'),
];
export const TASK_EXTRAS = [
  ...MAYBE_TASK,
  ...NEWCOMER,
  ...TAKES,
  ...phrases(`
  推荐, 计划, 级别, 一点, 没人, 一点儿, 代码, 写代码, 力所能及, 动手, 感兴趣, 兴趣, 时间, 有空, 能力, 干, 开始, 入手
  code, hands on, ok, left, open, available, unassigned, interested, interesting, bit, little, really, time, pr, able, free, but, love, very, idea, suitable,
  friendly, level, recommend, recommended, suggest, suggestion, start, started, begin, development, try
`),
];

export const RELEASE = phrases(`
  发布, 发版, 版本, 新版, 更新, 升版本, 上线, 一版, 新功能, 新特性, 更新日志
  release, released, changelog, change log, version, update, updated, shipped, launched, what's new, what is new, anything new, new feature, release note
`);
/** Of those, the ones that are no statement beside a project's name alone. */
export const RELEASE_NOUN = phrases(`
  发版, 版本, 新版, 发布记录, 发布说明, 更新记录, 更新日志, 更新内容, 发布内容, 动态, 历史, 新功能, 新特性
  release, changelog, change log, version, release note, what's new, what is new, new feature
`);
/** What is asked about a version that is named. */
export const VERSION_NEWS = phrases(`
  功能, 特性, 变化, 变更, 改动, 改了, 更了, 新增, 加了, 新加, 带来, 内容, 新东西, 修复, 修了, 亮点, 发布说明, 发布内容, 新
  changelog, release note, feature, change, changed, what's new, new, news, update, highlight, fixed, fix, fixes, added, in
`);
/** Beside a version these need no asking word. */
export const VERSION_NOTES = phrases(
  'changelog, change log, release note, changes, 新特性, 新功能, 更新内容, 更新日志, 发布说明, 发布内容, 变更日志, 更新记录',
);
export const RELEASE_EXTRAS = [
  ...VERSION_NEWS,
  ...phrases(`
  号, 动态, 日志, 版, 一次, 东西, 升, bug, note, number, day, past, most, bring, brings, since, over, content, happened, summary
`),
];
/** When a release came out, of one that did. */
export const WHEN = phrases('什么时候, 啥时候, 何时, 哪天, 几号, when');
/** Beside a version that the knowledge holds, a word that is in its changes tells what became of it. */
export const VERSION_TOPIC = phrases(
  '升, 升级, 从, 由, 版本, 更新, 修复, 新增, 加入, version, upgrade, upgraded, update, updated, fix, fixed, add, added',
);

export const READING = phrases(`
  文章, 阅读, 读物, 干货, 资料, 博客, 推文, 博文, 好文, reading, read list, blog post, article, post, blog, to read, i read, should read, worth reading, reads, tutorial
`);
export const READING_EXTRAS = phrases(`
  推荐, 分享, 相关, 有关, 关于, 方面, 讲, 介绍, 一篇, 两篇, 篇, 学, 学习, 推荐阅读, 技术, 深入, 不错, 读, 一读
  recommend, recommended, recommendation, suggest, suggested, suggestion, related, regarding, technical, material, few, couple, worth, read, reading list, learn, learning, study
`);

/** Where a project is kept and described. */
export const LINKS = phrases(`
  仓库, 代码, 源码, 源代码, github, gitee, git, 地址, 链接, 官网, 网站, 网址, 主页, 文档, 手册
  repo, repository, repositories, source, source code, url, link, address, doc, documentation, manual, wiki, website, site, homepage, home page,
  issue tracker, tracker, issues, org
`);
/** What a project is, or where: of a name that has another meaning these ask something else. */
export const WHAT_IT_IS = phrases(`
  是什么, 是啥, 是干嘛的, 是做什么的, 什么是, 介绍, 简介, 哪, what is, what's, about, introduce, where, hosted
`);
export const PROJECT_EXTRAS = phrases('页面, 下载, 托管, 搜, page, live, located, introduction');

export const RULE = phrases(`
  晋升, 晋级, 晋升规则, 晋升机制, 晋升条件, 社区规范, 社区制度, 社区规则, 治理, 行为准则, promotion, promote, promoted, promoting, governance, code of conduct
`);
/** A role in the community, and how one comes by it. */
export const ROLE = phrases(
  '维护者, 维护者团队, 贡献者, 成员, 核心成员, committer, maintainer, member, reviewer, contributor, pmc',
);
export const BECOMES = phrases(`
  成为, 变成, 加入, 当, 升, 升级, 升级成, 条件, 要求, 资格, 标准, 门槛, become, becoming, requirement, required, criteria, qualify
`);
export const RULE_EXTRAS = [
  ...HOW,
  ...ROLE,
  ...BECOMES,
  ...phrases(
    '规则, 规范, 流程, 机制, 制度, 路径, 步骤, 通过, 提, 多久, 文档, 才, rule, process, path, pr, when, many, it takes, doc, long',
  ),
];
export const MEETING = phrases('会议, 例会, 周会, 社区会, 开会, 回放, 纪要, meeting, community call');
export const EVENT = phrases('活动, 直播, meetup, event, live stream');
/** When and where a meeting or an event is. */
export const WHEN_AND_WHERE = phrases(`
  什么时候, 几点, 何时, 时间, 周几, 星期几, 多久, 多久一次, 链接, 入会, 参加, 下次, 下一次, 下周, 怎么, when, next, upcoming, how, how often, join, link
`);
export const MEETING_EXTRAS = phrases(`
  开, 召开, 举行, 举办, 办, 开始, 场, 次, 期, 一次, 一期, 一场, 时候, 加, 进入, 预告, 安排, 日程, 回看, 线上, 线下, 技术, 号
  held, hold, happen, happening, schedule, scheduled, time, recording, minutes, planned, coming, soon, attend, often, place, online, start
`);
export const CONTRIBUTOR = phrases('贡献者, 贡献榜, 贡献名单, contributor, contributer');
/** What contributors did: an asking word must stand beside it. */
export const CONTRIBUTED = phrases('贡献, contributed, contribution, contributing, contributes');
export const WHO = phrases('谁, 哪些人, 哪些同学, 哪位, who, whose, which people');
export const CONTRIBUTOR_EXTRAS = phrases(
  '名单, 感谢, 活跃, 榜, 榜单, 排行, 代码, 人, 同学, top, most, code, people, name, active',
);

/** Reporting a problem. Where no project is named, only an issue says whose. */
export const TRACKED_ALONE = phrases('issue');
export const TRACKED = phrases('issue, bug, 缺陷, 问题, 反馈, 需求, feature request, problem');
export const TRACKS = phrases(`
  提, 提交, 报, 报告, 反馈, 反映, 汇报, 记录, 开, 创建, report, reporting, file, submit, raise, open, create, post, tracker, track, log, send
`);
export const TRACKER_ASKED = [
  ...HOW,
  ...WHERE,
  ...phrases('地址, 链接, 想, 可以, address, url, link, can i, could i, want, tracker'),
];
export const TRACKER_EXTRAS = phrases('发现, 遇到, 该, 应该, found, think, page');

/** Beside a project's name alone these repeat the last list for that project. */
export const FOLLOWING = phrases(`
  那, 那么, 那个, 呢, 的, 换成, 换, 还有, 再看看, 看看, 看, 有没有, 有, 有吗, 没有, 吗, 一点, 点, 也, 要, 和, 如果是, 如果, 是, 啊, 呀, 一些, 的话, 来点, 再, 更, 比较, 只看,
  只要, 任务, 版本, 文章
  what, about, how, and, for, of, ok, okay, then, so, also, too, same, in, or, but, the, one, any, only, just, show, me, please, instead, with, from, now, task,
  release, article, more, a, bit, little
`);

export const HELP = phrases(`
  help, help me, 帮助, 使用说明, 使用帮助, 用法, 你能做什么, 你能干什么, 你能干啥, 你能做啥, 你可以做什么, 你会什么, 你会做什么, 你会做啥, 你会干什么, 你会干啥, 你会啥,
  你都会什么, 你都能做什么, 你能帮我什么, 你能帮我做什么, 你能帮什么, 你有什么功能, 你有什么用, 你有哪些功能, 有什么功能, 怎么用你, 怎么用, 如何使用你, 你怎么用, 怎么使用你,
  怎么和你说话, 有哪些命令, 有什么命令, 命令, 你是谁, 你是什么, 你是干什么的, 你是干嘛的, 你是做什么的, 你是机器人, 你叫什么, 你叫什么名字, 自我介绍, 介绍一下你自己,
  介绍下自己, 介绍一下自己, 介绍你自己
  what can you do, what do you do, what can i ask, what can i ask you, what can you help with, what can you help me with, how can you help,
  how can you help me, what are you, who are you, who made you, who built you, 你能干嘛, what's your name, what is your name, are you a bot, are you a robot, are you human,
  how do you work, how do i use you, how can i use you, how to use you, how does this bot work, how does this work, what is this bot,
  what does this bot do, commands, usage, introduce yourself, tell me about yourself, what do you know, ?
`);
