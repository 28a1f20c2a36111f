/** The application's commands, as they are registered. */

import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { MAX_QUESTION_LENGTH, PRECISION_RANGE } from '../../../src/contract.js';

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

/** In English, which Discord shows where no other language fits, and in Chinese. */
type Words = readonly [en: string, zh: string];

const localized = ([en, zh]: Words) => ({ 'zh-CN': zh, 'en-US': en, 'en-GB': en });
const named = (name: Words) => ({ name: name[0], name_localizations: localized(name) });
const described = (name: Words, description: Words) => ({
  ...named(name),
  description: description[0],
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

/** Those who may manage the server see it; an admin can open it to the maintainers' role in the server's settings. */
const FOR_MAINTAINERS = {
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

type Option = APIApplicationCommandBasicOption;

const choice = (name: Words, description: Words, required: boolean, values: readonly Words[]): Option => ({
  type: ApplicationCommandOptionType.String,
  ...described(name, description),
  required,
  choices: values.map((value) => ({ ...named(value), value: value[0] })),
});

const project = (required = false): Option => ({
  type: ApplicationCommandOptionType.String,
  ...described([NAMES.project, '项目'], ['one project only', '限定一个项目']),
  required,
  autocomplete: true,
});

const difficulty = choice([NAMES.difficulty, '难度'], ['how hard the task may be', '任务的难度'], false, [
  ['easy', '简单'],
  ['medium', '中等'],
  ['hard', '困难'],
]);

const state = choice(['state', '状态'], ['on or off', '开启或关闭'], true, [
  ['on', '开启'],
  ['off', '关闭'],
]);

const forum: Option = {
  type: ApplicationCommandOptionType.Channel,
  ...described(
    ['forum', '论坛'],
    ['which forum; the one of this post by default', '哪个论坛，默认为当前帖子所在的论坛'],
  ),
  required: false,
  channel_types: [ChannelType.GuildForum],
};

const channel: Option = {
  type: ApplicationCommandOptionType.Channel,
  ...described(['channel', '频道'], ['which channel; this one by default', '哪个频道，默认为当前频道']),
  required: false,
  channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
};

const precision: Option = {
  type: ApplicationCommandOptionType.Number,
  ...described(['value', '数值'], ['0.5 to 0.99', '0.5 到 0.99']),
  required: true,
  min_value: PRECISION_RANGE.least,
  max_value: PRECISION_RANGE.most,
};

const subcommand = (
  name: Words,
  description: Words,
  options: Option[],
): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  ...described(name, description),
  options,
});

const forEveryone = (
  name: Words,
  description: Words,
  options: Option[] = [],
): RESTPostAPIApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.ChatInput,
  ...described(name, description),
  ...EVERYWHERE,
  options,
});

export const COMMANDS: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  forEveryone(
    [NAMES.ask, '提问'],
    ['find an answer in the community’s history', '在社区往期问答里找答案'],
    [
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          [NAMES.question, '问题'],
          ['ask in a sentence, or pick from the list', '用一句话提问，或从列表里选一个'],
        ),
        required: true,
        autocomplete: true,
        max_length: MAX_QUESTION_LENGTH,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...described([NAMES.private, '仅自己可见'], ['show the answer to me alone', '只让我看到回答']),
        required: false,
      },
      project(),
    ],
  ),
  forEveryone([NAMES.tasks, '任务'], ['tasks for newcomers', '新手任务'], [project(), difficulty]),
  forEveryone([NAMES.releases, '发布'], ['recent releases', '最近的发布'], [project()]),
  forEveryone(
    [NAMES.project, '项目'],
    ['where a project’s code, documentation and issues are', '项目的仓库、文档和问题反馈地址'],
    [project(true)],
  ),
  forEveryone([NAMES.reading, '阅读'], ['recommended reading', '推荐阅读'], [project()]),
  forEveryone([NAMES.about, '关于'], ['what I know, and how to ask', '我知道些什么，怎么提问']),
  {
    type: ApplicationCommandType.ChatInput,
    ...described([NAMES.admin, '问答管理'], ['settings of a channel, for maintainers', '频道设置（维护者）']),
    ...FOR_MAINTAINERS,
    contexts: [InteractionContextType.Guild],
    options: [
      subcommand(['channel', '频道'], ['answer unasked in a channel', '在频道里主动回答'], [state, channel]),
      subcommand(['forum', '论坛'], ['answer new posts of a forum', '在论坛里主动回答新帖'], [state, forum]),
      subcommand(
        ['precision', '准确率'],
        ['how sure an unasked answer must be, 0.5 to 0.99', '主动回答的准确率要求，0.5 到 0.99'],
        [precision, channel, forum],
      ),
      subcommand(
        ['second-reader', '第二读者'],
        ['let a language model choose among the answers found', '允许语言模型在找到的回答里挑选'],
        [state, channel, forum],
      ),
      subcommand(
        ['learn', '学习'],
        ['gather answers from what maintainers write', '从维护者写的内容里收集回答'],
        [state, channel, forum],
      ),
      subcommand(['status', '状态'], ['show the settings', '显示当前设置'], [channel, forum]),
    ],
  },
  {
    type: ApplicationCommandType.ChatInput,
    ...described(
      [NAMES.review, '审阅'],
      ['go through what waits for review, for maintainers', '逐条审阅待定的回答（维护者）'],
    ),
    ...FOR_MAINTAINERS,
    // In direct messages there are no roles: it serves those whom QABOT_MAINTAINERS names by their own number.
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  },
  {
    type: ApplicationCommandType.Message,
    ...named([NAMES.save, '保存为回答']),
    ...FOR_MAINTAINERS,
    contexts: [InteractionContextType.Guild],
  },
  { type: ApplicationCommandType.Message, ...named([NAMES.answerThis, '回答这条消息']), ...EVERYWHERE },
];
