/**
 * The words by which a question about the rest of the knowledge is recognised: general Chinese and English, no names
 * of any community. Latin words match as whole words; spaces inside a phrase match any white space.
 */

import type { Difficulty } from '../knowledge/model.js';

export const TASK_SUBJECT = ['任务', '活', '坑', 'issue', 'issues', 'task', 'tasks', '贡献', '参与', '上手'];
// biome-ignore format: a word list reads best in lines
export const TASK_NEWCOMER = [
  '新手', '新人', '萌新', '小白', '初学者', '入门', 'newcomer', 'newcomers', 'beginner', 'beginners', 'newbie',
  'newbies', 'good first', 'first', 'starter', 'first-time', 'contributor', 'contributors',
];

// biome-ignore format: a word list reads best in lines
export const RELEASE_SUBJECT = [
  '发布', '发版', '发新版', '版本', '新版本', '新版', '更新', 'release', 'releases', 'released', 'version', 'versions', 'changelog',
  'update', 'updates', 'updated',
];
// biome-ignore format: a word list reads best in lines
export const RELEASE_RECENT = [
  '最近', '最新', '近期', '这周', '本周', '这个月', '新', 'latest', 'recent', 'recently', 'newest', 'new', 'last', 'lately',
  '哪些', '什么', '啥', "what's", 'what', 'which', 'list',
];

// biome-ignore format: a word list reads best in lines
export const READING_SUBJECT = [
  '文章', '阅读', '资料', '博客', '推文', 'reading', 'article', 'articles', 'posts', 'blog', 'blogs', 'read',
];
// biome-ignore format: a word list reads best in lines
export const READING_ASKED = [
  '推荐', '看看', '值得', '有什么', '有哪些', '哪些', '最近', 'recommend', 'recommended', 'recommendation',
  'recommendations', 'suggest', 'suggested', 'good', 'worth', 'reading list', 'what',
];

// biome-ignore format: a word list reads best in lines
export const PROJECT_SUBJECT = [
  '仓库', '代码仓库', '代码', '源码', '源代码', 'github', 'gitee', 'git', '地址', '链接', '官网', '主页', '文档', '项目主页',
  'repo', 'repository', 'source code', 'source', 'url', 'link', 'links', 'address', 'docs', 'documentation', 'doc', 'website',
  'homepage', 'home page', 'issue tracker', 'tracker', 'issues', '是什么', '是啥', '是干嘛的', '是做什么的', '什么是', '介绍', '简介',
  'what is', "what's", 'about', 'introduce',
];

// biome-ignore format: a word list reads best in lines
export const RULE_SUBJECT = [
  '晋升', '晋升规则', '社区规则', '治理', '社区治理', '行为准则', '成为维护者', '成为贡献者', '维护者', 'committer', 'committers', 'maintainer', 'maintainers', 'promotion',
  'promotion rule', 'promotion rules', 'governance', 'code of conduct', 'become', 'rules',
];
// biome-ignore format: a word list reads best in lines
export const MEETING_SUBJECT = [
  '会议', '社区会议', '例会', '周会', '社区会', '开会', '会议回放', '回放', '会议纪要', '纪要', 'meeting', 'meetings', 'community meeting', 'community meetings', 'call',
];
export const EVENT_SUBJECT = [
  '活动',
  '社区活动',
  '直播',
  'meetup',
  'meetups',
  'event',
  'events',
  'live stream',
];
export const CONTRIBUTOR_SUBJECT = [
  '贡献者',
  '贡献',
  '贡献者名单',
  'contributor',
  'contributors',
  'contributed',
];
// biome-ignore format: a word list reads best in lines
export const NOTE_ASKED = [
  '什么时候', '几点', '何时', '时间', '哪些', '有哪些', '有什么', '谁', '是谁', '最近', '最新', '近期', '本周', '这周', '下次', '下一次', '下周', '上次', '名单', '链接', '入会', '参加',
  'when', 'next', 'recent', 'latest', 'any', 'who', 'upcoming', 'last', 'this week', 'what', 'list', 'join', 'link', 'where',
];

/** Words that carry no subject of their own in such a question. */
// biome-ignore format: a word list reads best in lines
export const FILLERS = [
  '干', '干点', '过', '发过', '出过', '发', '领', '认领', '接', '练手', '上手', '试试', '学习', '想学', '刚', '刚来', '准备', '打算', '需要', '请', '麻烦', '地', '得', '就', '也', '还', '还有', '别的', '其他', '其它',
  '目前', '现在', '当前', '今年', '近来', '比较新', '成为', '变成', '当', '升', '需要什么', '条件', '要求', '怎样', '咋', '为', '对', '跟', '一份', '一个', '几', '些什么', '啥时候', '记录', '列表', '清单', '说明', '情况',
  'pick', 'pick up', 'take', 'start', 'started', 'contribute', 'contributing', 'help', 'work', 'working', 'up', 'so', 'far', 'all', 'more', 'other', 'hey', 'guys', 'folks', 'pls', 'plz', 'just', 'now', 'currently', 'has', 'had', 'how', 'many',
  'something', 'anything', 'thing', 'things', 'today', 'yet', 'here', 'there', 'who', 'need', 'would', "i'd", "i'm", 'am', 'see', 'read', 'point', 'send', 'share', 'notes', 'note', 'community', 'source', 'us', 'as', 'into',
  '请问', '一下', '想问', '问下', '问一下', '大佬', '大佬们', '各位', '你好', '您好', '有没有', '有木有', '有什么', '有哪些', '有啥', '有', '没有', '适合', '可以', '能',
  '做', '的', '了', '吗', '嘛', '么', '呢', '啊', '呀', '吧', '在', '哪', '哪里', '哪儿', '哪些', '在哪', '是', '什么', '啥', '多少', '几个', '几篇', '一些', '点', '些', '来', '给', '我', '我们', '想', '要',
  '找', '看', '看看', '看下', '推荐', '最近', '最新', '近期', '新', '都', '和', '或', '个', '比较', '难度', '级别', '列', '列出', '告诉', '发', '下', '开始', '从', '社区', '开源', '项目',
  '怎么', '如何', '参与', '贡献', '到', '去', '被', '已', '又', '上', '与', '及', '以及', '值得', '出', '这个', '那个', '这周', '本周', '这个月', '内容', '功能', '谁', '知道', '求', '帮忙',
  'a', 'an', 'the', 'of', 'for', 'in', 'on', 'to', 'is', 'are', 'was', 'were', 'there', 'any', 'some', 'do', 'does', 'did', 'you', 'i', 'me', 'my', 'we', 'can', 'could', 'would', 'please', 'have', 'has',
  'what', "what's", 'which', 'where', "where's", 'show', 'list', 'give', 'tell', 'find', 'get', 'hi', 'hello', 'hey', 'and', 'or', 'with', 'about', 'its', 'it', 'that', 'this', 'been', 'be', 'good', 'suitable', 'open',
  'latest', 'recent', 'recently', 'new', 'newest', 'lately', 'last', 'first', 'project', "project's", 'by', 'from', 'at', 'should', 'looking', 'want', 'like', 's', 'level', 'ones', 'one', 'out', 'came', 'week', 'month', 'know',
];

export const DIFFICULTIES: Readonly<Record<Difficulty, readonly string[]>> = {
  easy: ['easy', 'simple', '简单', '容易', '初级', '低难度'],
  medium: ['medium', 'intermediate', 'moderate', '中等', '中级', '一般'],
  hard: ['hard', 'difficult', 'advanced', '困难', '高级', '难', '高难度', '有挑战'],
};

export const HELP = [
  'help',
  '帮助',
  '使用说明',
  '你能做什么',
  '你会什么',
  '怎么用你',
  'what can you do',
  '?',
];
// biome-ignore format: a word list reads best in lines
export const THANKS = [
  '谢谢', '多谢', '感谢', '谢了', '谢啦', '谢谢大佬', '谢谢你', 'thanks', 'thank you', 'thx', 'ty', 'many thanks', 'thanks a lot', '辛苦了', '3q',
];
export const GREETINGS = [
  '你好',
  '您好',
  '在吗',
  '在么',
  '有人吗',
  '嗨',
  '哈喽',
  'hi',
  'hello',
  'hey',
  '大家好',
  'good morning',
  '早上好',
  '早',
];
