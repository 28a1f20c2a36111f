/**
 * The words by which a question about the rest of the knowledge is recognised: general Chinese and English, no names
 * of any community. Latin words match as whole words; spaces inside a phrase match any white space.
 */

import type { Difficulty } from '../../knowledge/model.js';

export const TASK_SUBJECT = ['任务', '活', '坑', 'issue', 'issues', 'task', 'tasks', '贡献', '参与', '上手'];
// biome-ignore format: a word list reads best in lines
export const TASK_NEWCOMER = [
  '新手', '新人', '萌新', '小白', '初学者', '入门', 'newcomer', 'newcomers', 'beginner', 'beginners', 'newbie',
  'newbies', '好上手', '容易上手', '练手', 'good first', 'first', 'starter', 'first-time', 'contributor', 'contributors',
];

/** May stand in a request for tasks. */
// biome-ignore format: a word list reads best in lines
export const TASK_EXTRAS = [
  '计划', '列表', '一点', '一点儿', '点儿', '代码', '写代码', '开源贡献', '力所能及', '动手', '感兴趣', '兴趣', '时间', '有空', '能力', '还没有', '没人', '没人做', '能做',
  'code', 'hands on', 'ok', 'left', 'available', 'interested', 'interesting', 'bit', 'little', 'more', 'really', 'time', 'pr', 'prs', 'fix',
  'able', 'free', 'if', 'but', 'love', "i'm new here", 'very', 'take on', 'available', 'unassigned', 'ideas', 'idea',
];
/** Someone new, who asks what there is to do. */
// biome-ignore format: a word list reads best in lines
export const NEWCOMER_SELF = [
  '新手', '新人', '萌新', '小白', '初学者', '新来的', '刚来', '刚加入', '第一次', 'newcomer', 'newcomers', 'beginner', 'beginners', 'newbie', 'newbies', "i'm new",
  'i am new', 'im new', 'new here', 'just joined', 'first-timer', 'first timer', 'first time',
];
// biome-ignore format: a word list reads best in lines
export const NEWCOMER_DOES = [
  '做', '干', '参与', '帮忙', '贡献', '上手', '开始做', 'work on', 'do', 'help', 'help with', 'contribute', 'contribute to', 'start', 'take', 'pick up', 'begin',
];
/** Someone who offers a hand, without saying that they are new. */
export const HELPER = [
  '我',
  '我们',
  '大家',
  'i',
  "i'd",
  'we',
  'someone',
  'anyone',
  'hands',
  'a hand',
  'needs help',
  'need help',
];
// biome-ignore format: a word list reads best in lines
export const HELPS = [
  '能帮', '能帮忙', '可以帮', '可以帮忙', '能帮上', '帮上忙', '帮得上', '帮得上忙', '贡献', '做贡献', '出份力', '出力', '能参与', '可以参与', '能干的', '能做的', '可以做的',
  '能干点', '能做点', '可以做点', '可以认领', '能认领', 'i can help', 'can i help', 'could i help', 'i could help', 'can we help', 'help out', 'work on', 'get involved', 'do to help', 'lend a hand', 'needs help',
];
// biome-ignore format: a word list reads best in lines
export const ASKED = [
  '什么', '啥', '哪些', '哪', '有没有', '吗', '怎么', '如何', 'what', "what's", 'which', 'where', 'how', 'any', 'anything', 'something',
];
// biome-ignore format: a word list reads best in lines
export const CONTRIBUTES = [
  '参与贡献', '贡献代码', '做贡献', '做点贡献', '参与开源', '参与开发', '参与社区', '参与项目', '参与到', '贡献', '参与进来', '加入社区', '参与共建', '共建', '为社区',
  'contribute', 'contribute to', 'contributing', 'get involved', 'getting involved', 'help out', 'take part', 'lend a hand', 'join the development',
];
// biome-ignore format: a word list reads best in lines
export const WANTED = [
  '怎么', '如何', '怎样', '咋', '想', '想要', '可以', '打算', '从哪', '从哪里', 'how', 'how to', 'where', 'want', "i'd like", 'would like', 'like to', 'can i', 'could i', 'can we', 'start', 'looking',
];

/** Taking part in the making of a project: 参与 alone may be about an event. */
export const TAKING_PART = ['参与', '加入'];
export const MAKING = ['开发', '建设', '共建', '开源', '开源项目', '项目'];
/** Beside a difficulty: someone asks what there is to do. */
export const SOMEONE = ['i', 'we', '我', '我们', '新人', '新手'];
export const DOES = ['do', 'work on', 'start with', 'begin with', 'take on', '做', '干', '参与'];
export const WHAT = ['什么', '啥', '哪些', '有没有', 'anything', 'something', 'what', 'which', 'any'];

/** Whole requests of one word, with or without a project. */
export const BARE = {
  tasks: ['tasks', 'task list', '任务', '任务列表', 'issue 列表', 'issues list'],
  releases: ['releases', 'release notes', 'changelog', '版本', '发布记录', '版本列表', '更新日志'],
  reading: ['reading', 'articles', 'blog', '文章', '文章列表', '博客'],
} as const;

// biome-ignore format: a word list reads best in lines
export const RELEASE_SUBJECT = [
  '发布', '发版', '发新版', '版本', '新版本', '新版', '更新', 'release', 'releases', 'released', 'version', 'versions', 'changelog',
  'update', 'updates', 'updated', '上线', '发新版了', '版本号', 'shipped', 'launched', "what's new", 'release notes',
];
// biome-ignore format: a word list reads best in lines
export const RELEASE_RECENT = [
  '最近', '最新', '近期', '这周', '本周', '这个月', '新', 'latest', 'recent', 'recently', 'newest', 'new', 'last', 'lately',
  '哪些', '什么', '啥', "what's", 'what', 'which', 'list', '上周', '上个月', '上一周', '上月', '这期', '本期', '本月', '昨天', '今天', 'this week', 'last week', 'this month', 'last month',
  "what's new", '最后', '最新的', 'today', 'yesterday', '有没有', 'any',
];
/** May stand in a request for releases. */
// biome-ignore format: a word list reads best in lines
export const RELEASE_EXTRAS = [
  '上周', '上个月', '上一周', '上月', '最近一周', '几号', '多少号', '里', '里面', '中', '动态', '日志', '一版', '版', '最后', '一次', '出来', '带来', 'features', 'feature', 'changes', 'changed', 'notes', 'note',
  'number', 'weeks', 'days', 'months', 'past', 'things', 'were', 'version', 'recently', 'most', 'bring', 'brings', 'since', 'over', 'shipped', 'go', 'gone', 'anything', 'content',
];
/** Beside a version these need no asking word. */
// biome-ignore format: a word list reads best in lines
export const VERSION_NOTES = [
  'changelog', 'release notes', 'release note', '新特性', '新功能', '更新内容', '更新日志', '发布说明', '变更日志',
];
/** What is asked about a version that is named. */
// biome-ignore format: a word list reads best in lines
export const VERSION_NEWS = [
  '新功能', '功能', '新特性', '特性', '变化', '变更', '改动', '改了', '更新', '更新了', '新增', '内容', '新东西', '修复', '亮点', '发布说明', '发布内容', '新', 'changelog', 'release notes', 'features', 'feature',
  'changes', 'changed', 'change', "what's new", 'new', 'news', 'updates', 'highlights', 'fixed', 'fixes', 'added', 'in',
];

// biome-ignore format: a word list reads best in lines
export const READING_SUBJECT = [
  '文章', '阅读', '资料', '博客', '推文', '博文', '好文', 'reading', 'readings', 'blog post', 'blog posts', 'reads', 'article', 'articles', 'posts', 'blog', 'blogs', 'read',
];
// biome-ignore format: a word list reads best in lines
export const READING_ASKED = [
  '推荐', '看看', '值得', '有什么', '有哪些', '哪些', '最近', 'recommend', 'recommended', 'recommendation',
  'recommendations', 'suggest', 'suggested', 'good', 'worth', 'reading list', 'what', '有没有', '有啥', '来点', '求', '想看', '给点', '什么', '哪里', '在哪', '最新', 'any', 'where', 'are there', 'which',
  'recent', 'latest', 'find', 'show',
];
/** May stand in a request for reading. */
// biome-ignore format: a word list reads best in lines
export const READING_EXTRAS = [
  '相关', '有关', '关于', '方面', '讲', '介绍', '一篇', '几篇', '两篇', '好', '学习', '推荐阅读', '技术', '深入', '不错', '不错的', '可读', '给大家', '推荐一下', '能看', '可看', '可以看',
  'related', 'on', 'regarding', 'technical', 'there', 'something', 'material', 'materials', 'few', 'couple',
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
  '社区规范', '社区制度', '晋升机制', '晋升条件', '晋升路径', '晋升流程', '升级为维护者', '贡献者晋升', 'become a maintainer', 'become a committer', 'become maintainer', 'become committer',
  '晋升', '晋升规则', '社区规则', '治理', '社区治理', '行为准则', '成为维护者', '成为贡献者', '维护者', 'committer', 'committers', 'maintainer', 'maintainers', 'promotion',
  'promotion rule', 'promotion rules', 'governance', 'code of conduct', 'become', 'rules',
];
// biome-ignore format: a word list reads best in lines
export const MEETING_SUBJECT = [
  '会议', '社区会议', '例会', '周会', '社区会', '开会', '会议回放', '回放', '会议纪要', '纪要', 'meeting', 'meetings', 'community meeting', 'community meetings', 'call',
];
// biome-ignore format: a word list reads best in lines
export const EVENT_SUBJECT = [
  '活动', '社区活动', '直播', 'meetup', 'meetups', 'event', 'events', 'live stream',
];
// biome-ignore format: a word list reads best in lines
export const CONTRIBUTOR_SUBJECT = [
  '贡献者', '贡献', '贡献者名单', '贡献榜', 'contributor', 'contributors', 'contributed', 'contributions',
];
// biome-ignore format: a word list reads best in lines
export const NOTE_ASKED = [
  '什么时候', '几点', '何时', '时间', '哪些', '有哪些', '有什么', '谁', '是谁', '最近', '最新', '近期', '本周', '这周', '下次', '下一次', '下周', '上次', '名单', '链接', '入会', '参加',
  '今天', '周几', '星期几', '有没有', '多久', '怎么', '在哪', '上周', '上个月', '什么', '本月', 'how', 'last week', 'how often', 'when is', "when's", "who's",
  'when', 'next', 'recent', 'latest', 'any', 'who', 'upcoming', 'last', 'this week', 'what', 'list', 'join', 'link', 'where',
];

/** May stand in a question about meetings, events, rules and contributors. */
// biome-ignore format: a word list reads best in lines
export const NOTE_EXTRAS = [
  '规则', '规范', '流程', '机制', '制度', '路径', '步骤', '开', '召开', '举行', '举办', '办', '开始', '举行的', '场', '次', '期', '一次', '一期', '一场', '上周', '上个月', '时候', '会', '通过', '加', '号', '进入', '预告', '安排', '日程', '回看', '线上', '线下', '技术',
  'held', 'hold', 'take place', 'happen', 'happening', 'schedule', 'scheduled', 'time', 'recording', 'recordings', 'minutes', 'planned', 'coming', 'soon', 'attend', 'become', 'becoming', 'rule', 'rules', 'process', 'path', 'requirements',
  'promoted', 'next', 'will', 'be', 'it', 'weekly', 'often', 'weeks', 'when', "when's", "who's", 'does', 'often', 'take', 'place', 'most', 'top', 'code', 'online', 'many', 'people', 'the', 'get', 'being', 'required', 'what does it',
];
/** Reporting a problem. Without a bug or an issue in it, it may be any question. */
// biome-ignore format: a word list reads best in lines
export const TRACKED = ['issue', 'issues', 'bug', 'bugs', '缺陷', '问题', '反馈', '需求', 'feature request', 'problem', 'problems'];
// biome-ignore format: a word list reads best in lines
export const TRACKS = [
  '提', '提交', '提个', '报', '报告', '上报', '反馈', '反映', '汇报', '记录', '开', '创建', 'report', 'reporting', 'file', 'submit', 'raise', 'open', 'create', 'post', 'tracker', 'track', 'log', 'send',
];
// biome-ignore format: a word list reads best in lines
export const TRACKER_ASKED = [
  '在哪', '哪', '哪里', '哪儿', '去哪', '到哪', '怎么', '如何', '怎样', '咋', '地址', '链接', '想', '可以', 'where', 'how', 'address', 'url', 'link', 'can i', 'could i', 'want', 'tracker',
];
// biome-ignore format: a word list reads best in lines
export const TRACKER_EXTRAS = ['发现', '发现了', '遇到', '遇到了', '该', '应该', 'found', 'think', 'your', 'page', 'report'];

/** Beside a project's name alone these repeat the last list for that project. */
// biome-ignore format: a word list reads best in lines
export const FOLLOWING = [
  '那', '那么', '那个', '呢', '的', '换成', '换', '还有', '再看看', '看看', '看', '有没有', '有', '有吗', '没有', '吗', '一点', '点', '也', '要', '和', '如果是', '如果', '是', '啊', '呀', '一些', '的话', '来点', '再', '更', '比较', '只看', '只要', '任务', '版本', '文章',
  'what', 'about', 'how', 'and', 'for', 'of', 'ok', 'okay', 'then', 'so', 'also', 'too', 'same', 'in', 'or', 'but', 'the', 'ones', 'one', 'any', 'only', 'just', 'show', 'me', 'please', 'instead', 'with', 'from', 'now', 'tasks', 'releases', 'articles', 'more', 'a', 'bit', 'little',
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

// biome-ignore format: a word list reads best in lines
export const HELP = [
  'help', 'help me', '帮助', '使用说明', '使用帮助', '用法', '你能做什么', '你能干什么', '你能干啥', '你能做啥', '你可以做什么', '你会什么', '你会做什么', '你会做啥', '你会干什么', '你会干啥', '你会啥',
  '你都会什么', '你都能做什么', '你能帮我什么', '你能帮我做什么', '你能帮什么', '你有什么功能', '你有什么用', '你有哪些功能', '有什么功能', '怎么用你', '怎么用', '如何使用你', '你怎么用', '怎么使用你',
  '怎么和你说话', '有哪些命令', '有什么命令', '命令', '你是谁', '你是什么', '你是干什么的', '你是干嘛的', '你是做什么的', '你是机器人', '你叫什么', '你叫什么名字', '自我介绍', '介绍一下你自己', '介绍下自己', '介绍一下自己', '介绍你自己',
  'what can you do', 'what do you do', 'what can i ask', 'what can i ask you', 'what can you help with', 'what can you help me with', 'how can you help', 'how can you help me', 'what are you', 'who are you', "what's your name", 'what is your name', 'are you a bot', 'are you a robot', 'are you human',
  'how do you work', 'how do i use you', 'how can i use you', 'how to use you', 'how does this bot work', 'how does this work', 'what is this bot', 'what does this bot do', 'commands', 'usage', 'introduce yourself', 'tell me about yourself', 'what do you know',
  '?',
];
// biome-ignore format: a word list reads best in lines
export const THANKS = [
  '谢谢', '多谢', '感谢', '谢了', '谢啦', '谢谢大佬', '谢谢你', 'thanks', 'thank you', 'thx', 'ty', 'many thanks', 'thanks a lot', '辛苦了', '3q',
];
// biome-ignore format: a word list reads best in lines
export const GREETINGS = [
  '你好', '您好', '在吗', '在么', '有人吗', '嗨', '哈喽', 'hi', 'hello', 'hey', '大家好', 'good morning', '早上好', '早',
];
