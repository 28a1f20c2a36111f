/** The application's commands, as they are registered. */

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';

/** Words in Chinese and English; the default is English, and Discord takes it where no locale fits. */
interface Words {
  readonly zh: string;
  readonly en: string;
}

const localized = ({ zh, en }: Words): LocalizationMap => ({ 'zh-CN': zh, 'en-US': en, 'en-GB': en });

const named = (name: Words) => ({ name: name.en, name_localizations: localized(name) });
const described = (description: Words) => ({
  description: description.en,
  description_localizations: localized(description),
});

/** In servers, in direct messages with the bot, and wherever a member who installed the app for themselves writes. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/** Whoever may manage the server sees it; an admin can open it to the maintainers' role in the server's settings. */
const FOR_MAINTAINERS = {
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** Characters of a question; the core reads no more. */
const QUESTION_LENGTH = 4000;

/** What the commands and options are called in the events: the default names. */
export const NAMES = {
  ask: 'ask',
  tasks: 'tasks',
  releases: 'releases',
  project: 'project',
  reading: 'reading',
  about: 'about',
  admin: 'ask-admin',
  review: 'review',
  answerThis: 'Answer this',
  save: 'Save as answer',
  question: 'question',
  private: 'private',
  difficulty: 'difficulty',
} as const;

const projectOption = (required = false): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.String,
  ...named({ zh: '项目', en: NAMES.project }),
  ...described({ zh: '限定一个项目', en: 'one project only' }),
  required,
  autocomplete: true,
});

const command = (
  name: Words,
  description: Words,
  options: readonly APIApplicationCommandBasicOption[] = [],
): RESTPostAPIApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.ChatInput,
  ...named(name),
  ...described(description),
  ...EVERYWHERE,
  options: [...options],
});

const difficulty: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  ...named({ zh: '难度', en: NAMES.difficulty }),
  ...described({ zh: '任务的难度', en: 'how hard the task may be' }),
  required: false,
  choices: (
    [
      ['easy', '简单'],
      ['medium', '中等'],
      ['hard', '困难'],
    ] as const
  ).map(([value, zh]) => ({ ...named({ zh, en: value }), value })),
};

const state: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  ...named({ zh: '状态', en: 'state' }),
  ...described({ zh: '开启或关闭', en: 'on or off' }),
  required: true,
  choices: (
    [
      ['on', '开启'],
      ['off', '关闭'],
    ] as const
  ).map(([value, zh]) => ({ ...named({ zh, en: value }), value })),
};

const channelOption = (
  name: Words,
  description: Words,
  isForum: boolean,
): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.Channel,
  ...named(name),
  ...described(description),
  required: false,
  channel_types: isForum ? [ChannelType.GuildForum] : [ChannelType.GuildText, ChannelType.GuildAnnouncement],
});

const forumOption = channelOption(
  { zh: '论坛', en: 'forum' },
  { zh: '哪个论坛，默认为当前帖子所在的论坛', en: 'which forum; the one of this post by default' },
  true,
);
const whichOption = channelOption(
  { zh: '频道', en: 'channel' },
  { zh: '哪个频道，默认为当前频道', en: 'which channel; this one by default' },
  false,
);

const admin: RESTPostAPIApplicationCommandsJSONBody = {
  type: ApplicationCommandType.ChatInput,
  ...named({ zh: '问答管理', en: NAMES.admin }),
  ...described({ zh: '频道设置（维护者）', en: 'settings of a channel, for maintainers' }),
  ...FOR_MAINTAINERS,
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named({ zh: '频道', en: 'channel' }),
      ...described({ zh: '在频道里主动回答', en: 'answer unasked in a channel' }),
      options: [state, whichOption],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named({ zh: '论坛', en: 'forum' }),
      ...described({ zh: '在论坛里主动回答新帖', en: 'answer new posts of a forum' }),
      options: [state, forumOption],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named({ zh: '准确率', en: 'precision' }),
      ...described({
        zh: '主动回答的准确率要求，0.5 到 0.99',
        en: 'how sure an unasked answer must be, 0.5 to 0.99',
      }),
      options: [
        {
          type: ApplicationCommandOptionType.Number,
          ...named({ zh: '数值', en: 'value' }),
          ...described({ zh: '0.5 到 0.99', en: '0.5 to 0.99' }),
          required: true,
          min_value: 0.5,
          max_value: 0.99,
        },
        whichOption,
        forumOption,
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named({ zh: '状态', en: 'status' }),
      ...described({ zh: '显示当前设置', en: 'show the settings' }),
      options: [whichOption, forumOption],
    },
  ],
};

export const COMMANDS: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  command(
    { zh: '提问', en: NAMES.ask },
    { zh: '在社区往期问答里找答案', en: 'find an answer in the community’s history' },
    [
      {
        type: ApplicationCommandOptionType.String,
        ...named({ zh: '问题', en: NAMES.question }),
        ...described({
          zh: '用一句话提问，或从列表里选一个',
          en: 'ask in a sentence, or pick from the list',
        }),
        required: true,
        autocomplete: true,
        max_length: QUESTION_LENGTH,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...named({ zh: '仅自己可见', en: NAMES.private }),
        ...described({ zh: '只让我看到回答', en: 'show the answer to me alone' }),
        required: false,
      },
      projectOption(),
    ],
  ),
  command({ zh: '任务', en: NAMES.tasks }, { zh: '新手任务', en: 'tasks for newcomers' }, [
    projectOption(),
    difficulty,
  ]),
  command({ zh: '发布', en: NAMES.releases }, { zh: '最近的发布', en: 'recent releases' }, [projectOption()]),
  command(
    { zh: '项目', en: NAMES.project },
    { zh: '项目的仓库、文档和问题反馈地址', en: 'where a project’s code, documentation and issues are' },
    [projectOption(true)],
  ),
  command({ zh: '阅读', en: NAMES.reading }, { zh: '推荐阅读', en: 'recommended reading' }, [
    projectOption(),
  ]),
  command(
    { zh: '关于', en: NAMES.about },
    { zh: '我知道些什么，怎么提问', en: 'what I know, and how to ask' },
  ),
  admin,
  {
    type: ApplicationCommandType.ChatInput,
    ...named({ zh: '审阅', en: NAMES.review }),
    ...described({
      zh: '逐条审阅待定的回答（维护者）',
      en: 'go through what waits for review, for maintainers',
    }),
    ...FOR_MAINTAINERS,
    // In direct messages there are no roles: it serves those whom QABOT_MAINTAINERS names by their own number.
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  },
  {
    type: ApplicationCommandType.Message,
    ...named({ zh: '保存为回答', en: NAMES.save }),
    ...FOR_MAINTAINERS,
    contexts: [InteractionContextType.Guild],
  },
  {
    type: ApplicationCommandType.Message,
    ...named({ zh: '回答这条消息', en: NAMES.answerThis }),
    ...EVERYWHERE,
  },
];
