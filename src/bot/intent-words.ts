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

/** Words that carry no subject of their own in such a question. */
// biome-ignore format: a word list reads best in lines
export const FILLERS = [
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
