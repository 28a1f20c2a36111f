import type { Sentences } from '../../src/contract.js';

/** What the Discord adapter itself says, in Chinese. */
export const zh: Sentences = {
  'discord.choose': '选出你想问的问题',
  'discord.alternatives': '相近的问题',
  'discord.followUps': '后续的提问',
  'discord.project': '项目：',
  'discord.readSource': '查看原文',
  'discord.solved': '问题解决了',
  'discord.isSolved': '已解决',
  'discord.remove': '删除',
  'discord.again': '刚才处理得慢了些，没来得及完成，请再点一次。',
  'discord.notYourPost': '只有发帖的人和维护者可以把它标为已解决。',
  'discord.solvedDone': '已标为解决，很高兴能帮上忙。',
  'discord.noSolvedTag': '这个论坛没有“已解决”一类的标签，没法标记。',
  'discord.noTagRight': '我没有权限标记这个帖子，需要服务器管理员给我“管理子区”权限。',
  'discord.quieted': '好的，在这里只有被点名时我才会回答。',
  'discord.refused':
    '你提问的 {channel} 不让我发言，需要服务器管理员放行；在此之前可以在这里问我，或者用 `/ask`。',
  'discord.repeat': '我还没来得及回答你就中断了，请再问一次。',
  'discord.stopping': '我马上要重启，请过一分钟再问一次。',
  'discord.about': '我在社区往期的问答里找答案，知道 {threads} 个话题里的 {entries} 条问答。',
  'discord.about.newest': '最新一期：{title}（{date}）',
  'discord.about.projects': '涉及的项目：{projects}',
  'discord.about.most': '大家常问：',
  'discord.about.how': '可以用 `/ask` 提问，在频道里点名我，或者直接给我发消息。',
  'discord.admin.notForum': '这里不是论坛的帖子，请在 `forum` 选项里指明论坛。',
  'discord.admin.soon': '重新连接之后生效，每个分片大约需要五秒。',
  'discord.admin.noIntent':
    '不过没点名我的消息我还读不到：请在开发者后台的“Bot”页打开“Message Content Intent”，再重新启动我。',
};
