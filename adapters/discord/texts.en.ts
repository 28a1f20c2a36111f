import type { Sentences } from '../../src/contract.js';

/** What the Discord adapter itself says, in English. */
export const en: Sentences = {
  'discord.choose': 'Choose the question you mean',
  'discord.alternatives': 'Similar questions',
  'discord.followUps': 'What was asked next',
  'discord.project': 'Project:',
  'discord.readSource': 'Read the source',
  'discord.solved': 'This solved it',
  'discord.isSolved': 'Solved',
  'discord.remove': 'Remove',
  'discord.again': 'That took me too long. Please press it once more.',
  'discord.notYourPost': 'Only the one who began this post and the maintainers can mark it as solved.',
  'discord.solvedDone': 'Marked as solved. Glad it helped.',
  'discord.noSolvedTag': 'This forum has no tag that is called “solved”, so I cannot mark the post.',
  'discord.noTagRight': 'I may not mark this post: a server admin has to give me “Manage Threads”.',
  'discord.quieted': 'All right. Here I answer only when I am mentioned.',
  'discord.refused':
    'I may not write in {channel}, where you asked me. A server admin can allow it; until then ask me here, or with `/ask`.',
  'discord.repeat': 'I was interrupted before I could answer you. Please ask again.',
  'discord.stopping': 'I am about to restart. Please ask again in a minute.',
  'discord.about':
    'I look for answers in the community’s past questions: {entries} answers from {threads} threads.',
  'discord.about.newest': 'Newest post: {title} ({date})',
  'discord.about.projects': 'Projects: {projects}',
  'discord.about.most': 'Often asked:',
  'discord.about.how': 'Ask with `/ask`, mention me in a channel, or write to me directly.',
  'discord.admin.notForum': 'This is no post of a forum: name the forum in the option `forum`.',
  'discord.admin.soon':
    'It takes effect when I have connected again, which takes about five seconds for each shard.',
  'discord.admin.noIntent':
    'But I cannot read messages that do not mention me: switch on “Message Content Intent” under “Bot” in the developer portal and start me again.',
};
